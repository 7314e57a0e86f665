"""ZIP codes in a message: five digits that are no phone number and no count."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.places.normalise import Word
from bot.places.words import Vocabulary

_DIGIT_RUN = re.compile(r"[\d][\d\s().\-]*\d")
_ZIP = re.compile(r"(?<![\w#$.,/'-])(\d{5})(?:-\d{4})?(?![\w'/]|[.,-]\d|%)")
#: A run of digits, spaces and dashes with this many digits is a phone number.
_PHONE_DIGITS = 7
#: Words before a number in which "form" or "case" says what it is.
_WORDS_BEFORE = 4


class ZipFound(NamedTuple):
    """Five digits that may be a ZIP code."""

    start: int
    end: int
    code: str
    named: bool
    """The words around say that it is a ZIP code or the message is nothing else."""


def find_zips(text: str, words: list[Word], vocabulary: Vocabulary) -> list[ZipFound]:
    """All ZIP codes of a message in order, real or not."""
    if not any(c.isdigit() for c in text):
        return []
    phones = [m.span() for m in _DIGIT_RUN.finditer(text) if _is_phone(m.group())]
    found = []
    for match in _ZIP.finditer(text):
        start, end = match.span()
        if any(a <= start < b for a, b in phones):
            continue
        position = next((i for i, w in enumerate(words) if w.start == start), None)
        if position is None or vocabulary.at("count_after", words, position + 1):
            continue
        if _is_another_number(words, position, vocabulary):
            continue
        named = position == 0 and len(words) <= 2
        named = named or bool(vocabulary.before("zip_before", words, position))
        found.append(ZipFound(start, end, match.group(1), named))
    return found


def _is_another_number(
    words: list[Word], position: int, vocabulary: Vocabulary
) -> bool:
    """Whether the words beside say what the number is: a form's, a case's."""
    if vocabulary.at("number_after", words, position + 1):
        return True
    first = max(0, position - _WORDS_BEFORE)
    before = [
        p for p in range(first, position) if vocabulary.at("number_before", words, p)
    ]
    zips = [p for p in range(first, position) if vocabulary.at("zip_word", words, p)]
    return bool(before) and max(before) > max(zips, default=-1)


def _is_phone(run: str) -> bool:
    digits = sum(c.isdigit() for c in run)
    if digits < _PHONE_DIGITS:
        return False
    # Two ZIP codes in a row and ZIP+4 are no phone number.
    return not all(re.fullmatch(r"\d{5}(-\d{4})?", part) for part in run.split())
