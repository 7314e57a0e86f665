"""From a name to the places it may mean, and what to ask when there are several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.places.model import Place
from bot.places.normalise import key
from bot.places.tables import Reference, county_core

AsksFor = Literal["state", "city_or_state", "place", "county"]
#: Agencies of a county: the name beside one is the county's.
_OF_A_COUNTY = frozenset({"sheriff", "jail"})
_OF_A_CITY = frozenset({"police"})


@dataclass(frozen=True)
class Choice:
    """The places a name may mean; empty when none is known."""

    candidates: tuple[Place, ...] = ()
    asks_for: AsksFor | None = None


def find_places(
    reference: Reference, name: str, state: str | None, kind: str | None
) -> list[Place]:
    """All places of a name (its key), in a state and of a kind where given."""
    counties = [c.place() for c in reference.counties_by_key.get(name, ())]
    cities = [c.place() for c in reference.cities_by_key.get(name, ())]
    other = reference.others_by_key.get((state or "", name))
    if other and all(c.state != state for c in cities):
        cities.append(other.place())
    for alias in reference.aliases_by_key.get(name, ()):
        (counties if alias.place.kind == "county" else cities).append(alias.place)
    if kind == "county":
        cities = []
    elif kind == "city" and cities:
        counties = []
    return [p for p in _unique(cities + counties) if state in (None, p.state)]


def choose(
    reference: Reference,
    name: str,
    places: list[Place],
    kind: str | None,
    agency: str | None,
) -> Choice:
    """Narrow the places of a name to those a person may mean.

    A city that bears the name of the county it lies in stands for both, because answers
    give the police of the city and the sheriff of its county. Well-known places
    (well_known.csv) are what their bare name means.
    """
    if kind != "county":
        famous = [p for p in places if is_well_known(reference, p, name)]
        famous = famous or _known_in_state(reference, places, name)
        if famous:
            return ask(famous)
        if kind is None:
            places = _fit_agency(places, agency)
        places = _drop_covered_counties(places)
    return ask(places)


def is_well_known(reference: Reference, place: Place, name: str) -> bool:
    """Whether the bare name of a place means this one."""
    named = (place.state, place.kind, name)
    bare = county_core(place.name) if place.kind == "county" else place.name
    shown = (place.state, place.kind, key(bare))
    return named in reference.well_known or (
        shown in reference.well_known and name in reference.aliases_by_key
    )


def _known_in_state(
    reference: Reference, places: list[Place], name: str
) -> list[Place]:
    """The city that a name means once its state is known ("Jackson, Mississippi")."""
    if len({p.state for p in places}) > 1:
        return []
    return [
        p
        for p in places
        if (p.state, "city_in_state", name) in reference.well_known and p.kind == "city"
    ]


def _fit_agency(places: list[Place], agency: str | None) -> list[Place]:
    wanted = None
    if agency in _OF_A_COUNTY:
        wanted = "county"
    elif agency in _OF_A_CITY:
        wanted = "city"
    return [p for p in places if p.kind == wanted] or places


def _drop_covered_counties(places: list[Place]) -> list[Place]:
    covered = {p.fips[0] for p in places if p.kind == "city" and p.fips}
    return [p for p in places if p.kind != "county" or p.fips[0] not in covered]


def ask(places: Iterable[Place]) -> Choice:
    """The choice between `places`, with what to ask when they are several."""
    candidates = tuple(sorted(_unique(places), key=lambda p: (p.state, p.kind, p.fips)))
    if len(candidates) < 2:
        return Choice(candidates)
    if len({p.state for p in candidates}) > 1:
        return Choice(candidates, "state")
    kinds = {p.kind for p in candidates}
    return Choice(candidates, "county" if len(kinds) == 1 else "place")


def _unique(places: Iterable[Place]) -> list[Place]:
    return list(dict.fromkeys(places))
