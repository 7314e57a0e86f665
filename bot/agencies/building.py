"""Building the database from the embedded snapshot, when it is needed."""

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
from bot.agencies.database import open_engine, writing
from bot.agencies.deriving import derive
from bot.agencies.files import SNAPSHOT
from bot.agencies.result import Refusal
from bot.agencies.snapshot import fingerprint, load_snapshot, newest_date


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
    """Make the database answer: build it if missing or older than the snapshot.

    A database that holds a newer list than the snapshot is left alone. Several
    processes may call this at once; one builds, the others wait and find it built.

    Args:
        url: SQLAlchemy URL; by default ``settings().database_url``.
    """
    return build_database(open_engine(url), only_if_needed=True)


def build_database(
    engine: Engine, *, folder: Path = SNAPSHOT, only_if_needed: bool = False
) -> Built | Refusal:
    """Write all tables afresh from a snapshot, in one transaction.

    Returns:
        What stands there now, or a refusal: snapshot damaged, database out of reach.
    """
    try:
        mark = fingerprint(folder)
        newest = newest_date(folder)
        if only_if_needed:
            with engine.connect() as connection:
                if not _is_needed(connection, mark, newest):
                    return _describe(connection, fresh=False)
        with writing(engine) as connection:
            # Another process may have built it while this one waited for its turn.
            if only_if_needed and not _is_needed(connection, mark, newest):
                return _describe(connection, fresh=False)
            return _build(connection, folder, mark)
    except (FileNotFoundError, KeyError, ValueError, TypeError) as error:
        return Refusal("snapshot_missing", {"why": f"{type(error).__name__}: {error}"})
    except (SQLAlchemyError, OSError) as error:
        values = {"url": engine.url.render_as_string(hide_password=True)}
        return Refusal("database_unreachable", {**values, "why": _first_line(error)})


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]


def _is_needed(connection: Connection, mark: str, newest: date) -> bool:
    known = read_provenance(connection)
    if known.get("schema") != SCHEMA:
        return True
    held = newest_list_date(connection)
    if held is None or held < newest:
        return True
    return held == newest and known.get("snapshot") != mark


def _build(connection: Connection, folder: Path, mark: str) -> Built:
    tables.metadata.drop_all(connection)
    tables.metadata.create_all(connection)
    load_snapshot(connection, folder)
    derive(connection)
    origin = {"schema": SCHEMA, "snapshot": mark}
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
