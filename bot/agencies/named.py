"""Whether a text names an agency by a name of its own that holds no place.

Needs no database: the dialogue asks it of every message.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.agencies.files import DATA, read_table
from bot.agencies.names import fold, fold_message
from bot.agencies.phrases import has_phrase

#: Words of a tribe's own police after its name ("Navajo Nation police").
_OF_A_TRIBE = ("nation police", "tribe police", "pueblo police", "policia de la nacion")


def names_agency(text: str) -> bool:
    """Whether a text holds an agency's nickname or names a tribe's police.

    >>> names_agency("does Grady Judd's office take part")
    True
    >>> names_agency("does the sheriff take part")
    False
    """
    folded = fold_message(re.sub(r"['’]s\b", "", text))
    as_written = " ".join(re.findall(r"\w+", text))
    # Initials count in capitals only: "ohp" may be a slip, "so" is a word.
    if any(has_phrase(as_written, name) for name in _nicknames(initials=True)):
        return True
    names = (*_nicknames(initials=False), *_OF_A_TRIBE)
    return any(has_phrase(folded, name) for name in names)


@lru_cache(maxsize=2)
def _nicknames(*, initials: bool) -> tuple[str, ...]:
    names = {row["nickname"] for row in read_table(DATA / "nicknames.csv")}
    chosen = {name for name in names if name.isupper() == initials}
    return tuple(sorted(chosen if initials else {fold(name) for name in chosen}))
