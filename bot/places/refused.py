"""A place that is refused beside the one that is meant: "York, not Lancaster".

Beside a place that is refused a bare word is one, too, however common it is. The words
stand in ``data/language/refused.yml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from bot.data_files import read_yaml

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "refused.yml"
#: More words than this are no correction but a sentence of its own.
_MOST_WORDS = 14


def part_refused(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where in a text the part stands that is meant, and the one that is refused.

    >>> meant, refused = part_refused("I meant York not Lancaster")
    >>> "I meant York not Lancaster"[slice(*meant)]
    'York'
    """
    if len(text.split()) > _MOST_WORDS:
        return None
    for form in _forms():
        if found := form.match(text):
            return found.span("meant"), found.span("refused")
    return None


def blank_but(text: str, span: tuple[int, int]) -> str:
    """The text with blanks for all but a stretch, so that positions stay true."""
    start, end = span
    return " " * start + text[start:end] + " " * (len(text) - end)


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    """The refused place first, and the refused place last."""
    read: dict[str, list[str]] = read_yaml(_WORDS)
    lead, denies, beside = ("|".join(read[k]) for k in ("lead", "denies", "beside"))
    lead = rf"(?:(?:{lead})[\s,:]+)*"
    last = r"(?P<refused>[^,;.?!]+)[\s.?!]*$"
    first = (
        rf"^\W*(?:no,\s+)?(?:{denies})\s+(?P<refused>[^,;.?!]+?)"
        rf"(?:\s*[,;.]\s*|\s+(?=(?:but|sino|pero|i (?:said|meant?))\b)){lead}"
        r"(?P<meant>[^,;.?!]+(?:,[^,;.?!]+)?)[\s.?!]*$"
    )
    second = (
        rf"^\W*{lead}(?P<meant>[^;?!]+?)[\s,;]+(?:and |y |but |pero )?(?:not|no)\s+"
        rf"(?:(?:{beside}) )?{last}"
    )
    return re.compile(first, re.IGNORECASE), re.compile(second, re.IGNORECASE)
