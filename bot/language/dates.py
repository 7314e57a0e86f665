"""Dates and ages as people write them, in both languages."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from bot.data_files import read_yaml

Language = Literal["en", "es"]

_FORMS = Path(__file__).resolve().parents[2] / "data" / "language" / "dates.yml"
_DAYS_PER_MONTH = 30.44


@lru_cache(maxsize=1)
def _forms() -> dict[str, Any]:
    forms: dict[str, Any] = read_yaml(_FORMS)
    return forms


def format_date(day: date, language: Language) -> str:
    """A date in words: "May 18, 2026", "18 de mayo de 2026"."""
    forms = _forms()[language]
    month = forms["months"][day.month - 1]
    return str(forms["date"].format(month=month, day=day.day, year=day.year))


def format_age(days: int, language: Language) -> str:
    """How long ago something was: "6 months ago", "hace 6 meses"."""
    ages = _forms()[language]["ages"]
    months = round(days / _DAYS_PER_MONTH)
    if days <= 1:
        return str(ages["today" if days <= 0 else "yesterday"])
    if days < 14:
        return str(ages["days"].format(n=days))
    if months < 2:
        return str(ages["weeks"].format(n=days // 7))
    if months < 24:
        return str(ages["months"].format(n=months))
    return str(ages["years"].format(n=months // 12))


def format_number(number: int) -> str:
    """A count with a comma for thousands, as both languages write it in the U.S."""
    return f"{number:,}"
