"""Where a text gives an agency's full name: "Florida Department of Corrections".

A name of many ordinary words ("public safety", "criminal investigations") sounds like a
topic to the classifier, which should see no more of it than that somebody is named.
Needs no database: the dialogue asks it of every message. Sheriffs are found by their
county (``bot.places``); names newer than the snapshot are found by the look-up only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.agencies.files import SNAPSHOT, read_table
from bot.agencies.geography import state_names
from bot.agencies.names import fold, fold_message, spell_out

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
#: Words that say nothing and that people leave out or shorten.
_EMPTY = frozenset(
    [
        "a",
        "the",
        "of",
        "and",
        "in",
        "at",
        "for",
        "department",
        "office",
        "el",
        "la",
        "los",
        "de",
        "del",
    ]
)
#: Spanish words for words of names.
_SPANISH = {
    "policia": "police",
    "universidad": "university",
    "colegio": "college",
    "aeropuerto": "airport",
    "departamento": "",
    "condado": "county",
}
#: Ends that a campus or airport may lack where "police" is said all the same.
_TAILS = (("police",), ("board", "trustee"), ("authority", "police"))
_LONG_WORD = 4
#: A town's police in so few words must have its large letter.
_FEW_WORDS = 2
#: What stands round the telling words and belongs to the name.
_BEFORE = re.compile(r"\b(?:office|department|dept\.?) of (?:the )?$", re.I)
_AFTER = re.compile(r"^(?:['’]?s)?\s+(?:department|office|dept\b\.?)", re.I)


@dataclass(frozen=True)
class NameSpan:
    """A stretch of a text that is an agency's name."""

    start: int
    end: int
    local: bool
    """Whether the agency is a town's or a county's own: its place says as much."""


def find_names(text: str) -> list[NameSpan]:
    """The full names of agencies in a text, the longest at each place.

    >>> text = "does the Florida Dept. of Corrections work with ICE"
    >>> [text[s.start : s.end] for s in find_names(text)]
    ['Florida Dept. of Corrections']
    """
    words = [
        (key, found.start(), found.end())
        for found in _WORD.finditer(text)
        for key in _keys(fold_message(found.group()))
    ]
    spans: list[NameSpan] = []
    first = 0
    while first < len(words):
        length, local = _longest(tuple(key for key, _, _ in words[first:]))
        if length:
            start, end = words[first][1], words[first + length - 1][2]
            before, after = _BEFORE.search(text[:start]), _AFTER.match(text[end:])
            start = before.start() if before else start
            end += after.end() if after else 0
            state = _state_after().match(text[end:])
            end += state.end() if state else 0
            # "well police can ..." is no police of Wells.
            if not local or length > _FEW_WORDS or text[start].isupper():
                spans.append(NameSpan(start, end, local))
        first += length or 1
    return spans


def _longest(words: tuple[str, ...]) -> tuple[int, bool]:
    """Number of words of the longest name that the words begin with, and its layer."""
    for name, local in _names().get(words[0], ()):
        if words[: len(name)] == name:
            return len(name), local
    return 0, False


def _keys(folded: str) -> Iterator[str]:
    """The telling words in a folded text, shortened to what people vary least."""
    for word in folded.split():
        for full in _SPANISH.get(word, spell_out(word)).split():
            if full not in _EMPTY:
                yield full.removesuffix("s") if len(full) > _LONG_WORD else full


def _keys_of(name: str) -> tuple[str, ...]:
    return tuple(_keys(fold(name)))


@lru_cache(maxsize=1)
def _state_after() -> re.Pattern[str]:
    """A state after a name; its code in capitals, or as the last word of all."""
    names = "|".join(map(re.escape, state_names().values()))
    codes = "|".join(state_names())
    last = rf"(?i:{codes})(?=\W*$)"
    return re.compile(
        rf"\s*(?:,|\bin\b|\bde\b)?\s+(?:(?i:{names})\b|(?:{codes})\b|{last})"
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """First word to (words of a name, whether it is local), the longest first."""
    found: dict[tuple[str, ...], bool] = {}
    for row in read_table(SNAPSHOT / "agencies.csv"):
        if row["kind"] != "sheriff":
            local = row["layer"] in ("city", "county")
            found.update(dict.fromkeys(_variants(row), local))
    by_first: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for name in sorted(found, key=len, reverse=True):
        by_first.setdefault(name[0], []).append((name, found[name]))
    return by_first


def _variants(row: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Ways to say a name; a campus or airport is an agency by the word "police".

    "Office of the Attorney General" is one agency only together with its state.
    """
    name = _keys_of(row["name"])
    state = state_names()[row["state"]]
    if row["layer"] == "state" and not row["name"].startswith((state, "CNMI")):
        words = _keys_of(state)
        yield from ((*name, *words), (*words, *name))
        if row["kind"] != "state_other":
            return
    if row["kind"] == "attorney_general":
        general, words = _keys_of("attorney general"), _keys_of(state)
        yield from ((*general, *words), (*words, *general))
    if len(name) > 1:
        yield name
    if row["kind"] not in ("campus", "airport"):
        return
    for tail in _TAILS:
        if name[-len(tail) :] == tail:
            bare = name[: -len(tail)]
            yield from ((*bare, "police"), ("police", *bare))
