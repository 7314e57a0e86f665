"""Misspelt key words put right before the crisis rules look at a message.

A frightened thumb writes "theyre knockign" or "kieren entrar". The rules stand in
plain spelling, and only the words they rest on (``data/crisis/key_words.yml``) are
mended toward: a word common in English or Spanish is what its writer meant and is never
touched. Nothing is cached: single words are people's words too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import wordfreq

from bot.data_files import read_yaml
from bot.language.spelling import without_accents

_KEY_WORDS = Path(__file__).resolve().parents[2] / "data" / "crisis" / "key_words.yml"
#: Words seen at least this often in running text stay as they are: 2 in a million,
#: which is 3.3 on wordfreq's Zipf scale. Below it stand mostly slips ("stoped",
#: "kasa"), above it mostly words of their own ("poor" is no "door").
COMMON = 2e-6
#: Shorter words have too many neighbours ("has", "was"), so they are never mended.
SHORTEST = 3
_LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class KeyWords:
    """What is mended toward, and how it is found.

    Attributes:
        words: The key words, each with its share of running text: the commoner wins
            when a misspelt word is as near to two.
        slips: Fixed forms a slip rule does not reach ("sta" for "esta").
        near: Spelling with one letter left out, to the key words it may stand for.
        common: Words in plain spelling that are never touched.
    """

    words: Mapping[str, float]
    slips: Mapping[str, str]
    near: Mapping[str, tuple[str, ...]]
    common: frozenset[str]


def load_key_words(path: Path = _KEY_WORDS) -> KeyWords:
    """Key words from their file, with an index of what may stand for them."""
    raw = read_yaml(path)
    common = _frequencies()
    listed = " ".join(raw["words"].values()).split()
    words = {word: common.get(word, 0.0) for word in listed}
    near: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for shorter in (word, *_one_letter_less(word)):
            near[shorter].append(word)
    return KeyWords(
        words=words,
        slips=raw["slips"],
        near={spelling: tuple(of) for spelling, of in near.items()},
        common=frozenset(common),
    )


def _frequencies() -> dict[str, float]:
    """Common words in plain spelling, with their share of running text.

    Accents are folded: "siguio" is the common "siguió" and no slip of "siguen".
    """
    found: dict[str, float] = {}
    for language in _LANGUAGES:
        for word, share in wordfreq.get_frequency_dict(language, "small").items():
            if share < COMMON:
                continue
            spelling = word if word.isascii() else without_accents(word)
            found[spelling] = max(share, found.get(spelling, 0.0))
    return found


def mend(spelling: str, key_words: KeyWords) -> str:
    """A plain spelling (``bot.language.spelling.plain``) with its key words put right.

    Args:
        spelling: Lower case, no accents, words parted by single spaces.
        key_words: What is mended toward.
    """
    return " ".join(_mend_word(word, key_words) for word in spelling.split(" "))


def _mend_word(word: str, key_words: KeyWords) -> str:
    if word in key_words.words or len(word) < SHORTEST:
        return word
    if word in key_words.slips:
        return key_words.slips[word]
    if word in key_words.common or not word.replace("'", "").isalpha():
        return word
    spellings = [word, *_without_k(word)]
    for respelt in spellings:
        if respelt in key_words.words:
            return respelt
    for respelt in spellings:
        if nearest := _nearest(respelt, key_words):
            return nearest
    return next((other for other in spellings if other in key_words.common), word)


def _without_k(word: str) -> Iterable[str]:
    """Spanish spelt with k as it is in the dictionary: "kieren", "kasa"."""
    if "k" in word:
        yield word.replace("ki", "qui").replace("ke", "que").replace("k", "c")
        yield word.replace("k", "c")


def _nearest(word: str, key_words: KeyWords) -> str | None:
    """The commonest key word one slip away that begins with the same letter."""
    found = [
        candidate
        for shorter in (word, *_one_letter_less(word))
        for candidate in key_words.near.get(shorter, ())
        if candidate[0] == word[0] and is_one_slip(word, candidate)
    ]
    return max(found, key=lambda candidate: key_words.words[candidate], default=None)


def _one_letter_less(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(1, len(word))}


def is_one_slip(one: str, other: str) -> bool:
    """Whether a letter missing, too many, wrong, or two swapped, turns one into other.

    >>> is_one_slip("nokcing", "nocking"), is_one_slip("dor", "door")
    (True, True)
    """
    if len(one) == len(other):
        apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(apart) == 2:
            first, second = apart
            swapped = one[first] == other[second] and one[second] == other[first]
            return swapped and second == first + 1
        return len(apart) <= 1
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and shorter in {
        longer[:i] + longer[i + 1 :] for i in range(len(longer))
    }
