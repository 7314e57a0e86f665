"""Agencies that changed models: one gone from the lists, another come about then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.answers import Agreement
from bot.agencies.queries import COLUMNS
from bot.agencies.reading import build_agreement

#: An old and a new model so few days apart are a change. Agencies that drop one of two
#: models held for long are none; the agency-data study, section 6, names the changes.
NEAR_DAYS = 92


def find_switched(
    connection: Connection, state: str | None = None
) -> tuple[tuple[Agreement, tuple[Agreement, ...]], ...]:
    """(The agreement that ended, those that came about then and stand), by state.

    Args:
        connection: the agency database.
        state: only this USPS code.
    """
    old, new = tables.agreement.alias("old"), tables.agreement
    where = [
        ~old.c.listed,
        ~old.c.resigned,
        new.c.listed,
        new.c.model != old.c.model,
        new.c.first_listed > old.c.first_listed,
    ]
    if state:
        where.append(tables.agency.c.state == state)
    rows = connection.execute(
        select(
            *COLUMNS,
            old.c.id.label("old_id"),
            old.c.missing_since.label("old_missing"),
        )
        .select_from(
            tables.agency.join(new).join(old, old.c.agency_id == tables.agency.c.id)
        )
        .where(*where)
        .order_by(tables.agency.c.state, tables.agency.c.name, new.c.model)
    ).all()
    return tuple(_pair(connection, rows))


def _pair(
    connection: Connection, rows: list[Any]
) -> Iterator[tuple[Agreement, tuple[Agreement, ...]]]:
    """The few rows grouped by the ended agreement, those that lie apart left out."""
    new: dict[str, list[Agreement]] = {}
    for row in rows:
        if abs(row.old_missing - row.first_listed) <= timedelta(days=NEAR_DAYS):
            new.setdefault(row.old_id, []).append(build_agreement(row, "local"))
    if not new:
        return
    ended = connection.execute(
        select(*COLUMNS, tables.agreement.c.id)
        .select_from(tables.agency.join(tables.agreement))
        .where(tables.agreement.c.id.in_(new))
        .order_by(tables.agency.c.state, tables.agency.c.name, tables.agreement.c.id)
    )
    for row in ended:
        yield build_agreement(row, "local"), tuple(new[row.id])
