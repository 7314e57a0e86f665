"""Names of agencies: tidied to be read, folded to be compared.

Folding only removes what ICE itself varies between lists (case, apostrophes,
abbreviations, Office and Department of one sheriff). Anything that could join two
agencies stands in a table of corrections instead, never here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: The same few thousand names come back in every list.
_NAMES_HELD = 16_384
#: Whole words, as they stand once punctuation is gone.
_WORDS = {
    "bocc": "board of county commissioners",
    "co": "county",
    "dept": "department",
    "depart": "department",
    "dps": "department of public safety",
    "ft": "fort",
    "mt": "mount",
    "pct": "precinct",
    "pd": "police",
    "so": "sheriff",
    "st": "saint",
    "ste": "sainte",
    "twp": "township",
    "univ": "university",
}
#: Read one after the other; each line says what it makes equal.
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bsheriff(s)?( s)? (office|department)\b", "sheriff"),
        (r"\bsheriffs\b", "sheriff"),
        (r"\bconstable(s)?( s)? office\b", "constable"),
        (r"\bconstables\b", "constable"),
        (r"\bmarshal(l)?(s)?( s)? office\b", "marshal"),
        (r"\bpolice (department|dept)\b", "police"),
        (r"\bcorrection\b", "corrections"),
        (r"^(city|town|village|borough) of ", ""),
        (r"^the ", ""),
    )
)
_SMALL = {"Of", "And", "The", "At", "For", "In"}


def tidy(text: str) -> str:
    """A cell's text made fit to be read: NFKC, one kind of apostrophe and blank."""
    text = unicodedata.normalize("NFKC", text)
    text = text.translate({0x2018: "'", 0x2019: "'", 0x00B4: "'", 0x0060: "'"})
    return " ".join(text.split())


@lru_cache(maxsize=_NAMES_HELD)
def tidy_name(text: str) -> str:
    """An agency's name made fit to be shown; its words stay ICE's own.

    >>> tidy_name("Florida Department of Financial Services , Criminal Division,")
    'Florida Department of Financial Services, Criminal Division'
    >>> tidy_name("Reno County Sheriff’s office ")
    "Reno County Sheriff's Office"
    """
    text = re.sub(r"\s*,\s*", ", ", tidy(text)).strip(" ,")
    text = re.sub(r"\s*/\s*", " / ", text)
    text = re.sub(r"(?<=\w)(\s+-\s*|\s*-\s+)(?=\w)", " - ", text)
    text = re.sub(
        r"\b(Sheriff|Constable|Marshal)s'?(?= Office| Department)", r"\1's", text
    )
    text = re.sub(r"\b(office|department)$", lambda m: m[1].capitalize(), text)
    words = text.split()
    lowered = [w.lower() if i and w in _SMALL else w for i, w in enumerate(words)]
    return " ".join(lowered)


@lru_cache(maxsize=_NAMES_HELD)
def fold(name: str) -> str:
    """A name in lower case, without accents and punctuation, ``&`` as "and".

    Remembers what it folded: for names on ICE's lists only, never for what a person
    wrote (``fold_message``).
    """
    return fold_message(name)


def fold_message(text: str) -> str:
    """What a person wrote, folded as names are; nothing of it is remembered."""
    text = unicodedata.normalize("NFKD", tidy(text).replace("&", " and "))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("'", "")
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def spell_out(word: str) -> str:
    """A folded word, or what it is short for: "dept", "pd", "dps"."""
    return _WORDS.get(word, word)


def fold_place(text: str) -> str:
    """A place's name folded: "Port St. Lucie" and "port saint lucie" are one."""
    words = [_WORDS.get(w, w) if w in _PLACE_WORDS else w for w in fold(text).split()]
    return " ".join(words)


_PLACE_WORDS = {"st", "ste", "ft", "mt", "twp"}


@lru_cache(maxsize=_NAMES_HELD)
def agency_key(name: str) -> str:
    """The folded name by which two spellings are one agency.

    >>> agency_key("Waukesha County Sheriff's Department")
    'waukesha county sheriff'
    >>> agency_key("City of St. Cloud Police Department")
    'saint cloud police'
    """
    return message_key(name)


def message_key(text: str) -> str:
    """What a person wrote, in the form of ``agency_key``; nothing is remembered."""
    key = " ".join(_WORDS.get(word, word) for word in fold_message(text).split())
    for pattern, replacement in _PHRASES:
        key = pattern.sub(replacement, key)
    return " ".join(key.split())
