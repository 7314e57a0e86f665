"""The words in a picture and the description of what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from bot.agencies.counts import GrowthPoint
from bot.content.schema import Language
from bot.data_files import read_yaml
from bot.language.dates import format_date, format_number
from bot.organizer.charts.request import state_names
from bot.settings import PROJECT

_TEXTS = PROJECT / "data" / "organizer" / "charts.yml"
#: States named as having the most.
_MOST_NAMED = 5


@lru_cache(maxsize=1)
def chart_texts() -> dict[str, Any]:
    """All texts by key and language."""
    texts: dict[str, Any] = read_yaml(_TEXTS)
    return texts


def say(key: str, language: Language, **values: object) -> str:
    """A text with its values; dates and numbers are written in the language.

    Raises:
        KeyError: no such text, or a value is missing.
    """
    shown = {name: _show(value, language) for name, value in values.items()}
    return str(chart_texts()[key][language].format(**shown))


def _show(value: object, language: Language) -> str:
    if isinstance(value, int):
        return format_number(value)
    if hasattr(value, "isoformat"):
        return format_date(value, language)  # type: ignore[arg-type]
    return str(value)


def describe_growth(
    points: Sequence[GrowthPoint], language: Language, state: str | None
) -> str:
    """What a picture of growth shows, in words with its numbers."""
    first, last = points[0], points[-1]
    most = max(points, key=lambda point: point.total)
    values = {
        "lists": len(points),
        "first_total": first.total,
        "first_date": first.list_date,
        "total": last.total,
        "list_date": last.list_date,
        "most": most.total,
        "most_date": most.list_date,
        "state": state_names()[state][language] if state else "",
    }
    for model in ("JEM", "WSO", "TFM"):
        values[model.lower()] = last.models.get(model, 0)
        values[f"first_{model.lower()}"] = first.models.get(model, 0)
    if state is None:
        return say("alt_growth", language, **values)
    key = "alt_state" if most.total else "alt_state_none"
    return say(key, language, **values)


def describe_states(
    numbers: dict[str, int], list_date: object, language: Language
) -> str:
    """What the map shows, in words: the most, and every state without any."""
    names = state_names()
    ranked = sorted(numbers, key=lambda code: (-numbers[code], code))
    most = [
        f"{names[code][language]} {format_number(numbers[code])}"
        for code in ranked[:_MOST_NAMED]
        if numbers[code]
    ]
    none = sorted(names[code][language] for code in numbers if not numbers[code])
    return say(
        "alt_states" if none else "alt_states_all",
        language,
        list_date=list_date,
        total=sum(numbers.values()),
        most=", ".join(most),
        none=", ".join(none),
    )
