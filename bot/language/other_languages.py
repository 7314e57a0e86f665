"""Messages in a language the bot does not speak: known well enough for one line.

What tells them apart stands in ``data/language/other_languages.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.data_files import read_yaml
from bot.language.spelling import visible, without_accents

_LANGUAGES = Path(__file__).resolve().parents[2] / "data" / "language"
#: Share of the letters that a writing system must have; names are often in Latin.
_SHARE = 0.4
#: Vietnamese is Latin writing: few of its letters are its own.
_LATIN_LETTERS = 2
#: Different words of a language that a message must hold, and their share in it.
_WORDS = 2
_WORD_SHARE = 0.34


@dataclass(frozen=True)
class OtherLanguage:
    """A language that is known but not spoken."""

    code: str
    line: str
    """What is said in it."""
    words: frozenset[str] = frozenset()
    script: re.Pattern[str] | None = None


def recognise_other_language(text: str) -> OtherLanguage | None:
    """The language of a message that is neither English nor Spanish, or None.

    None in doubt: a message half in Spanish is answered in Spanish.
    """
    shown = visible(text).lower()
    letters = [c for c in shown if c.isalpha()]
    words = re.findall(r"[^\W\d_]+", without_accents(shown))
    for language in _languages():
        if language.script and _is_written_in(language, letters):
            return language
        found = language.words.intersection(words)
        hits = sum(word in language.words for word in words)
        if len(found) >= _WORDS and hits >= _WORD_SHARE * len(words):
            return language
    return None


def _is_written_in(language: OtherLanguage, letters: list[str]) -> bool:
    if language.script is None:
        return False
    own = sum(language.script.match(letter) is not None for letter in letters)
    if language.code == "vi":
        return own >= _LATIN_LETTERS
    return own > 0 and own >= _SHARE * len(letters)


@lru_cache(maxsize=1)
def _languages() -> tuple[OtherLanguage, ...]:
    path = _LANGUAGES / "other_languages.yml"
    read: dict[str, Any] = read_yaml(path)
    return tuple(
        OtherLanguage(
            code,
            str(entry["line"]),
            frozenset(entry.get("words") or ()),
            re.compile(entry["script"]) if entry.get("script") else None,
        )
        for code, entry in read.items()
    )
