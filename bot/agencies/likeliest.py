"""Which of several places of one name a person most likely asks about."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.covering import covering_agencies
from bot.places.model import Place
from bot.places.size import count_zips

_LISTED, _FORMER, _NEITHER = range(3)
#: So many of the largest are never put behind smaller places.
_LARGEST = 3


def sort_by_likelihood(
    connection: Connection, places: Iterable[Place]
) -> tuple[Place, ...]:
    """Places whose own agencies are on the list first, then those once on it.

    Among equals the larger place comes first, by its ZIP codes. The largest of all
    stand among the listed ones whatever they signed: most people mean one of them.

    Args:
        connection: the agency database.
        places: the places a name may mean.
    """
    known = tuple(places)
    sizes = {place: count_zips(place) for place in known}
    largest = sorted(known, key=lambda place: -sizes[place])[:_LARGEST]
    ranks = {
        place: _LISTED if place in largest else _rank(connection, place)
        for place in known
    }
    return tuple(
        sorted(known, key=lambda p: (ranks[p], -sizes[p], p.state, p.kind, p.fips))
    )


def _rank(connection: Connection, place: Place) -> int:
    agency = tables.agency.c
    agreements = select(tables.agreement.c.listed).join(tables.agency)
    if place.kind == "state":
        agreements = agreements.where(agency.state == place.state)
    else:
        own = covering_agencies(place)
        agreements = agreements.where(agency.id.in_(own))
    listed = set(connection.execute(agreements.distinct()).scalars())
    if True in listed:
        return _LISTED
    # ``listed`` is None for an agency that has only been pending.
    return _FORMER if False in listed else _NEITHER
