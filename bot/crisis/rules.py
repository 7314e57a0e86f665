"""Keyword rules for crises: they work without a model, a database or a network.

The rules stand in ``data/crisis/rules.yml``. They look at a plain spelling of the
message (case, accents and shorthand gone), so that capitals and "q" for "que" change
nothing. A sign counts only when the message does not speak of something possible ("what
if", "can they", "si vienen") or long past.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.language.spelling import plain

_RULES = Path(__file__).resolve().parents[2] / "data" / "crisis" / "rules.yml"
_NAME = re.compile(r"<(\w+)>")
_NESTED_AT_MOST = 6


@dataclass(frozen=True)
class _Crisis:
    intent: str
    signs: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None


def _expand(pattern: str, words: dict[str, str]) -> str:
    """Puts word lists in the place of ``<name>``; lists may name other lists.

    Raises:
        ValueError: a list names itself, directly or through others.
        KeyError: there is no list of that name.
    """
    for _ in range(_NESTED_AT_MOST):
        if not _NAME.search(pattern):
            return pattern
        pattern = _NAME.sub(lambda found: f"(?:{words[found.group(1)]})", pattern)
    raise ValueError("a word list of data/crisis/rules.yml names itself")


@lru_cache(maxsize=1)
def _crises() -> tuple[_Crisis, ...]:
    raw: dict[str, Any] = yaml.safe_load(_RULES.read_text(encoding="utf-8"))
    words = {name: "|".join(map(str, listed)) for name, listed in raw["words"].items()}
    made = []
    for intent, rule in raw["crises"].items():
        signs = tuple(re.compile(_expand(sign, words)) for sign in rule["signs"])
        unless = rule.get("unless")
        made.append(
            _Crisis(
                intent, signs, re.compile(_expand(unless, words)) if unless else None
            )
        )
    return tuple(made)


def recognise_crisis(text: str) -> str | None:
    """Intent of the crisis a message tells of, or None.

    The rules are tried in their order in the file, the gravest first.
    """
    spellings = {plain(text, "en"), plain(text, "es")}
    for crisis in _crises():
        for spelling in spellings:
            if crisis.unless and crisis.unless.search(spelling):
                continue
            if any(sign.search(spelling) for sign in crisis.signs):
                return crisis.intent
    return None
