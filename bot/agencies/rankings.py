"""Counts that compare: by county, by kind of agency, on an earlier list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.freshness import list_in_force
from bot.agencies.model import Model


@dataclass(frozen=True)
class CountyCount:
    """Agreements of all agencies that lie in a county."""

    fips: str
    value: int


@dataclass(frozen=True)
class DatedCount:
    """Agreements on the list that was in force on a day."""

    list_date: date
    value: int


def counts_by_county(
    connection: Connection, state: str, model: Model | None = None
) -> tuple[CountyCount, ...]:
    """Listed agreements by county code, most first; an agency counts in its main one.

    Args:
        connection: the agency database.
        state: USPS code.
        model: only this model.
    """
    number = func.count().label("number")
    county = tables.agency_county.c
    where = [tables.agreement.c.listed, tables.agency.c.state == state, county.main]
    if model:
        where.append(tables.agreement.c.model == model)
    rows = connection.execute(
        select(county.fips, number)
        .select_from(tables.agreement.join(tables.agency).join(tables.agency_county))
        .where(*where)
        .group_by(county.fips)
        .order_by(number.desc(), county.fips)
    )
    return tuple(CountyCount(row.fips, row.number) for row in rows)


def count_kind(
    connection: Connection,
    kind: str,
    *,
    state: str | None = None,
    model: Model | None = None,
) -> int:
    """How many agencies of a kind ("sheriff", "campus") are on the newest list.

    Args:
        connection: the agency database.
        kind: the kind of agency.
        state: only this USPS code.
        model: only those that hold this model.
    """
    where = [tables.agreement.c.listed, tables.agency.c.kind == kind]
    if state:
        where.append(tables.agency.c.state == state)
    if model:
        where.append(tables.agreement.c.model == model)
    counted = connection.execute(
        select(func.count(tables.agency.c.id.distinct()))
        .select_from(tables.agreement.join(tables.agency))
        .where(*where)
    ).scalar()
    return int(counted or 0)


def count_on(
    connection: Connection,
    day: date,
    *,
    state: str | None = None,
    model: Model | None = None,
) -> DatedCount:
    """How many agreements the list in force on a day had.

    Args:
        connection: the agency database.
        day: the day asked about; for a month its last day.
        state: only this USPS code.
        model: only this model.

    Raises:
        LookupError: the database holds no list.
    """
    then = list_in_force(connection, "participating", day)
    if then is None:
        raise LookupError("the agency database holds no participating list")
    listing = tables.listing
    where: list[Any] = [listing.c.list_id == then.id]
    if state:
        where.append(tables.agency.c.state == state)
    if model:
        where.append(listing.c.model == model)
    counted = connection.execute(
        select(func.count())
        .select_from(
            listing.join(tables.agency, tables.agency.c.id == listing.c.agency_id)
        )
        .where(*where)
    ).scalar()
    return DatedCount(then.list_date, int(counted or 0))
