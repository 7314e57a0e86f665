"""Which of the two languages a message asks to be answered in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.data_files import read_yaml
from bot.language.detection import Language
from bot.language.spelling import plain

_ASKED = Path(__file__).resolve().parents[2] / "data" / "language" / "asked.yml"


@dataclass(frozen=True)
class _Asking:
    ways: dict[Language, re.Pattern[str]]
    unwanted: re.Pattern[str]


@lru_cache(maxsize=1)
def _asking() -> _Asking:
    raw = read_yaml(_ASKED)
    return _Asking(
        {"en": re.compile("|".join(raw["en"])), "es": re.compile("|".join(raw["es"]))},
        re.compile(raw["not"]),
    )


def language_asked(text: str) -> Language | None:
    """The language that is asked for; None for neither, and where both are named.

    >>> language_asked("¿me lo dice en español?"), language_asked("stop with english")
    ('es', None)
    """
    spelling = plain(text, "en")
    asking = _asking()
    wanted: list[Language] = []
    for language, ways in asking.ways.items():
        found = ways.search(spelling)
        if found and not asking.unwanted.search(spelling[: found.start()]):
            wanted.append(language)
    return wanted[0] if len(wanted) == 1 else None
