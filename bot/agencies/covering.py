"""Which agencies are a place's own: its county's bodies and its town's police."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from bot.agencies import tables
from bot.agencies.geography import geography
from bot.agencies.names import fold_place
from bot.places.model import Place


def town_name_keys(name: str, state: str) -> list[str]:
    """Keys under which a town's police may be filed, from the town's map name.

    "Sunbury City Police" is Sunbury's, but "Haines City Police" is not that of a town
    called Haines: a further word is tried where the state has no town of that name.

    >>> town_name_keys("Mohawk", "NY")
    ['mohawk', 'mohawk village', 'mohawk borough', 'mohawk city']
    """
    short = fold_place(name).removeprefix("city of ").removeprefix("town of ")
    keys = [fold_place(name), short, f"{short} village", f"{short} borough"]
    if (state, f"{short} city") not in geography().towns:
        keys.append(f"{short} city")
    return list(dict.fromkeys(keys))


def covering_agencies(place: Place) -> Any:
    """Query of the ids of a place's own agencies: its county bodies and town police."""
    county = tables.agency_county
    inside = (
        select(county.c.agency_id)
        .join(tables.agency)
        .where(county.c.fips.in_(place.fips))
    )
    own = inside.where(tables.agency.c.layer == "county")
    if place.kind != "city":
        return own
    town = select(tables.agency_place.c.agency_id).where(
        tables.agency_place.c.state == place.state,
        tables.agency_place.c.place_key.in_(town_name_keys(place.name, place.state)),
    )
    return own.union(inside.where(tables.agency.c.id.in_(town)))
