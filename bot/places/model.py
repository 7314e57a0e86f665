"""What a place is, for everyone who reads, looks up or shows one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["state", "county", "city"]
AgencyKind = Literal[
    "police",  # a city's or town's own police
    "sheriff",  # the county's sheriff or county police
    "jail",  # a county or regional jail or corrections department
    "state_police",  # highway patrol, state police, troopers
    "national_guard",
    "prisons",  # a state's department of corrections
    "campus",  # a university's or school's police
    "constable",
    "wildlife",
    "tribal",
]


@dataclass(frozen=True)
class Place:
    """One place in the United States, resolved.

    ``fips`` holds five-digit county codes: the county's own; for a city its counties,
    the one with most of it first; for a state nothing. A territory counts as a state.
    """

    kind: PlaceKind
    state: str
    """USPS code, upper case ("FL", "GU")."""
    name: str
    """As printed on a map, without the state: "Polk County", "Lakeland", "Florida"."""
    fips: tuple[str, ...] = ()
    zip_code: str | None = None
    """Set when the person gave a ZIP code; the place is then its postal city."""


@dataclass(frozen=True)
class PlaceMention:
    """A stretch of a message that names a place.

    One candidate: it is that place. Several: ask which. None: the words look like a
    place but no such place is known (``unknown`` then holds why, as a key:
    "no_such_place", "no_such_zip", "no_such_county").
    """

    start: int
    end: int
    text: str
    candidates: tuple[Place, ...]
    asks_for: Literal["state", "city_or_state", "place", "county"] | None = None
    """What to ask when there are several candidates."""
    corrected: bool = False
    """The spelling was corrected; say the name back so the person can object."""
    unknown: str | None = None


@dataclass(frozen=True)
class PlaceReading:
    """All that a message says about places and kinds of agency, in order."""

    mentions: tuple[PlaceMention, ...] = ()
    agency_kinds: tuple[AgencyKind, ...] = ()
