"""Whether yes or no answers a question about who takes part.

A "yes" before the list's facts is read as an answer to whatever was asked: whether it
is safe, whether they left. So it is kept for questions that ask nothing else. The words
stand in ``data/language/yes_or_no.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.data_files import read_yaml
from bot.language.signs import any_sign
from bot.language.spelling import plain

_FOLDER = Path(__file__).resolve().parents[2] / "data" / "language"


@dataclass(frozen=True)
class Attitude:
    """What a question asks besides who takes part."""

    other: bool = False
    """Something else than whether somebody takes part: yes or no would mislead."""
    denied: bool = False
    """Whether somebody does not take part, or does no more."""
    takes_part: bool = False
    """Whether somebody takes part is asked in so many words."""
    safety: bool = False
    """Whether it is safe somewhere, which no list tells."""
    not_held: bool = False
    """A number that the lists do not hold: arrests, trained officers."""


def read_attitude(text: str) -> Attitude:
    """What a question in either language asks besides who takes part.

    Args:
        text: what the person wrote, with the names of places blanked.
    """
    spellings = [_without_asides(plain(text, "en")), _without_asides(plain(text, "es"))]
    said = " . ".join(spellings)
    simple = any(_is_simple(spelling) for spelling in spellings)
    denied, takes_part = _says("denied", said), _says("takes_part", said)
    return Attitude(
        other=_says("other", said) or not (simple or takes_part),
        denied=denied,
        takes_part=takes_part,
        safety=_says("safety", said),
        not_held=_says("counting", said) and _says("not_held", said),
    )


def _is_simple(spelling: str) -> bool:
    """Whether only a place and words around one were written."""
    words = (word for word in spelling.split() if word.isalnum())
    return all(word in _around_a_place() or word.isdigit() for word in words)


def _without_asides(spelling: str) -> str:
    for pattern in _words()["aside"]:
        spelling = re.sub(pattern, " ", spelling)
    return " ".join(spelling.split())


def _says(name: str, spelling: str) -> bool:
    return any_sign(_words()[name], spelling)


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    return _read("yes_or_no.yml")


@lru_cache(maxsize=1)
def _around_a_place() -> frozenset[str]:
    kinds = _read("fillers.yml").values()
    return frozenset(
        str(word) for words in kinds for listed in words.values() for word in listed
    )


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = read_yaml(_FOLDER / name)
    return read
