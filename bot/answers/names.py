"""Names of places as shown to people, in their language."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.agencies.geography import county_names
from bot.answers.phrases import Phrases
from bot.content.schema import Language
from bot.places.model import Place

Form = Literal["noun", "the", "of"]
"""A county as a bare name, after "in", or after "of": Spanish articles differ."""

_STATES = Path(__file__).resolve().parents[2] / "data" / "places" / "states.csv"
#: States and territories that take an article, in Spanish by gender and number.
_ARTICLES = {"DC": "el", "MP": "las", "VI": "las"}
#: States without sheriffs or jails of a county's own, by general knowledge: in Alaska,
#: Connecticut, Hawaii and Rhode Island they are the state's.
_NO_COUNTY_SHERIFFS = frozenset({"AK", "CT", "DC", "HI", "RI"})
#: What a county is called, by the end of its name: (pattern, phrase, Spanish gender).
_TYPES = (
    (re.compile(r" County$"), "county", "m"),
    (re.compile(r" Parish$"), "parish", "f"),
    (re.compile(r"(?<!City and) Borough$"), "borough", "m"),
    (re.compile(r" Municipio$"), "municipio", "m"),
    (re.compile(r" city$"), "city", "f"),
)


@lru_cache(maxsize=1)
def _states() -> dict[str, dict[str, str]]:
    with _STATES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def state_codes() -> tuple[str, ...]:
    """USPS codes of all states, the District and territories."""
    return tuple(_states())


def is_territory(code: str) -> bool:
    """Whether a code is a territory: it has no counties with sheriffs of their own."""
    row = _states().get(code)
    return row is not None and row["kind"] == "territory"


def has_county_sheriffs(code: str) -> bool:
    """Whether counties of a state have a sheriff and a jail of their own."""
    return code not in _NO_COUNTY_SHERIFFS and not is_territory(code)


def state_name(code: str, language: Language) -> str:
    """Name of a state by USPS code; the code itself when it is unknown."""
    row = _states().get(code)
    return row[f"name_{language}"] if row else code


def the_state(phrases: Phrases, code: str) -> str:
    """A state's name after "in", with its article where it has one."""
    name = state_name(code, phrases.language)
    article = _ARTICLES.get(code)
    return phrases.say(f"state_{article}", name=name) if article else name


def where_name(phrases: Phrases, code: str | None) -> str:
    """A state's name, or "the whole country"."""
    return the_state(phrases, code) if code else phrases.say("country")


def county_name(phrases: Phrases, name: str, form: Form = "noun") -> str:
    """A county by its full name: "Polk County", "el condado de Polk"."""
    for pattern, phrase, gender in _TYPES:
        if pattern.search(name):
            noun = phrases.say(f"county_{phrase}", name=pattern.sub("", name))
            return (
                noun if form == "noun" else phrases.say(f"{form}_{gender}", county=noun)
            )
    return phrases.say("of_other", county=name) if form == "of" else name


def place_name(phrases: Phrases, place: Place, form: Form = "the") -> str:
    """Gives "Lakeland, Florida", in short "Lakeland, FL"; a state by its name.

    On SMS names stand alone at the start of a line, so they take no article there.
    """
    if place.kind == "state":
        return the_state(phrases, place.state)
    state = place.state if phrases.short else state_name(place.state, phrases.language)
    name = place.name
    if place.kind == "county":
        name = county_name(phrases, name, "noun" if phrases.short else form)
    if place.zip_code:
        name = phrases.say("place_zip", zip=place.zip_code, name=place.name)
    return f"{name}, {state}"


def plain_place_name(place: Place) -> str:
    """The English name for programs: "Polk County, Florida"."""
    state = state_name(place.state, "en")
    return state if place.kind == "state" else f"{place.name}, {state}"


def tell_apart(phrases: Phrases, places: Sequence[Place]) -> list[Place]:
    """The places, those of one name in one state with their county in the name.

    "Franklin Township (Beaver County)": a township bears its name with many others.
    """
    names = Counter((place.kind, place.state, place.name) for place in places)
    return [
        _with_county(phrases, place)
        if names[place.kind, place.state, place.name] > 1
        else place
        for place in places
    ]


def _with_county(phrases: Phrases, place: Place) -> Place:
    if place.kind != "city" or not place.fips:
        return place
    county = county_name(phrases, county_names()[place.fips[0]])
    return replace(place, name=f"{place.name} ({county})")


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
