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
        named = position == 0 and len(words) <= 2
        named = named or bool(vocabulary.before("zip_before", words, position))
        found.append(ZipFound(start, end, match.group(1), named))
    return found


def _is_phone(run: str) -> bool:
    digits = sum(c.isdigit() for c in run)
    if digits < _PHONE_DIGITS:
        return False
    # Two ZIP codes in a row and ZIP+4 are no phone number.
    return not all(re.fullmatch(r"\d{5}(-\d{4})?", part) for part in run.split())
