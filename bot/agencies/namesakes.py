"""Towns of one name whose police is on the list, in whatever state."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.covering import town_name_keys
from bot.places.model import Place


def find_listed_towns(connection: Connection, name: str) -> tuple[Place, ...]:
    """Places of a town's name, one a state, whose own police is on the newest list.

    Small towns without a postal name are in no table of places and yet sign
    agreements: a question back must offer them (Springfield, Florida).

    Args:
        connection: the agency database.
        name: the town as a map names it.
    """
    agency, town, county = (
        tables.agency.c,
        tables.agency_place.c,
        tables.agency_county.c,
    )
    listed = (
        select(tables.agreement.c.id)
        .where(tables.agreement.c.agency_id == agency.id, tables.agreement.c.listed)
        .exists()
    )
    rows = connection.execute(
        select(town.state, county.fips)
        .select_from(
            tables.agency_place.join(tables.agency).join(
                tables.agency_county, county.agency_id == agency.id
            )
        )
        .where(town.place_key.in_(town_name_keys(name, "")), county.main, listed)
        .order_by(town.state, county.fips)
    )
    found = {row.state: row.fips for row in rows}
    return tuple(Place("city", state, name, (fips,)) for state, fips in found.items())
