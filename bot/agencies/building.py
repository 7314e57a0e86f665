"""Building the database from the embedded snapshot, when it is needed.

Lists that were imported here and that the snapshot lacks are carried over.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, inspect, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.agencies import tables
from bot.agencies.carrying import KeptList, read_kept, restore
from bot.agencies.cleaning import Cleaner
from bot.agencies.corrections import corrections
from bot.agencies.database import open_engine, writing
from bot.agencies.deriving import derive
from bot.agencies.files import SNAPSHOT
from bot.agencies.geography import geography
from bot.agencies.result import Refusal
from bot.agencies.snapshot import fingerprint, list_ids, load_snapshot, newest_date


def _fingerprint_schema() -> str:
    """Changes with any column or index; an older database is then built anew."""
    statements: list[str] = []
    for table in tables.metadata.sorted_tables:
        statements.append(str(CreateTable(table)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += (str(CreateIndex(index)) for index in indexes)
    return hashlib.sha256("".join(statements).encode()).hexdigest()


SCHEMA = _fingerprint_schema()


@dataclass(frozen=True)
class Built:
    """What stands in the database after building or checking it."""

    list_date: date
    lists: int
    agencies: int
    agreements: int
    fresh: bool
    """Whether it was built now, rather than found in order."""


def ensure_database(url: str | None = None) -> Built | Refusal:
    """Make the database answer: build it if missing or made from something older.

    It is made anew when the tables' layout or the snapshot changed; lists that only
    this database has are kept. Several processes may call this at once; one builds,
    the others wait and find it built.

    Args:
        url: SQLAlchemy URL; by default ``settings().database_url``.

    Returns:
        What stands there now, or a refusal as ``build_database`` gives it.
    """
    return build_database(open_engine(url), only_if_needed=True)


def build_database(
    engine: Engine,
    *,
    folder: Path = SNAPSHOT,
    only_if_needed: bool = False,
    forget: bool = False,
) -> Built | Refusal:
    """Write all tables afresh from a snapshot, in one transaction.

    Args:
        engine: the agency database.
        folder: the snapshot.
        only_if_needed: leave a database alone that was made from this snapshot.
        forget: drop the lists that only this database has, instead of keeping them.

    Returns:
        What stands there now, or a refusal: snapshot damaged, database out of reach,
        a list that would be lost.
    """
    try:
        source = _read_source(folder)
        if only_if_needed:
            with engine.connect() as connection:
                if not _is_needed(connection, source):
                    return _describe(connection, fresh=False)
        with writing(engine) as connection:
            # Another process may have built it while this one waited for its turn.
            if only_if_needed and not _is_needed(connection, source):
                return _describe(connection, fresh=False)
            return _build_anew(connection, source, only_if_needed, forget)
    except (FileNotFoundError, KeyError, ValueError, TypeError) as error:
        return Refusal("snapshot_missing", {"why": f"{type(error).__name__}: {error}"})
    except (SQLAlchemyError, OSError) as error:
        values = {"url": engine.url.render_as_string(hide_password=True)}
        return Refusal("database_unreachable", {**values, "why": _first_line(error)})


@dataclass(frozen=True)
class _Source:
    """The snapshot a database is to be made from."""

    folder: Path
    mark: str
    newest: date


def _read_source(folder: Path) -> _Source:
    return _Source(folder, fingerprint(folder), newest_date(folder))


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]


def _is_needed(connection: Connection, source: _Source) -> bool:
    known = read_provenance(connection)
    if (known.get("schema"), known.get("snapshot")) != (SCHEMA, source.mark):
        return True
    held = newest_list_date(connection)
    return held is None or held < source.newest


def _build_anew(
    connection: Connection, source: _Source, only_if_needed: bool, forget: bool
) -> Built | Refusal:
    kept: tuple[KeptList, ...] | Refusal = ()
    if not forget:
        kept = read_kept(connection, list_ids(source.folder), source.newest)
    if isinstance(kept, Refusal):
        # Made from a newer snapshot than this copy of the project has: it may serve.
        if only_if_needed and read_provenance(connection).get("schema") == SCHEMA:
            return _describe(connection, fresh=False)
        return kept
    tables.metadata.drop_all(connection)
    tables.metadata.create_all(connection)
    load_snapshot(connection, source.folder)
    restore(connection, kept, Cleaner(corrections(), geography()))
    derive(connection)
    origin = {"schema": SCHEMA, "snapshot": source.mark}
    rows = [{"key": key, "value": value} for key, value in origin.items()]
    connection.execute(insert(tables.provenance), rows)
    return _describe(connection, fresh=True)


def read_provenance(connection: Connection) -> dict[str, str]:
    """What the database was built from; empty when it has no tables yet."""
    if not inspect(connection).has_table(tables.provenance.name):
        return {}
    rows = connection.execute(select(tables.provenance)).all()
    return {row.key: row.value for row in rows}


def newest_list_date(connection: Connection) -> date | None:
    """Date of the newest participating list in the database."""
    newest: date | None = connection.execute(
        select(func.max(tables.list_file.c.list_date)).where(
            tables.list_file.c.kind == "participating"
        )
    ).scalar()
    return newest


def _describe(connection: Connection, *, fresh: bool) -> Built:
    listed = select(func.count()).where(tables.agreement.c.listed)
    agencies = select(func.count(tables.agreement.c.agency_id.distinct()))
    return Built(
        list_date=newest_list_date(connection) or date.min,
        lists=_count(connection, select(func.count()).select_from(tables.list_file)),
        agencies=_count(connection, agencies.where(tables.agreement.c.listed)),
        agreements=_count(connection, listed),
        fresh=fresh,
    )


def _count(connection: Connection, statement: Any) -> int:
    return int(connection.execute(statement).scalar() or 0)
