"""What stands around a name: a state, "county", an agency, a preposition."""

from __future__ import annotations

from dataclasses import dataclass

from bot.places.message import Message, Tools
from bot.places.normalise import make_key, without_possessive
from bot.places.reader_states import WORD_CODES

_ARTICLES = frozenset({"the", "el", "la"})


@dataclass(frozen=True)
class Surroundings:
    """The words around a name and what they say about it.

    ``first`` and ``after`` are word positions of the mention, with kind and state.
    """

    first: int
    after: int
    kind: str | None = None
    """"county" or "city" when the person said so."""
    state: str | None = None
    state_words: tuple[int, int] | None = None
    state_corrected: bool = False
    agency: str | None = None
    preposition: str | None = None
    """"place" ("in", "cerca de"), "strong" ("I live in") or "of" ("de", "for")."""
    subject: bool = False
    """The name does something ("does Marion work with ICE")."""


def look_around(message: Message, tools: Tools, first: int, after: int) -> Surroundings:
    """Read the words before and after the name at words `first` to `after`."""
    words, vocabulary = message.words, tools.vocabulary
    start, end, kind = first, after, None
    before = vocabulary.before("kind_before", words, first)
    if before:
        kind, start = before.value, before.first
    key_state = _state_of_co(message, tools, first, after)
    if key_state is None:
        following = vocabulary.at("kind_after", words, end)
        if following and not words[end].breaks:
            kind, end = following.value, following.after
    agency_after = None
    found = vocabulary.at("agency", words, end)
    if found and not words[end].breaks:
        agency_after = found
    state, state_words, corrected = _find_state(message, tools, start, end)
    if state is None and agency_after:
        state, state_words, corrected = _find_state(
            message, tools, start, agency_after.after
        )
    if state is None and kind and _says_parish(message, start, end):
        state = "LA"
    agency = (
        agency_after.value if agency_after else _agency_before(message, tools, start)
    )
    preposition = _preposition(message, tools, start)
    if state_words:
        start, end = min(start, state_words[0]), max(end, state_words[1])
    return Surroundings(
        first=start,
        after=end,
        kind=kind,
        state=state,
        state_words=state_words,
        state_corrected=corrected,
        agency=agency,
        preposition=preposition,
        subject=_is_subject(message, tools, start, end),
    )


def _says_parish(message: Message, start: int, end: int) -> bool:
    """Parishes are the counties of Louisiana and of no other state."""
    return any(w.text in ("parish", "parroquia") for w in message.words[start:end])


def _state_of_co(message: Message, tools: Tools, first: int, after: int) -> str | None:
    """Colorado when "co" after this name means it and not "county"."""
    words, reference = message.words, tools.reference
    if not after < len(words) or words[after].text != "co":
        return None
    name = reference_key(message, first, after)
    counties = reference.counties_by_key.get(name, [])
    in_colorado = [c for c in reference.cities_by_key.get(name, []) if c.state == "CO"]
    if not in_colorado:
        return None
    elsewhere = any(c.state != "CO" for c in counties)
    return "CO" if words[after].breaks or not elsewhere else None


def reference_key(message: Message, first: int, after: int) -> str:
    """The key of words `first` to `after`, a possessive at the end dropped."""
    texts = [w.text for w in message.words[first:after]]
    texts[-1] = without_possessive(texts[-1])
    return make_key(texts)


State = tuple[str | None, tuple[int, int] | None, bool]
_NO_STATE: State = (None, None, False)


def _find_state(message: Message, tools: Tools, start: int, end: int) -> State:
    """The state after word `end` or before word `start`."""
    words = message.words
    direct = _state_at(message, tools, end)
    if direct[0]:
        return direct
    link = tools.vocabulary.at("link", words, end)
    if link and not words[end].breaks and link.after in message.states:
        found = message.states[link.after]
        if not _names_more(message, tools, found.first, found.after):
            return found.code, (found.first, found.after), found.corrected
    for found in message.states.values():
        if found.after == start and not _is_list(message, tools, found.first):
            return found.code, (found.first, found.after), found.corrected
    return _NO_STATE


def _state_at(message: Message, tools: Tools, position: int) -> State:
    found = message.states.get(position)
    if found and not _names_more(message, tools, found.first, found.after):
        return found.code, (found.first, found.after), found.corrected
    code = tools.states.code_after_name(
        message.words, position, mixed_case=message.mixed_case
    )
    return (code, (position, position + 1), False) if code else _NO_STATE


def _names_more(message: Message, tools: Tools, first: int, after: int) -> bool:
    """Whether the state's name only begins a longer name ("Virginia Beach")."""
    if after >= len(message.words) or message.words[after].breaks:
        return False
    longer = reference_key(message, first, after + 1)
    return longer in tools.reference.cities_by_key


def _is_list(message: Message, tools: Tools, position: int) -> bool:
    """Whether the state before a name belongs to the name before it."""
    if position == 0:
        return False
    before = reference_key(message, position - 1, position)
    reference = tools.reference
    return before in reference.cities_by_key or before in reference.counties_by_key


def _agency_before(message: Message, tools: Tools, start: int) -> str | None:
    """The agency in "sheriff of X", "policia de X", "jail in X"."""
    vocabulary, words = tools.vocabulary, message.words
    link = vocabulary.before("prep", words, start)
    if link and link.after - link.first > 1 and link.value == "strong":
        # "policia de" is itself a preposition of the list: look at its first word
        found = vocabulary.at("agency", words, link.first)
        return found.value if found else None
    position = link.first if link else start
    if position > 0 and words[position - 1].text in _ARTICLES:
        position -= 1
    found = vocabulary.before("agency", words, position) if position else None
    return found.value if found and link else None


def _preposition(message: Message, tools: Tools, start: int) -> str | None:
    words = message.words
    if start > 0 and words[start - 1].text in _ARTICLES:
        start -= 1
    found = tools.vocabulary.before("prep", words, start)
    return found.value if found else None


def _is_subject(message: Message, tools: Tools, start: int, end: int) -> bool:
    words = message.words
    before = tools.vocabulary.before("before", words, start)
    following = tools.vocabulary.at("after", words, end)
    return bool(before or (following and not words[end].breaks))


def is_word_code(message: Message, state_words: tuple[int, int] | None) -> bool:
    """Whether the state was read from a code that mostly is a word ("in", "me")."""
    if state_words is None or state_words[1] - state_words[0] != 1:
        return False
    return message.words[state_words[0]].text in WORD_CODES
