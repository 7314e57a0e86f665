"""What narrows a look-up: a model, what to count, a month, read from the words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
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


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return read


def read_narrowing(text: str) -> Narrowing:
    """Model, unit and month of a question, in either language."""
    spelling = plain(text, "en")
    model = next(
        (m for m in MODELS if _any(_words()["models"][m], spelling)),
        None,
    )
    unit: Unit = "agreements"
    if _any(_words()["states"], spelling):
        unit = "states"
    elif _any(_words()["agencies"], spelling):
        unit = "agencies"
    return Narrowing(model, unit, _read_month(spelling))


def _any(patterns: list[str], text: str) -> bool:
    return any(re.search(pattern, text) for pattern in patterns)


def _read_month(text: str) -> date | None:
    """Last day of a month written with its year ("february 2025", "marzo de 2026")."""
    for names in (_words()["months"], _words()["meses"]):
        listed = "|".join(names)
        found = re.search(rf"\b({listed})\b(?: de| del| of)?,? (20\d\d)\b", text)
        if found:
            month = names.index(found.group(1)) + 1
            year = int(found.group(2))
            return date(year, month, calendar.monthrange(year, month)[1])
    year_only = re.search(r"\b(?:in|en|of|de) (202\d)\b", text)
    return date(int(year_only.group(1)), 12, 31) if year_only else None
