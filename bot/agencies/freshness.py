"""How old the lists are, and which list was in force on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.answers import Freshness
from bot.agencies.model import ListKind

#: ICE publishes about weekly; an older list must be called old.
STALE_DAYS = 14


@dataclass(frozen=True)
class ListRef:
    """One accepted list."""

    id: str
    list_date: date


def newest_list(connection: Connection, kind: ListKind) -> ListRef | None:
    """The newest accepted list of a kind."""
    column = tables.list_file.c
    row = connection.execute(
        select(column.id, column.list_date)
        .where(column.kind == kind)
        .order_by(column.id.desc())
        .limit(1)
    ).first()
    return ListRef(row.id, row.list_date) if row else None


def first_list_date(connection: Connection) -> date | None:
    """Date of the oldest participating list in hand; of the time before none tells."""
    column = tables.list_file.c
    oldest = select(func.min(column.list_date)).where(column.kind == "participating")
    found: date | None = connection.execute(oldest).scalar()
    return found


def list_in_force(connection: Connection, kind: ListKind, on: date) -> ListRef | None:
    """The list in force on a day: the newest not later, else the oldest in hand."""
    column = tables.list_file.c
    wanted = select(column.id, column.list_date).where(column.kind == kind)
    row = connection.execute(
        wanted.where(column.list_date <= on).order_by(column.id.desc()).limit(1)
    ).first()
    if row is None:
        row = connection.execute(wanted.order_by(column.id).limit(1)).first()
    return ListRef(row.id, row.list_date) if row else None


def freshness(connection: Connection, today: date) -> Freshness:
    """Dates and ages of the newest participating and pending lists.

    Raises:
        LookupError: the database holds no participating list; build it first.
    """
    column = tables.list_file.c
    rows = connection.execute(
        select(column.kind, func.max(column.list_date)).group_by(column.kind)
    ).all()
    dates: dict[str, date] = {row[0]: row[1] for row in rows}
    if "participating" not in dates:
        raise LookupError("the agency database holds no participating list")
    listed, pending = dates["participating"], dates.get("pending")
    age = (today - listed).days
    return Freshness(
        list_date=listed,
        age_days=age,
        stale=age > STALE_DAYS,
        pending_date=pending,
        pending_age_days=(today - pending).days if pending else None,
    )
