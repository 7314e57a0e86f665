"""A list that wants to be taken, and the accepted lists next to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.model import CleanRow, ListKind, PrintedRow


@dataclass(frozen=True)
class Candidate:
    """A list that wants to be taken."""

    file: str
    kind: ListKind
    list_date: date
    id: str
    content_hash: str
    printed: Sequence[PrintedRow]
    rows: Sequence[CleanRow]


@dataclass(frozen=True)
class Neighbour:
    """The accepted list of the same kind next to a candidate by date."""

    id: str
    list_date: date
    rows: int


def find_neighbour(
    connection: Connection, candidate: Candidate, *, earlier: bool
) -> Neighbour | None:
    """The nearest accepted list of the same kind before or after the candidate."""
    column = tables.list_file.c.id
    side = column < candidate.id if earlier else column > candidate.id
    row = connection.execute(
        select(tables.list_file)
        .where(tables.list_file.c.kind == candidate.kind, side)
        .order_by(column.desc() if earlier else column)
        .limit(1)
    ).first()
    return Neighbour(row.id, row.list_date, row.row_count) if row else None
