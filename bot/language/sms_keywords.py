"""Whole messages of one word that mean something on a phone: STOP, START, HELP.

The words stand in ``data/language/sms_keywords.yml``. US carriers expect the English
ones; the Spanish ones are ours, for no carrier knows them by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from bot.data_files import read_yaml
from bot.language.spelling import visible, without_accents

Language = Literal["en", "es"]
Kind = Literal["stop", "start", "help", "cry", "again"]

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "sms_keywords.yml"
_KINDS: tuple[Kind, ...] = ("stop", "start", "help")
_LANGUAGES: tuple[Language, ...] = ("en", "es")
#: Nothing longer is looked at: a keyword is a few words.
_CHARACTERS_AT_MOST = 60
_EXCLAIMED = re.compile("[!¡]")
_NO_WORD = re.compile(r"[^\w]+")
_QUOTED = r'\s*["\u201c\u201d\u00ab\u2018\u2019\'].+'


@dataclass(frozen=True)
class Keyword:
    """What a whole message asks for, and the language its word belongs to."""

    kind: Kind
    language: Language


@dataclass(frozen=True)
class _Tables:
    keywords: dict[str, Keyword]
    again: dict[str, Keyword]
    reaction: re.Pattern[str]


def read_keyword(text: str, *, stopped: bool = False) -> Keyword | None:
    """The keyword that a whole message is, or None.

    A help word with an exclamation mark ("AYUDA!!") is a cry, not a keyword.

    Args:
        text: the message as it came.
        stopped: whether the person has sent STOP before; then "yes" undoes it.
    """
    if len(text) > _CHARACTERS_AT_MOST:
        return None
    word = plain_word(text)
    found = _tables().keywords.get(word)
    if found is None and stopped:
        return _tables().again.get(word)
    if found and found.kind == "help" and _EXCLAIMED.search(text):
        return Keyword("cry", found.language)
    return found


def is_reaction(text: str) -> bool:
    """Whether a text is what a phone sends for a tapped reaction (Liked "...")."""
    return _tables().reaction.match(without_accents(text).strip().lower()) is not None


def keyword_words(kind: Kind, language: Language) -> list[str]:
    """The words of a kind in a language, as the guide for organizers prints them."""
    listed = [*_tables().keywords.items(), *_tables().again.items()]
    return [word for word, found in listed if found == Keyword(kind, language)]


def plain_word(text: str) -> str:
    """A message in plain spelling: lower case, no accents, no punctuation."""
    bare = without_accents(visible(text)).lower()
    return _NO_WORD.sub(" ", bare).strip()


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    raw: dict[str, Any] = read_yaml(_WORDS)
    keywords: dict[str, Keyword] = {}
    again: dict[str, Keyword] = {}
    starts: list[str] = []
    for language in _LANGUAGES:
        for kind in _KINDS:
            keywords |= _by_word(raw["keywords"][kind][language], kind, language)
        keywords |= _by_word(raw["cries"][language], "cry", language)
        again |= _by_word(raw["again"][language], "again", language)
        starts += raw["reactions"][language]
    either = "|".join(re.escape(s).replace(r"\*", r".{1,12}?") for s in starts)
    return _Tables(keywords, again, re.compile(f"(?:{either}){_QUOTED}", re.S))


def _by_word(words: list[str], kind: Kind, language: Language) -> dict[str, Keyword]:
    return {plain_word(word): Keyword(kind, language) for word in words}
