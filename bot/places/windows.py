"""Stretches of a message where a name should stand although none is known there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.places.found import Found, Span
from bot.places.message import Message, Tools

#: First words of many names; with one of them the words of a name may all be common.
NAME_OPENERS = frozenset(
    [
        "san",
        "santa",
        "los",
        "las",
        "new",
        "nueva",
        "nuevo",
        "fort",
        "ft",
        "saint",
        "st",
        "port",
        "west",
        "east",
        "north",
        "south",
        "palm",
        "lake",
        "mount",
        "mt",
        "cape",
        "el",
        "la",
        "little",
        "grand",
        "long",
    ]
)
_ARTICLES = frozenset({"the", "el", "la"})
_LONGEST_NAME = 3
_SHORT_MESSAGE_WORDS = 4
_BARE_NAME_WORDS = 2
#: Words this common (Zipf frequency) are never part of a name that is guessed.
_TOO_COMMON_ZIPF = 5.3


class Window(NamedTuple):
    """Words where a name should stand."""

    span: Span
    calls: bool
    """The words around say that a name stands here: when unknown, say so."""


class Windows:
    """The windows of one message, the surest first."""

    def __init__(self, message: Message, tools: Tools, taken: list[Found]) -> None:
        self._message = message
        self._tools = tools
        self._taken = taken
        self._states = [
            f for f in taken if all(p.kind == "state" for p in f.candidates)
        ]
        self._free = self._free_words()

    def __iter__(self) -> Iterator[Window]:
        """Beside "county", a state, an agency, a preposition; bare words last."""
        yield from self._beside_kinds()
        yield from self._before_states()
        yield from self._before_agencies()
        yield from self._after_prepositions()
        yield from self._bare()

    def _beside_kinds(self) -> Iterator[Window]:
        words, vocabulary = self._message.words, self._tools.vocabulary
        for position in range(len(words)):
            kind = vocabulary.at("kind_after", words, position)
            if kind and kind.value == "county" and not words[position].breaks:
                yield from self._ending_at(position, calls=True)
            before = vocabulary.at("kind_before", words, position)
            church = words[position].text == "parroquia" and not self._states
            if before and before.value in ("county", "city") and not church:
                yield from self._beginning_at(before.after, calls=True)

    def _before_states(self) -> Iterator[Window]:
        words = self._message.words
        for state in self._states:
            yield from self._ending_at(state.first, calls=True)
        for position in range(1, len(words)):
            code = self._tools.states.code_after_name(
                words, position, mixed_case=self._message.mixed_case
            )
            taken = any(f.overlaps(position, position + 1) for f in self._taken)
            if code and not taken:
                sure = len(words[position].text) == len(code)  # not "del" for Delaware
                yield from self._ending_at(position, calls=sure)

    def _before_agencies(self) -> Iterator[Window]:
        for agency in self._message.agencies:
            if not self._message.words[agency.first].breaks:
                yield from self._ending_at(agency.first, calls=False)

    def _after_prepositions(self) -> Iterator[Window]:
        for found in self._tools.vocabulary.all("prep", self._message.words):
            if found.value != "of":
                yield from self._beginning_at(found.after, found.value == "strong")

    def _bare(self) -> Iterator[Window]:
        """Words of a short message, most of all when a place was asked for."""
        message = self._message
        most = _SHORT_MESSAGE_WORDS if message.expects_place else _BARE_NAME_WORDS
        if len(message.content) > most or len(self._taken) > len(self._states):
            return
        for position in sorted(self._free & message.content):
            for window in self._beginning_at(position, calls=False):
                asked = message.expects_place and message.is_whole(*window.span)
                yield window._replace(calls=asked)

    def _free_words(self) -> frozenset[int]:
        """Words that may be part of a misspelt name."""
        used = {p for f in self._taken for p in range(f.first, f.after)}
        for agency in self._message.agencies:
            used.update(range(agency.first, agency.after))
        positions = range(len(self._message.words))
        return frozenset(p for p in positions if p not in used and self._may_be_name(p))

    def _may_be_name(self, position: int) -> bool:
        text = self._message.words[position].text
        if not text.replace("'", "").isalpha() or text.endswith("'s"):
            return False
        if text in NAME_OPENERS:
            return True
        if self._tools.vocabulary.at("filler", self._message.words, position):
            return False
        return self._tools.common.zipf(text) < _TOO_COMMON_ZIPF

    def _ending_at(self, after: int, calls: bool) -> Iterator[Window]:
        """Up to three free words before word `after`, which a comma may set apart."""
        first = after
        while after - first < _LONGEST_NAME and first - 1 in self._free:
            if first < after and self._message.words[first].breaks:
                break
            first -= 1
        for start in range(first, after):
            yield Window((start, after), calls)

    def _beginning_at(self, first: int, calls: bool) -> Iterator[Window]:
        """Up to three free words from word `first` on, an article before them left."""
        words = self._message.words
        article = first < len(words) and words[first].text in _ARTICLES
        if article and first + 1 in self._free:
            first += 1
        after = first
        while after - first < _LONGEST_NAME and after in self._free:
            if after > first and words[after].breaks:
                break
            after += 1
        for end in range(after, first, -1):
            yield Window((first, end), calls)
