"""Whether a text names an agency by a name of its own, and where that stands.

Needs no database: the dialogue asks it of every message.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.agencies.files import DATA, read_table
from bot.agencies.name_spans import find_names
from bot.agencies.names import fold, fold_message
from bot.agencies.phrases import has_phrase

#: Words of a tribe's own police after its name ("Navajo Nation police").
_OF_A_TRIBE = (
    "nation police",
    "nation marshal",
    "tribe police",
    "pueblo police",
    "policia de la nacion",
)


#: Initials that are words in small letters, or slips of words.
_ALSO_WORDS = frozenset({"sled", "ohp", "vso", "rsw"})
_MANY = 3


def names_agency(text: str) -> bool:
    """Whether a text holds an agency's name or nickname or names a tribe's police.

    >>> names_agency("does Grady Judd's office take part")
    True
    >>> names_agency("does the sheriff take part")
    False
    """
    return names_tribal_police(text) or bool(agency_spans(text))


def names_tribal_police(text: str) -> bool:
    """Whether a text names a tribe's own police."""
    folded = fold_message(re.sub(r"['’]s\b", "", text))
    return any(has_phrase(folded, name) for name in _OF_A_TRIBE)


def agency_spans(text: str) -> list[tuple[int, int]]:
    """Where a text holds agencies' names and nicknames, in order, none twice."""
    found = [(name.start, name.end) for name in find_names(text)]
    found += [match.span() for match in _nicknames().finditer(text)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


@lru_cache(maxsize=1)
def _nicknames() -> re.Pattern[str]:
    """Nicknames as people write them, the longest first; short initials in capitals."""
    names = {row["nickname"] for row in read_table(DATA / "nicknames.csv")}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, ordered))})(?!\w)")


def _pattern(name: str) -> str:
    words = re.findall(r"\w+", name)
    written = r"[\W_]{1,3}".join(map(re.escape, words))
    capitals = name.isupper() and (len(name) < _MANY or fold(name) in _ALSO_WORDS)
    return written if capitals else f"(?i:{written})"
