"""The state that stands beside a name: after it, before it, or after a link word."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from bot.places.candidates import find_places
from bot.places.message import Message, Tools, reference_key
from bot.places.reader_states import StateFound
from bot.places.state_codes import RARE_WORD_CODES, WORD_CODES
from bot.places.tables import Reference


class StateBeside(NamedTuple):
    """A state that belongs to a name, by word positions."""

    code: str
    first: int
    after: int
    corrected: bool
    linked: bool
    """Not right after the name but before it or after a word ("hope in Texas")."""

    def is_word_code(self, message: Message) -> bool:
        """Whether it was read from a code that mostly is a word ("in", "me")."""
        return self.after - self.first == 1 and (
            message.words[self.first].text in WORD_CODES
        )

    def is_doubtful(self, message: Message, tools: Tools) -> bool:
        """Whether it may be a word after all: "boise ok", but not "Boise OK"."""
        if not self.is_word_code(message):
            return False
        word = message.words[self.first]
        capitals = word.upper and message.mixed_case
        told = tools.states.is_code_told(message.words, self.first)
        return not (capitals or told or word.text in RARE_WORD_CODES)


def find_state(
    message: Message, tools: Tools, start: int, end: int, name: str
) -> StateBeside | None:
    """The state of the mention at words `start` to `end`; `name` is its key, or ""."""
    return (
        _right_after(message, tools, end, name)
        or _after_link(message, tools, end)
        or _before(message, tools, start)
    )


def _right_after(
    message: Message, tools: Tools, end: int, name: str
) -> StateBeside | None:
    found = message.states.get(end)
    if found and not _names_more(message, tools, found):
        return _beside(found, linked=False)
    reference = tools.reference
    code = tools.states.code_after_name(
        message.words,
        end,
        mixed_case=message.mixed_case,
        has_place=partial(_has_place, reference, name) if name else None,
    )
    return StateBeside(code, end, end + 1, False, False) if code else None


def _has_place(reference: Reference, name: str, code: str) -> bool:
    return bool(find_places(reference, name, code, None))


def _after_link(message: Message, tools: Tools, end: int) -> StateBeside | None:
    link = tools.vocabulary.at("link", message.words, end)
    if link is None or message.words[end].breaks:
        return None
    found = message.states.get(link.after)
    if found is None or _names_more(message, tools, found):
        return None
    return _beside(found, linked=True)


def _before(message: Message, tools: Tools, start: int) -> StateBeside | None:
    for found in message.states.values():
        if found.after == start and not _is_of_another(message, tools, found.first):
            return _beside(found, linked=True)
    return None


def _beside(found: StateFound, *, linked: bool) -> StateBeside:
    return StateBeside(found.code, found.first, found.after, found.corrected, linked)


def _names_more(message: Message, tools: Tools, found: StateFound) -> bool:
    """Whether the state's name only begins a longer name ("Virginia Beach")."""
    after = found.after
    if after >= len(message.words) or message.words[after].breaks:
        return False
    longer = reference_key(message, found.first, after + 1)
    return longer in tools.reference.cities_by_key


def _is_of_another(message: Message, tools: Tools, position: int) -> bool:
    """Whether the state at `position` belongs to a name before it."""
    if position == 0:
        return False
    before = reference_key(message, position - 1, position)
    reference = tools.reference
    return before in reference.cities_by_key or before in reference.counties_by_key
