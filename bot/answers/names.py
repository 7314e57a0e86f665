"""Names of places as shown to people, in their language."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from bot.content.schema import Language
from bot.places.model import Place

_STATES = Path(__file__).resolve().parents[2] / "data" / "places" / "states.csv"


@lru_cache(maxsize=1)
def _states() -> dict[str, dict[str, str]]:
    with _STATES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def state_codes() -> tuple[str, ...]:
    """USPS codes of all states, the District and territories."""
    return tuple(_states())


def state_name(code: str, language: Language) -> str:
    """Name of a state by USPS code; the code itself when it is unknown."""
    row = _states().get(code)
    return row[f"name_{language}"] if row else code


def place_name(place: Place, language: Language, *, short: bool = False) -> str:
    """Gives "Lakeland, Florida", in short "Lakeland, FL"; a state by its name."""
    state = place.state if short else state_name(place.state, language)
    if place.kind == "state":
        return state_name(place.state, language)
    name = place.name
    if place.zip_code:
        name = f"{place.zip_code} ({place.name})"
    return f"{name}, {state}"
