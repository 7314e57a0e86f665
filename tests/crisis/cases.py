"""The messages that measure how crises are recognised, as written and noise-added."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import yaml

from .noise import noisy

SEED = 20261125

_RAW = yaml.safe_load((Path(__file__).parent / "cases.yml").read_text("utf-8"))
#: Language and message.
ORDINARY = [
    (language, message)
    for language, listed in _RAW["ordinary"].items()
    for message in listed.splitlines()
]
#: Crisis, language and message.
CASES = [
    (crisis, language, message)
    for crisis, languages in _RAW["crises"].items()
    for language, listed in languages.items()
    for message in listed.splitlines()
]


def noisy_cases() -> list[tuple[str, str, str]]:
    """The crises in capitals, without accents, with a slip and k for qu."""
    chance = random.Random(SEED)
    return [(crisis, lang, noisy(text, lang, chance)) for crisis, lang, text in CASES]


def kind_of(intent: str | None) -> str | None:
    """The crisis an intent is one telling of; "_other" is told to someone beside."""
    return intent.removesuffix("_other") if intent else None


def shares(hits: Iterable[tuple[str, str, bool]]) -> dict[str, float]:
    """Share of hits: of all, of each crisis, of each crisis in a language."""
    grouped: dict[str, list[bool]] = {}
    for crisis, language, hit in hits:
        for group in ("all", crisis, f"{crisis} {language}"):
            grouped.setdefault(group, []).append(hit)
    return {group: sum(of) / len(of) for group, of in grouped.items()}
