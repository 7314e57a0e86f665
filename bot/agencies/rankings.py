"""Counts that compare: by county, by kind of agency, on an earlier list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.files import PLACES, read_table
from bot.agencies.freshness import list_in_force
from bot.agencies.model import Model

#: Asked for as a kind: every agency of a state's own.
STATE_AGENCIES = "state_agencies"


@dataclass(frozen=True)
class CountyCount:
    """Agreements of all agencies that lie in a county."""

    fips: str
    value: int
    state: str = ""
    """USPS code."""


@dataclass(frozen=True)
class CountyShare:
    """Counties of a state in which an agency is listed, and all of its counties."""

    having: int
    total: int


@dataclass(frozen=True)
class DatedCount:
    """Agreements on the list that was in force on a day."""

    list_date: date
    value: int


def counts_by_county(
    connection: Connection, state: str | None = None, model: Model | None = None
) -> tuple[CountyCount, ...]:
    """Listed agreements by county code, most first; an agency counts in its main one.

    Args:
        connection: the agency database.
        state: only this USPS code.
        model: only this model.
    """
    number = func.count().label("number")
    county = tables.agency_county.c
    where: list[Any] = [tables.agreement.c.listed, county.main]
    if state:
        where.append(tables.agency.c.state == state)
    if model:
        where.append(tables.agreement.c.model == model)
    rows = connection.execute(
        select(county.fips, tables.agency.c.state, number)
        .select_from(tables.agreement.join(tables.agency).join(tables.agency_county))
        .where(*where)
        .group_by(county.fips, tables.agency.c.state)
        .order_by(number.desc(), county.fips)
    )
    return tuple(CountyCount(row.fips, row.number, row.state) for row in rows)


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
    where: list[Any] = [tables.agreement.c.listed, _is_kind(kind)]
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


def _is_kind(kind: str) -> Any:
    """All of a state's own agencies are asked for as one kind, whatever each is."""
    if kind == STATE_AGENCIES:
        return tables.agency.c.layer == "state"
    return tables.agency.c.kind == kind


def count_in_county(
    connection: Connection, fips: str, model: Model | None = None
) -> tuple[int, int]:
    """Listed agreements, and the agencies that hold them, which lie in a county.

    Args:
        connection: the agency database.
        fips: the county's code.
        model: only this model.
    """
    county = tables.agency_county.c
    where: list[Any] = [tables.agreement.c.listed, county.main, county.fips == fips]
    if model:
        where.append(tables.agreement.c.model == model)
    row = connection.execute(
        select(func.count(), func.count(tables.agency.c.id.distinct()))
        .select_from(tables.agreement.join(tables.agency).join(tables.agency_county))
        .where(*where)
    ).one()
    return int(row[0]), int(row[1])


def count_holders(connection: Connection, state: str | None = None) -> dict[int, int]:
    """Agencies by the number of models that each holds now.

    Args:
        connection: the agency database.
        state: only this USPS code.
    """
    held = func.count(tables.agreement.c.model.distinct()).label("held")
    where: list[Any] = [tables.agreement.c.listed]
    if state:
        where.append(tables.agency.c.state == state)
    each = (
        select(held)
        .select_from(tables.agreement.join(tables.agency))
        .where(*where)
        .group_by(tables.agency.c.id)
        .subquery()
    )
    rows = connection.execute(
        select(each.c.held, func.count()).group_by(each.c.held).order_by(each.c.held)
    )
    return {int(row[0]): int(row[1]) for row in rows}


def count_sheriffs_counties(connection: Connection, state: str) -> CountyShare:
    """In how many of a state's counties the sheriff or county police is listed.

    Args:
        connection: the agency database.
        state: USPS code.
    """
    county = tables.agency_county.c
    having = connection.execute(
        select(func.count(county.fips.distinct()))
        .select_from(tables.agreement.join(tables.agency).join(tables.agency_county))
        .where(
            tables.agreement.c.listed,
            county.main,
            tables.agency.c.state == state,
            tables.agency.c.kind == "sheriff",
        )
    ).scalar()
    rows = read_table(PLACES / "counties.csv")
    return CountyShare(int(having or 0), sum(row["state"] == state for row in rows))


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
