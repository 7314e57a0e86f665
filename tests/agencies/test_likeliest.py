"""The order in which places of one name are offered."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from bot.agencies.likeliest import sort_by_likelihood
from bot.places.candidates import find_places
from bot.places.model import Place
from bot.places.size import count_zips
from bot.places.tables import Reference


def test_places_on_the_list_come_before_places_never_on_it(
    connection: Connection,
) -> None:
    ordered = sort_by_likelihood(
        connection, find_places(Reference.load(), "polk", None, "county")
    )
    states = [place.state for place in ordered]
    assert states.index("FL") < states.index("NE")


def test_the_largest_places_are_never_left_behind(connection: Connection) -> None:
    places = find_places(Reference.load(), "springfield", None, "city")
    first = sort_by_likelihood(connection, places)[:6]
    assert {"MO", "IL", "MA"} <= {place.state for place in first}


def test_a_place_is_as_large_as_it_has_zip_codes() -> None:
    (houston,) = find_places(Reference.load(), "houston", "TX", "city")
    (county,) = find_places(Reference.load(), "harris", "TX", "county")
    assert 90 < count_zips(houston) < 300
    assert 90 < count_zips(county) < 300
    assert count_zips(Place("state", "TX", "Texas")) == 0
