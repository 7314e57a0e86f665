"""Postal spellings made into the names a map prints; used when tables are built."""

from __future__ import annotations

import re
from pathlib import Path

from bot.places.rows import FOLDER, read_rows

#: Thirteen-letter forms of the postal list: "Charlottesvle", "Fredericksbrg".
_CUT_SHORT = re.compile(
    r"(?:vl|vle|brg|sbg|lnd|crk|fld|tnshp|nshp)\b|\b[bcdfghjklmnpqrstvwxz]{3,}\b",
    re.IGNORECASE,
)
_SAINT = re.compile(r"(^| )(?:Saint|St) (?=\S)")
_SAINTE = re.compile(r"^(?:Sainte|Ste) ")
_MC = re.compile(r"\bMc ?([A-Za-z])")
_O_APOSTROPHE = re.compile(r"\bO ([A-Z])")
_SMALL = re.compile(r"(?<=\S )(Of|The|And|On|In|At|By)\b(?= \S)")
_SHORTEST_NAME = 4
_NOT_A_TOWN = "-"


class PostalNames:
    """Spelling rules of by_hand/postal_words.csv and by_hand/spellings.csv."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read both tables of `folder`."""
        words = dict(read_rows(folder / "by_hand" / "postal_words.csv"))
        self._long = {w: long for w, long in words.items() if long != _NOT_A_TOWN}
        self._no_towns = {w for w, long in words.items() if long == _NOT_A_TOWN}
        self._spellings = dict(read_rows(folder / "by_hand" / "spellings.csv"))

    def tidy(self, name: str) -> str:
        """A postal name as a map prints it.

        >>> names = PostalNames()
        >>> names.tidy("Mc Kinney"), names.tidy("N Miami Bch")
        ('McKinney', 'North Miami Beach')
        """
        name = self._spellings.get(name, name)
        name = " ".join(self._long.get(word, word) for word in name.split())
        name = _SAINTE.sub("Ste. ", _SAINT.sub(r"\1St. ", name))
        name = _MC.sub(lambda m: "Mc" + m.group(1).upper(), name)
        name = _O_APOSTROPHE.sub(r"O'\1", name)
        return _SMALL.sub(lambda m: m.group().lower(), name)

    def names_a_town(self, name: str) -> bool:
        """Whether a further postal name is a town and no firm, office or housing block.

        >>> names = PostalNames()
        >>> names.names_a_town("Boyle Heights"), names.names_a_town("Wachovia Bank")
        (True, False)
        """
        words = name.lower().split()
        if any(not word.replace("'", "").isalpha() for word in words):
            return False
        if any(len(word) == 1 and word not in "nsew" for word in words):
            return False
        if _CUT_SHORT.search(self.tidy(name)):
            return False
        return len(name) >= _SHORTEST_NAME and self._no_towns.isdisjoint(words)
