"""What is said after a crisis text, read without a model.

The words stand in ``data/crisis/after.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.crisis.rules import OTHER, plain_spellings
from bot.data_files import read_yaml

_AFTER = Path(__file__).resolve().parents[2] / "data" / "crisis" / "after.yml"
#: Longer messages tell of more than that it is over.
_WORDS_AT_MOST = 25


def says_it_is_over(text: str) -> bool:
    """Whether a message tells that the danger is over ("they left", "la soltaron").

    Args:
        text: what a person writes after a crisis text; alone it need not mean it.
    """
    if len(text.split()) > _WORDS_AT_MOST:
        return False
    return _says("over", text) and not _says("not_over", text)


def topic_after_detained(text: str) -> str | None:
    """Id of the topic that a message about someone taken asks for by its words.

    Args:
        text: what a person writes after "they took my ..." ("no sé dónde lo tienen").
    """
    spellings = plain_spellings(text)
    for topic, pattern in _patterns().after_detained.items():
        if any(pattern.search(spelling) for spelling in spellings):
            return topic
    return None


def topic_instead(crisis: str, told: Collection[str]) -> str | None:
    """Id of the topic to tell in place of a crisis that is only guessed.

    Args:
        crisis: intent of the crisis, also in its form for someone beside the person.
        told: ids of the answers just given.

    Returns:
        None unless one of them was about what the crisis is about.
    """
    topics = _patterns().goes_on_in.get(crisis.removesuffix(OTHER), [])
    return topics[0] if set(topics) & set(told) else None


def pleads(text: str) -> bool:
    """Whether a message only asks what to do now."""
    return _says("plea", text)


def asks_for_itself(text: str) -> bool:
    """Whether a message begins like a question or asks to be told something."""
    return _says("asks", text)


def _says(name: str, text: str) -> bool:
    pattern = _patterns().said[name]
    return any(pattern.search(spelling) for spelling in plain_spellings(text))


@dataclass(frozen=True)
class _Patterns:
    said: dict[str, re.Pattern[str]]
    after_detained: dict[str, re.Pattern[str]]
    goes_on_in: dict[str, list[str]]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    read = read_yaml(_AFTER)
    topics, goes_on_in = read.pop("after_detained"), read.pop("goes_on_in")
    return _Patterns(_joined(read), _joined(topics), goes_on_in)


def _joined(read: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    return {
        name: re.compile("|".join(listed), re.MULTILINE)
        for name, listed in read.items()
    }
