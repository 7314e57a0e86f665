"""What the lists say about a place: its town, its county, its state, its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.answers import Agreement, CountyGroup, PlaceAnswer
from bot.agencies.covering import covering_agencies, town_name_keys
from bot.agencies.freshness import freshness
from bot.agencies.geography import county_names
from bot.agencies.reading import (
    AGREEMENTS,
    COLUMNS,
    build_agreement,
    read_pending,
    sort_agreements,
)
from bot.places.model import AgencyKind, Place

#: Which of an answer's agreements mean that a kind of agency is listed.
_STATE_KINDS = {"state_police", "national_guard", "prisons", "wildlife"}


def look_up_place(
    connection: Connection,
    place: Place,
    *,
    today: date,
    agency_kind: AgencyKind | None = None,
) -> PlaceAnswer:
    """Everything the lists say about one place, in layers.

    Args:
        connection: the agency database.
        place: a state, county or city as read from a message.
        today: the day the answer is given, for the list's age.
        agency_kind: the kind of agency the person asked about; the answer keeps all
            layers and says in ``asked_listed`` whether that kind is listed.

    Raises:
        LookupError: the database holds no list.
    """
    own = _read_town(connection, place)
    around = _read_counties(connection, place.fips)
    town_ids = {row.agency_id for row in own}
    main = _main_counties(place)
    covering = [row for row in around if row.layer == "county"]
    others = [
        row
        for row in around
        if row.layer in ("city", "other")
        and row.main
        and row.fips in main
        and row.agency_id not in town_ids
    ]
    answer = PlaceAnswer(
        place=place,
        freshness=freshness(connection, today),
        local_police=_listed(own, "local"),
        counties=_group(place, covering),
        statewide=_listed(_read_statewide(connection, place.state), "statewide"),
        nearby=_listed(others, "nearby"),
        ended=_ended([*own, *(row for row in covering if row.fips in main)]),
        pending=_pending(connection, place),
        asked_kind=agency_kind,
    )
    return _answer_kind(answer, agency_kind)


def _main_counties(place: Place) -> tuple[str, ...]:
    """A county or a ZIP lies in each of its counties, a city first of all in one."""
    if place.kind == "city" and not place.zip_code:
        return place.fips[:1]
    return place.fips


def _read_town(connection: Connection, place: Place) -> list[Any]:
    """Rows of the agencies named after the town and lying in one of its counties."""
    if place.kind != "city":
        return []
    county = tables.agency_county
    inside = (
        select(county.c.agency_id)
        .where(county.c.agency_id == tables.agency.c.id, county.c.fips.in_(place.fips))
        .exists()
    )
    unknown = ~(
        select(county.c.agency_id)
        .where(county.c.agency_id == tables.agency.c.id)
        .exists()
    )
    query = (
        select(*COLUMNS)
        .select_from(
            AGREEMENTS.join(
                tables.agency_place,
                tables.agency_place.c.agency_id == tables.agency.c.id,
            )
        )
        .where(
            tables.agency_place.c.state == place.state,
            tables.agency_place.c.place_key.in_(town_name_keys(place.name)),
            ~tables.agreement.c.resigned,
            or_(inside, unknown),
        )
        .distinct()
    )
    return list(connection.execute(query))


def _read_counties(connection: Connection, fips: Sequence[str]) -> list[Any]:
    if not fips:
        return []
    query = (
        select(*COLUMNS, tables.agency_county.c.fips, tables.agency_county.c.main)
        .select_from(
            AGREEMENTS.join(
                tables.agency_county,
                tables.agency_county.c.agency_id == tables.agency.c.id,
            )
        )
        .where(tables.agency_county.c.fips.in_(fips), ~tables.agreement.c.resigned)
    )
    return list(connection.execute(query))


def _read_statewide(connection: Connection, state: str) -> list[Any]:
    query = (
        select(*COLUMNS)
        .select_from(AGREEMENTS)
        .where(
            tables.agency.c.state == state,
            tables.agency.c.layer == "state",
            tables.agreement.c.listed,
        )
    )
    return list(connection.execute(query))


def _listed(rows: Iterable[Any], scope: Any) -> tuple[Agreement, ...]:
    found = dict.fromkeys(build_agreement(row, scope) for row in rows if row.listed)
    return sort_agreements(found)


def _ended(rows: Iterable[Any]) -> tuple[Agreement, ...]:
    found = dict.fromkeys(
        build_agreement(row, "local") for row in rows if not row.listed
    )
    return sort_agreements(found)


def _group(place: Place, rows: list[Any]) -> tuple[CountyGroup, ...]:
    main = _main_counties(place)
    names = county_names()
    return tuple(
        CountyGroup(
            fips=fips,
            name=names.get(fips, fips),
            state=place.state,
            main=fips in main,
            agreements=_listed(
                (row for row in rows if row.fips == fips),
                "local" if fips in main else "nearby",
            ),
        )
        for fips in place.fips
    )


def _pending(connection: Connection, place: Place) -> tuple[Agreement, ...]:
    """Pending agreements of the town and its counties, whether ever listed or not."""
    if place.kind == "state":
        return read_pending(connection, None, tables.agency.c.state == place.state)
    own = tables.agency.c.id.in_(covering_agencies(place))
    return read_pending(connection, None, own)


def _answer_kind(answer: PlaceAnswer, kind: AgencyKind | None) -> PlaceAnswer:
    if kind is None:
        return answer
    county = [a for a in answer.local if a.layer == "county"]
    if kind == "police":
        listed = bool(answer.local_police)
    elif kind == "sheriff":
        listed = any(a.agency_kind == "sheriff" for a in county)
    elif kind == "jail":
        # Most county jails are the sheriff's: a jail model is the jail's agreement.
        listed = any(
            a.agency_kind == "jail" or a.model in ("JEM", "WSO") for a in county
        )
    elif kind in _STATE_KINDS:
        listed = any(a.agency_kind == kind for a in answer.statewide)
    else:
        listed = any(a.agency_kind == kind for a in answer.nearby)
    return replace(answer, asked_listed=listed)
