"""What a message says about places and kinds of agency.

>>> reader = PlaceReader.load()
>>> reader.read("y en polk county fl?").mentions[0].candidates[0].fips
('12105',)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.places.common import CommonWords
from bot.places.found import Found
from bot.places.fuzzy import Guesser
from bot.places.merging import add_zips, share_states
from bot.places.message import Message, Tools, take_apart
from bot.places.model import PlaceMention, PlaceReading
from bot.places.reader_guesses import read_guesses
from bot.places.reader_names import as_agency, read_names
from bot.places.reader_states import StateNames
from bot.places.refused import blank_but, part_refused
from bot.places.special import SpecialNames
from bot.places.tables import FOLDER, Reference
from bot.places.words import Vocabulary

#: Longer messages are read up to here; channels refuse them anyway.
MAX_CHARACTERS = 2000


@dataclass(frozen=True)
class Glance:
    """What a message looks like before its language is known."""

    message: Message
    found: list[Found]

    def holds_good(self, *, expects_place: bool, spanish: bool) -> bool:
        """Whether reading it again, knowing more, would find the same."""
        la = spanish and any(word.text == "la" for word in self.message.words)
        return not expects_place and not la


class PlaceReader:
    """Reads places and kinds of agency from what people write, in English and Spanish.

    One reader serves a process; it keeps nothing of what it reads.
    """

    def __init__(self, reference: Reference, folder: Path = FOLDER) -> None:
        """Prepare to read; `folder` holds the vocabulary beside the tables."""
        vocabulary = Vocabulary.load(folder)
        common = CommonWords(folder)
        common.load()
        states = StateNames(reference, vocabulary, common, folder)
        self._tools = Tools(reference, vocabulary, common, states)
        self._special = SpecialNames(reference, folder)
        self._guesser = Guesser(reference)
        self._guesser.load()

    @classmethod
    def load(cls, folder: Path = FOLDER) -> PlaceReader:
        """A reader over the tables of `folder`."""
        return cls(Reference.load(folder), folder)

    def glance(self, text: str) -> Glance:
        """What stands in a text whose language is not known yet."""
        message = take_apart(
            text[:MAX_CHARACTERS], self._tools, expects_place=False, spanish=False
        )
        return Glance(message, self._find(message))

    def read(
        self,
        text: str,
        *,
        language: str | None = None,
        expects_place: bool = False,
        glance: Glance | None = None,
    ) -> PlaceReading:
        """Places and kinds of agency in the order in which they stand in `text`.

        Args:
            text: what the person wrote.
            language: "en" or "es" when it is known; ``la`` is no city in Spanish.
            expects_place: the bot has just asked for a place, so a bare word is one.
            glance: what ``glance`` made of the same text, to save reading it twice.
        """
        spanish = language == "es"
        if instead := self._read_instead(text, spanish=spanish):
            return instead
        if glance and glance.holds_good(expects_place=expects_place, spanish=spanish):
            message, found = glance.message, glance.found
        else:
            message = take_apart(
                text[:MAX_CHARACTERS],
                self._tools,
                expects_place=expects_place,
                spanish=spanish,
            )
            found = self._find(message)
        return self._reading(message, found)

    @staticmethod
    def _reading(message: Message, found: list[Found]) -> PlaceReading:
        kinds = [as_agency(phrase.value) for phrase in message.agencies]
        kinds += [f.agency for f in found if f.agency]
        return PlaceReading(
            mentions=tuple(f.mention(message) for f in found),
            agency_kinds=tuple(dict.fromkeys(kinds)),
        )

    def _read_instead(self, text: str, *, spanish: bool) -> PlaceReading | None:
        """The places of the part that is meant, where another place is refused."""
        parts = part_refused(text[:MAX_CHARACTERS])
        if parts is None:
            return None
        meant, refused = (self._read_bare(blank_but(text, p), spanish) for p in parts)
        if not meant.mentions or not refused.mentions:
            return None
        near = {place.state for place in refused.mentions[0].candidates}
        told = tuple(_in_states(mention, near) for mention in meant.mentions)
        return replace(meant, mentions=told)

    def _read_bare(self, text: str, spanish: bool) -> PlaceReading:
        message = take_apart(text, self._tools, expects_place=True, spanish=spanish)
        return self._reading(message, self._find(message))

    def name_spans(
        self, text: str, glance: Glance | None = None
    ) -> tuple[tuple[int, int], ...]:
        """Start and end of every proper name of a place or state and every ZIP code.

        Words such as "county" or "condado de" stay outside: they tell the language.
        """
        seen = glance or self.glance(text)
        words = seen.message.words
        return tuple(
            (words[first].start, words[after - 1].end)
            for found in seen.found
            for first, after in found.names
        )

    def strip_names(
        self, text: str, token: str | None = None, glance: Glance | None = None
    ) -> str:
        """`text` with its place names replaced.

        Args:
            text: what the person wrote.
            token: what stands in for a name; None blanks it with as many spaces, so
                that positions stay true.
            glance: what ``glance`` made of the same text.
        """
        parts, last = [], 0
        for start, end in self.name_spans(text, glance):
            parts += [text[last:start], " " * (end - start) if token is None else token]
            last = end
        return "".join([*parts, text[last:]])

    def _find(self, message: Message) -> list[Found]:
        exact = read_names(message, self._tools, self._special)
        guessed = read_guesses(message, self._tools, self._guesser, exact)
        kept = [
            f for f in exact if not any(g.overlaps(f.first, f.after) for g in guessed)
        ]
        found = sorted(kept + guessed, key=lambda f: f.first)
        found = share_states(message, self._tools, found)
        return add_zips(message, self._tools, found)


def _in_states(mention: PlaceMention, states: set[str]) -> PlaceMention:
    """A mention narrowed to some states, where it has a place in one of them."""
    inside = tuple(place for place in mention.candidates if place.state in states)
    if len(inside) == 1:
        return replace(mention, candidates=inside, asks_for=None)
    return replace(mention, candidates=inside or mention.candidates)
