"""What the lists say about named agencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.answers import AgencyAnswer, AgencyRef, Agreement, Scope
from bot.agencies.freshness import freshness
from bot.agencies.model import Model
from bot.agencies.queries import AGREEMENTS, COLUMNS, PENDING_OF
from bot.agencies.reading import build_agreement, build_pending, sort_agreements


def look_up_agency(
    connection: Connection,
    agency_ids: Sequence[str],
    today: date,
    *,
    model: Model | None = None,
) -> AgencyAnswer:
    """Listed, ended and pending agreements of agencies.

    Args:
        connection: the agency database.
        agency_ids: ids as ``find_agencies`` gives them; unknown ones find nothing.
        today: the day the answer is given.
        model: the model the person asked about, if one; it decides ``kind``.

    Raises:
        LookupError: the database holds no list.
    """
    refs = read_agencies(connection, tables.agency.c.id.in_(agency_ids))
    rows = connection.execute(
        select(*COLUMNS)
        .select_from(AGREEMENTS)
        .where(tables.agency.c.id.in_(agency_ids), ~tables.agreement.c.resigned)
    ).all()
    agreements = [build_agreement(row, _scope(row)) for row in rows]
    return AgencyAnswer(
        freshness=freshness(connection, today),
        agencies=refs,
        listed=sort_agreements(a for a in agreements if a.status == "listed"),
        ended=sort_agreements(a for a in agreements if a.status == "ended"),
        pending=build_pending(connection.execute(PENDING_OF, {"ids": agency_ids})),
        asked_model=model,
    )


def when_signed(
    connection: Connection, agency_ids: Sequence[str], model: Model | None = None
) -> tuple[Agreement, ...]:
    """Standing agreements of agencies with their dates, oldest first."""
    conditions = [tables.agency.c.id.in_(agency_ids), tables.agreement.c.listed]
    if model:
        conditions.append(tables.agreement.c.model == model)
    rows = connection.execute(
        select(*COLUMNS).select_from(AGREEMENTS).where(*conditions)
    )
    agreements = [build_agreement(row, _scope(row)) for row in rows]
    return tuple(sorted(agreements, key=lambda a: (a.signed or date.max, a.model)))


def read_agencies(connection: Connection, *conditions: Any) -> tuple[AgencyRef, ...]:
    """Agencies under SQL conditions on the table of agencies, by name."""
    listed = (
        select(tables.agreement.c.id)
        .where(
            tables.agreement.c.agency_id == tables.agency.c.id,
            tables.agreement.c.listed,
        )
        .exists()
    )
    rows = connection.execute(
        select(tables.agency, listed.label("listed"))
        .where(*conditions)
        .order_by(tables.agency.c.name, tables.agency.c.id)
    ).all()
    counties: dict[str, list[str]] = {}
    county_rows = connection.execute(
        select(tables.agency_county)
        .join(tables.agency)
        .where(*conditions)
        .order_by(tables.agency_county.c.main.desc(), tables.agency_county.c.fips)
    )
    for row in county_rows:
        counties.setdefault(row.agency_id, []).append(row.fips)
    return tuple(
        AgencyRef(
            id=row.id,
            name=row.name,
            state=row.state,
            kind=row.kind,
            layer=row.layer,
            counties=tuple(counties.get(row.id, ())),
            listed=bool(row.listed),
        )
        for row in rows
    )


def _scope(row: Any) -> Scope:
    return "statewide" if row.layer == "state" else "local"
