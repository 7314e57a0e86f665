"""Which language a message is in, English or Spanish.

Each word votes by its log odds in the two languages' frequency tables (``wordfreq``);
an unknown word votes by its letter triples, learnt from the same tables. Place names
are taken out before (an English speaker says "Los Angeles", "El Paso"), words said in
both languages do not vote, and a message of only such words keeps the language of the
conversation.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import wordfreq

from bot.data_files import read_yaml

Language = Literal["en", "es"]

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "words.yml"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SPANISH_SIGNS = re.compile("[ñáíóúü¿¡]", re.I)
#: Votes are capped so that one rare word cannot outvote a sentence.
_VOTE_AT_MOST = 4.0
_TRIPLE_VOTE_AT_MOST = 2.0
#: Frequency given to a word that a table does not hold.
_UNSEEN = 2e-7
#: Log odds that the conversation's language brings along.
_HABIT = 1.0
#: Certain beyond doubt; the sum over a long message would overflow.
_SCORE_AT_MOST = 50.0
#: Share of the odds from which a first message is Spanish: a word that neither
#: language has ("hogwarts") is no reason to answer an English speaker in Spanish.
_SPANISH_FROM = 0.6
#: Certainty needed to leave the language a conversation is held in.
SWITCH_AT = 0.8


@dataclass(frozen=True)
class LanguageGuess:
    """A language, how sure it is (0.5 to 1), and whether any word voted."""

    language: Language
    certainty: float
    neutral: bool


@dataclass(frozen=True)
class _Tables:
    words: dict[str, float]
    triples: dict[str, float]
    neutral: frozenset[str]


def _log_odds(
    english: dict[str, float], spanish: dict[str, float], unseen: float, cap: float
) -> dict[str, float]:
    return {
        key: max(
            -cap,
            min(
                cap,
                math.log(
                    (spanish.get(key, 0.0) + unseen) / (english.get(key, 0.0) + unseen)
                ),
            ),
        )
        for key in english.keys() | spanish.keys()
    }


def _triples(word: str) -> list[str]:
    padded = f"^{word}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def _triple_shares(frequencies: dict[str, float]) -> dict[str, float]:
    shares: defaultdict[str, float] = defaultdict(float)
    for word, share in frequencies.items():
        # Square root: the shape of the language's words, not of its ten commonest.
        for triple in _triples(word):
            shares[triple] += math.sqrt(share)
    total = sum(shares.values())
    return {triple: share / total for triple, share in shares.items()}


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    english = wordfreq.get_frequency_dict("en", "small")
    spanish = dict(wordfreq.get_frequency_dict("es", "small"))
    for word, share in list(spanish.items()):
        bare = _bare(word)
        spanish[bare] = max(spanish.get(bare, 0.0), share)
    words = _log_odds(english, spanish, _UNSEEN, _VOTE_AT_MOST)
    listed = read_yaml(_WORDS)
    words.update({str(word): -3.0 for word in listed["en"]})
    words.update({str(word): 3.0 for word in listed["es"]})
    neutral = frozenset(
        part for item in listed["neutral"] for part in str(item).split()
    )
    triples = _log_odds(_triple_shares(english), _triple_shares(spanish), 1e-6, 3.0)
    return _Tables(words, triples, neutral)


def _bare(word: str) -> str:
    return word.translate(str.maketrans("áéíóúü", "aeiouu"))


def _vote(word: str, tables: _Tables) -> float:
    known = tables.words.get(word)
    if known is None:
        known = tables.words.get(_bare(word))
    if known is not None:
        return known
    votes = [tables.triples.get(triple, 0.0) for triple in _triples(_bare(word))]
    mean = sum(votes) / len(votes)
    return max(-_TRIPLE_VOTE_AT_MOST, min(_TRIPLE_VOTE_AT_MOST, 2.0 * mean))


def guess_language(text: str, *, habit: Language | None = None) -> LanguageGuess:
    """The language of a message whose place names were taken out.

    Args:
        text: What the person wrote.
        habit: Language of the conversation so far, if there is one. It breaks ties,
            answers for neutral messages and is left only at ``SWITCH_AT`` certainty.
    """
    tables = _tables()
    words = [w for w in _WORD.findall(text.lower()) if w not in tables.neutral]
    score = sum(_vote(word, tables) for word in words)
    if _SPANISH_SIGNS.search(text):
        score += 2.0
    elif not words:
        return LanguageGuess(habit or "en", 0.5, neutral=True)
    if habit:
        score += _HABIT if habit == "es" else -_HABIT
    score = max(-_SCORE_AT_MOST, min(_SCORE_AT_MOST, score))
    spanish = 1.0 / (1.0 + math.exp(-score))
    least = 0.5 if habit else _SPANISH_FROM
    language: Language = "es" if spanish >= least else "en"
    certainty = max(spanish, 1.0 - spanish)
    if habit and language != habit and certainty < SWITCH_AT:
        return LanguageGuess(habit, certainty, neutral=False)
    return LanguageGuess(language, certainty, neutral=False)
