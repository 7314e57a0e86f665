"""What the lists say about a place: its town, its county, its state, its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from bot.agencies import queries
from bot.agencies.answers import Agreement, CountyGroup, PlaceAnswer, Scope
from bot.agencies.covering import town_name_keys
from bot.agencies.freshness import freshness
from bot.agencies.geography import county_names
from bot.agencies.reading import build_agreement, build_pending, sort_agreements
from bot.places.model import AgencyKind, Place

#: Kinds of agency that belong to a state, not to a place in it.
_STATE_KINDS = ("state_police", "national_guard", "prisons", "wildlife")


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
    around = _read_counties(connection, place)
    statewide = connection.execute(queries.STATEWIDE, {"state": place.state})
    main = _main_counties(place)
    covering = [row for row in around if row.layer == "county"]
    covering_main = [row for row in covering if row.fips in main]
    answer = PlaceAnswer(
        place=place,
        freshness=freshness(connection, today),
        local_police=_listed(own, "local"),
        counties=_group(place, covering),
        statewide=_listed(statewide, "statewide"),
        nearby=_listed(_nearby(around, own, main), "nearby"),
        ended=_ended([*own, *covering_main]),
        pending=_pending(connection, place, [*own, *covering_main]),
        asked_kind=agency_kind,
    )
    if agency_kind is None:
        return answer
    return replace(answer, asked_listed=_is_kind_listed(answer, agency_kind))


def _main_counties(place: Place) -> tuple[str, ...]:
    """A county or a ZIP lies in each of its counties, a city first of all in one."""
    if place.kind == "city" and not place.zip_code:
        return place.fips[:1]
    return place.fips


def _read_town(connection: Connection, place: Place) -> list[Any]:
    """Rows of the agencies named after the town and lying in one of its counties."""
    if place.kind != "city":
        return []
    keys = town_name_keys(place.name, place.state)
    values = {"state": place.state, "keys": keys, "fips": place.fips}
    return connection.execute(queries.TOWN, values).all()


def _read_counties(connection: Connection, place: Place) -> list[Any]:
    if not place.fips:
        return []
    return connection.execute(queries.COUNTIES, {"fips": place.fips}).all()


def _nearby(around: list[Any], own: list[Any], main: tuple[str, ...]) -> Iterable[Any]:
    """Other towns and bodies of the main counties."""
    town_ids = {row.agency_id for row in own}
    return (
        row
        for row in around
        if row.layer != "county"
        and row.main
        and row.fips in main
        and row.agency_id not in town_ids
    )


def _listed(rows: Iterable[Any], scope: Scope) -> tuple[Agreement, ...]:
    found = (build_agreement(row, scope) for row in rows if row.listed)
    return sort_agreements(dict.fromkeys(found))


def _ended(rows: Iterable[Any]) -> tuple[Agreement, ...]:
    # ``listed`` is None for an agency that has only been pending.
    found = (build_agreement(row, "local") for row in rows if row.listed is False)
    return sort_agreements(dict.fromkeys(found))


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


def _pending(
    connection: Connection, place: Place, rows: list[Any]
) -> tuple[Agreement, ...]:
    if place.kind == "state":
        found = connection.execute(queries.PENDING_IN, {"state": place.state})
        return build_pending(found)
    ids = sorted({row.agency_id for row in rows})
    if not ids:
        return ()
    return build_pending(connection.execute(queries.PENDING_OF, {"ids": ids}))


def _is_kind_listed(answer: PlaceAnswer, kind: AgencyKind) -> bool:
    county = [a for a in answer.local if a.layer == "county"]
    if kind == "police":
        return bool(answer.local_police)
    if kind == "sheriff":
        return any(a.agency_kind == "sheriff" for a in county)
    if kind == "jail":
        # Most county jails are the sheriff's: a jail model is the jail's agreement.
        return any(a.agency_kind == "jail" or a.model in ("JEM", "WSO") for a in county)
    layer = answer.statewide if kind in _STATE_KINDS else answer.nearby
    return any(a.agency_kind == kind for a in layer)
