"""The counties of an agency, from its name, its printed county or the map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.agencies.corrections import Corrections
from bot.agencies.geography import Geography
from bot.agencies.model import Layer
from bot.agencies.names import tidy

#: What ICE prints where it says nothing: Excel's error values and their copies.
_BLANK = re.compile(r"^(#?n\??/?a|#ref!|#name\?|none|-)?$", re.IGNORECASE)
#: Names that several places of one state share; the county tells them apart.
_SHARED_NAME = re.compile(r"\btownship\b|\bward\b|^constable|\bstate constable\b")


@dataclass(frozen=True)
class NamedAgency:
    """What is known of an agency before its counties."""

    state: str
    key: str
    """Folded name."""
    layer: Layer
    places: tuple[str, ...]


def is_shared_name(key: str) -> bool:
    """Whether several places of a state bear this agency's name (townships, wards)."""
    return bool(_SHARED_NAME.search(key))


def find_counties(
    corrections: Corrections,
    geography: Geography,
    agency: NamedAgency,
    printed: str,
    on: date,
) -> tuple[tuple[str, ...], str]:
    """Codes of an agency's counties, the main one first, and a flag.

    In this order: a state's agency has none; what the table of agencies says; the
    county in the name; the printed county, corrected; the town's county on the map.
    The flag is "county_corrected", "unknown_county" or empty.
    """
    state, key = agency.state, agency.key
    if agency.layer == "state":
        return (), ""
    known = corrections.agencies.get((state, key))
    if known and known.counties:
        return _codes(geography, state, known.counties), ""
    named = geography.find_county_in(state, key)
    if named:
        return (named,), ""
    printed = tidy(printed)
    right = corrections.right_county(state, printed, key, on)
    if right:
        return _codes(geography, state, right), "county_corrected"
    code = None if _BLANK.match(printed) else geography.find_county(state, printed)
    found = (code,) if code else _town_county(geography, agency)
    silent = code or (found and _BLANK.match(printed))
    return found, "" if silent else "unknown_county"


def _town_county(geography: Geography, agency: NamedAgency) -> tuple[str, ...]:
    """The county that has most of a town, by the table of towns."""
    for place in agency.places:
        found = geography.towns.get((agency.state, place), ())
        if len(found) > 1 and is_shared_name(agency.key):
            return ()  # several townships of one name: which, only ICE can tell
        if found:
            return found[:1]
    return ()


def _codes(geography: Geography, state: str, names: tuple[str, ...]) -> tuple[str, ...]:
    found = (geography.find_county(state, name) for name in names)
    return tuple(code for code in found if code)
