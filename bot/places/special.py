"""Names that need their own rule: ambiguous.csv and agency_nicknames.csv."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple, cast

from bot.places.candidates import AsksFor, ask
from bot.places.found import Found
from bot.places.message import Message
from bot.places.model import AgencyKind, Place
from bot.places.normalise import fold
from bot.places.tables import FOLDER, Reference, read_rows

_ENGLISH_BEFORE_LA = frozenset(
    [
        "in",
        "from",
        "near",
        "around",
        "about",
        "to",
        "for",
        "outside",
        "does",
        "is",
        "do",
    ]
)


class Special(NamedTuple):
    """A name of ambiguous.csv in a message, by word positions."""

    first: int
    after: int
    candidates: tuple[Place, ...]
    asks_for: AsksFor | None


class SpecialNames:
    """Finds the names of both tables."""

    def __init__(self, reference: Reference, folder: Path = FOLDER) -> None:
        self._ambiguous: dict[
            tuple[str, ...], tuple[tuple[Place, ...], AsksFor | None]
        ] = {}
        for name, candidates, asks_for, _ in read_rows(folder / "ambiguous.csv"):
            places = tuple(_parse(reference, c) for c in candidates.split("|"))
            words = tuple(fold(name).split())
            self._ambiguous[words] = places, cast("AsksFor | None", asks_for or None)
        self._nicknames: dict[str, list[tuple[Place, AgencyKind]]] = defaultdict(list)
        for name, state, kind, place, agency, _ in read_rows(
            folder / "agency_nicknames.csv"
        ):
            spec = _parse(reference, f"{kind}:{state}:{place}")
            self._nicknames[fold(name)].append((spec, cast(AgencyKind, agency)))

    def at(self, message: Message, first: int) -> Special | None:
        """The ambiguous name that begins at word `first`."""
        words = message.words
        for length in (min(2, len(words) - first), 1):
            texts = tuple(
                w.text.removesuffix("'s") for w in words[first : first + length]
            )
            known = self._ambiguous.get(texts) if texts[0] != "la" else None
            broken = any(w.breaks for w in words[first + 1 : first + length])
            if known and not broken:
                return Special(first, first + length, *known)
        return self._los_angeles(message, first)

    def _los_angeles(self, message: Message, first: int) -> Special | None:
        """LA in capitals, "l.a.", or "in la" at the end of a clause."""
        word = message.words[first]
        if word.text != "la":
            return None
        dotted = word.end - word.start > 2
        before = message.words[first - 1].text if first and not word.breaks else ""
        ends = first + 1 == len(message.words) or message.words[first + 1].breaks
        in_english = before in _ENGLISH_BEFORE_LA and ends and not message.spanish
        capitals = word.upper and (message.mixed_case or len(message.words) == 1)
        answer = message.expects_place and len(message.words) == 1
        if not (dotted or capitals or in_english or answer):
            return None
        return Special(
            first, first + 1, *self._ambiguous[("l.a.",) if dotted else ("la",)]
        )

    def nickname_at(self, message: Message, first: int) -> Found | None:
        """The agency known by initials ("PBSO") at word `first`."""
        known = self._nicknames.get(message.words[first].text.removesuffix("'s"))
        if not known:
            return None
        choice = ask(place for place, _ in known)
        span = first, first + 1
        return Found(
            *span,
            names=(span,),
            candidates=choice.candidates,
            asks_for=choice.asks_for,
            agency=known[0][1],
        )


def _parse(reference: Reference, text: str) -> Place:
    kind, state, *name = text.split(":")
    if kind == "state":
        return Place("state", state, reference.states[state].name_en)
    if kind == "county":
        return reference.find_counties(name[0], state)[0].place()
    return reference.find_cities(name[0], state)[0].place()
