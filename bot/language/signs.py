"""Patterns kept in word lists, compiled once: does any of them stand in a text?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

_BRACKET_OR_BAR = re.compile(r"\\.|\[\^?\]?[^\]]*\]|[()|]")
_WORD_BEGINS = r"\b"


def any_sign(patterns: Sequence[str], text: str) -> bool:
    """Whether any pattern of a list is found in a text.

    Joined into one pattern and kept: the word lists hold more patterns than ``re``
    keeps compiled, and compiling them again took a third of a message's time.
    """
    return _joined(tuple(patterns)).search(text) is not None


def ways(patterns: Sequence[str]) -> Iterator[str]:
    """The patterns parted at every ``|`` outside brackets."""
    for pattern in patterns:
        depth, begin = 0, 0
        for found in _BRACKET_OR_BAR.finditer(pattern):
            depth += {"(": 1, ")": -1}.get(found.group(), 0)
            if found.group() == "|" and depth == 0:
                yield pattern[begin : found.start()]
                begin = found.end()
        yield pattern[begin:]


@cache  # as many as there are word lists
def _joined(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern of all; those that begin with a word are tried where words begin."""
    words, others = [], []
    for way in ways(patterns):
        if way.startswith(_WORD_BEGINS):
            words.append(way[len(_WORD_BEGINS) :])
        else:
            others.append(way)
    if words:
        others.insert(0, rf"\b(?:{'|'.join(words)})")
    return re.compile("|".join(others) or r"(?!)")
