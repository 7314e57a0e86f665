"""From what people type to what can be compared: folding, words, keys.

``fold`` keeps the length of a text, so positions found in the folded text are positions
in the message. ``key`` is the space-free core by which all names are compared:
"St. Lucie", "saint lucie" and "SaintLucie" have one key.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: Short forms that mean the same as the long one wherever they stand in a name.
LONG_FORMS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "pt": "port",
    "mt": "mount",
    "mtn": "mountain",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "hts": "heights",
    "spgs": "springs",
    "spg": "spring",
    "bch": "beach",
    "twp": "township",
    "jct": "junction",
    "pk": "park",
    "lk": "lake",
    "vly": "valley",
    "spgfld": "springfield",
    "&": "and",
}
_APOSTROPHES = "'’‘`´ʼʻ"
_WORD = re.compile(r"(?:[a-z]\.){2,}|[a-z0-9]+(?:'[a-z0-9]+)*|&")
_NOT_KEY = re.compile(r"[^a-z0-9&]+")
_PLAIN = re.compile(r"[a-z ]+\Z")
#: What lies between two words of one name: space, hyphen, full stop, quotation mark.
_WITHIN_NAME = re.compile(r"[\s\-\u2010-\u2015._\"\u201c\u201d]*\Z")


@dataclass(frozen=True)
class Word:
    """A word of a message, folded, with where it stands."""

    text: str
    """Folded, apostrophes kept ("polk's"), full stops of "D.C." dropped."""
    start: int
    end: int
    breaks: bool
    """Something that ends a name (a comma, a question mark) stands before it."""
    upper: bool
    """Typed all in capitals ("LA", "FL")."""


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """Lower case without accents and with straight apostrophes, same length as `text`.

    >>> fold("Doña Ana’s")
    "dona ana's"
    """
    if text.isascii():
        return text.replace("`", "'").lower()
    return "".join(map(_fold_character, text))


def split_words(text: str) -> list[Word]:
    """The words of a message with their positions; punctuation becomes ``breaks``."""
    folded = fold(text)
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(folded):
        start, end = match.span()
        words.append(
            Word(
                text=match.group().replace(".", ""),
                start=start,
                end=end,
                breaks=bool(words) and _is_break(folded[last:start], words[-1].text),
                upper=text[start:end].isupper(),
            )
        )
        last = end
    return words


def _is_break(gap: str, before: str) -> bool:
    if _WITHIN_NAME.match(gap) is None:
        return True
    # "St. Lucie" goes on; "in Lakeland. Thanks" does not.
    return "." in gap and before not in LONG_FORMS


def make_key(words: Iterable[str]) -> str:
    """The space-free core of a name given as folded words.

    >>> make_key(["st", "mary's"])
    'saintmarys'
    """
    return "".join(LONG_FORMS.get(w, w) for w in words).replace("'", "")


def key(name: str) -> str:
    """The space-free core of a name as printed.

    >>> key("Fort St. John") == key("ft saint john")
    True
    """
    if name.isascii() and name.isalpha():
        return LONG_FORMS.get(name.lower(), name.lower())
    lower = name.lower()
    if _PLAIN.match(lower):  # most of 50,000 names, at every start
        return "".join([LONG_FORMS.get(w, w) for w in lower.split()])
    return make_key(_NOT_KEY.sub(" ", fold(name).replace("'", "")).split())


def without_possessive(word: str) -> str:
    """The word without a possessive: "polk" for "polk's"."""
    return word[:-2] if word.endswith("'s") else word
