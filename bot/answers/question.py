"""What narrows a look-up: model, unit, month, whether it still holds, from the words.

The words stand in ``data/language/lookup_words.yml``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.agencies.counts import Unit
from bot.agencies.model import MODELS, Model
from bot.language.spelling import plain

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "lookup_words.yml"


@dataclass(frozen=True)
class Narrowing:
    """What a question asks for besides the place."""

    model: Model | None = None
    unit: Unit = "agreements"
    asked_day: date | None = None
    """Last day of the month asked about."""
    kind: str | None = None
    """A kind of agency in the plural ("sheriffs"), for counts and lists."""
    negated: bool = False
    most: bool = False
    """Which has the most."""
    counties: bool = False
    growth: bool = False
    switched: bool = False
    """Which changed models."""
    still: bool = False
    """Whether it still holds, or has ended."""
    pending: bool = False
    powers: bool = False
    """Whether officers may do something."""
    open: bool = False
    """A question that yes or no does not answer."""
    here: bool = False
    """The place is the one the conversation is about."""
    my_state: bool = False
    says_county: bool = False


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return read


def read_narrowing(text: str, today: date | None = None) -> Narrowing:
    """What a question in either language narrows a look-up to.

    Args:
        text: what the person wrote.
        today: the day that "last year" is counted from.
    """
    # Spelt out by the shorthand of both languages: "y" is "why" in one, "and" in one.
    spelling = f"{plain(text, 'en')} . {plain(text, 'es')}"
    words = _words()

    def says(name: str) -> bool:
        return _any(words[name], spelling)

    return Narrowing(
        model=next((m for m in MODELS if _any(words["models"][m], spelling)), None),
        unit=_read_unit(spelling),
        asked_day=_read_month(spelling) or _read_ago(spelling, today or date.today()),
        kind=next((k for k, p in words["kinds"].items() if _any(p, spelling)), None),
        negated=says("negated"),
        most=says("most"),
        counties=says("counties"),
        growth=says("growth"),
        switched=says("switched"),
        still=says("still"),
        pending=says("pending"),
        powers=says("powers"),
        open=says("open"),
        here=says("here"),
        my_state=says("my_state"),
        says_county=says("county_word"),
    )


def _read_unit(spelling: str) -> Unit:
    if _any(_words()["states"], spelling):
        return "states"
    return "agencies" if _any(_words()["agencies"], spelling) else "agreements"


def _any(patterns: list[str], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def _read_month(text: str) -> date | None:
    """Last day of a month written with its year ("february 2025", "marzo de 2026")."""
    for names in (_words()["months"], _words()["meses"]):
        listed = "|".join(names)
        found = re.search(rf"\b({listed})\b(?: de| del| of)?(?: ,)? (20\d\d)\b", text)
        if found:
            return _month_end(int(found.group(2)), names.index(found.group(1)) + 1)
    if start := re.search(_words()["year_start"], text):
        return _month_end(int(start.group(1)), 1)
    year_only = re.search(r"\b(?:in|en|of|de) (202\d)\b", text)
    return date(int(year_only.group(1)), 12, 31) if year_only else None


def _read_ago(text: str, today: date) -> date | None:
    """The day meant by "last year", "a year ago", "last december"."""
    words = _words()
    if _any(words["year_ago"], text):
        return today - timedelta(days=365)
    for names in (words["months"], words["meses"]):
        pattern = words["last_month"].replace("MONTH", "|".join(names))
        if found := re.search(pattern, text):
            month = names.index(found.group(1) or found.group(2)) + 1
            return _month_end(today.year - (month >= today.month), month)
    return date(today.year - 1, 12, 31) if _any(words["last_year"], text) else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
