"""Lists that only this database has, kept when its tables are made anew.

A list's rows as printed are the truth; every other table follows from them and from
the corrections of the day. So a change of the tables' layout, of a correction or of
the snapshot needs no migration: the printed rows are carried over and cleaned again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import MetaData, Table, inspect, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.candidate import Candidate
from bot.agencies.cleaning import Cleaner
from bot.agencies.importing import hash_content
from bot.agencies.model import ListKind, PrintedRow
from bot.agencies.result import Refusal
from bot.agencies.writing import write_facts

_PRINTED = tuple(field.name for field in fields(PrintedRow))


@dataclass(frozen=True)
class KeptList:
    """One imported list as it was taken, apart from any table's layout."""

    id: str
    kind: ListKind
    list_date: date
    suffix: str
    file_name: str
    sha256: str
    rows: tuple[PrintedRow, ...]


def read_kept(
    connection: Connection, known: Collection[str], newest: date
) -> tuple[KeptList, ...] | Refusal:
    """The database's lists that a snapshot lacks, whatever its tables look like.

    Args:
        connection: the database before its tables are made anew.
        known: ids of the snapshot's lists.
        newest: date of the snapshot's newest list.

    Returns:
        The lists with their printed rows. A refusal if a list newer than the snapshot
        stands there without them: making the tables anew would lose it.
    """
    if not inspect(connection).has_table(tables.list_file.name):
        return ()
    lists = _reflect(connection, tables.list_file)
    kept: list[KeptList] = []
    lost: list[str] = []
    for row in connection.execute(select(lists).order_by(lists.c.id)):
        if row.id in known:
            continue
        printed = _read_rows(connection, row.id)
        if len(printed) == getattr(row, "row_count", 0):
            kept.append(_keep(row, printed))
        elif row.list_date > newest:
            lost.append(row.id)
    if lost:
        values = {"number": len(lost), "lists": ", ".join(lost)}
        return Refusal("lists_would_be_lost", values)
    return tuple(kept)


def _reflect(connection: Connection, table: Table) -> Table:
    """A table as it stands in the database, which may be of an older layout."""
    return Table(table.name, MetaData(), autoload_with=connection)


def _keep(row: Any, printed: tuple[PrintedRow, ...]) -> KeptList:
    return KeptList(
        id=row.id,
        kind=row.kind,
        list_date=row.list_date,
        suffix=getattr(row, "suffix", ""),
        file_name=getattr(row, "file_name", row.id),
        sha256=getattr(row, "sha256", ""),
        rows=printed,
    )


def _read_rows(connection: Connection, list_id: str) -> tuple[PrintedRow, ...]:
    if not inspect(connection).has_table(tables.raw_row.name):
        return ()
    table = _reflect(connection, tables.raw_row)
    columns = [table.c[name] for name in _PRINTED if name in table.c]
    rows = connection.execute(
        select(*columns).where(table.c.list_id == list_id).order_by(table.c.row_no)
    ).mappings()
    return tuple(PrintedRow(**row) for row in rows)


def restore(connection: Connection, kept: Iterable[KeptList], cleaner: Cleaner) -> None:
    """Write kept lists into new tables, cleaned with today's corrections."""
    for one in kept:
        candidate = Candidate(
            file=one.file_name,
            kind=one.kind,
            list_date=one.list_date,
            id=one.id,
            content_hash=hash_content(one.rows),
            printed=one.rows,
            rows=[cleaner.clean(row, one.list_date) for row in one.rows],
        )
        write_facts(connection, candidate, one.suffix, one.sha256)
