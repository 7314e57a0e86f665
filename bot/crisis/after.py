"""What is said after a crisis text, read without a model.

The words stand in ``data/crisis/after.yml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from bot.crisis.rules import plain_spellings

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


def asks_where(text: str) -> bool:
    """Whether a message asks where someone taken is, or says it is not known."""
    return _says("where", text)


def asks_for_itself(text: str) -> bool:
    """Whether a message begins like a question or asks to be told something."""
    return _says("asks", text)


def _says(name: str, text: str) -> bool:
    pattern = _patterns()[name]
    return any(pattern.search(spelling) for spelling in plain_spellings(text))


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    read = yaml.load(_AFTER.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        name: re.compile("|".join(listed), re.MULTILINE)
        for name, listed in read.items()
    }
