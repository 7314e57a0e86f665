"""Names written as in the tables: the longest name at each position, if it is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from bot.places.candidates import choose, find_places, is_well_known
from bot.places.found import Found, Span, found_at
from bot.places.gate import is_meant
from bot.places.message import Message, Tools
from bot.places.model import AgencyKind, Place
from bot.places.name_keys import SMALL_WORD, is_glued_by_chance, keys_at
from bot.places.reader_special import read_special
from bot.places.reader_states import StateFound
from bot.places.special import SpecialNames
from bot.places.surroundings import Surroundings, look_around


def read_names(message: Message, tools: Tools, special: SpecialNames) -> list[Found]:
    """All names and states of a message from left to right, without overlap."""
    found: list[Found] = []
    first = 0
    while first < len(message.words):
        end = found[-1].after if found else 0
        one = _read_at(message, tools, special, first, end)
        if one:
            found.append(one)
        first = max(one.after, first + 1) if one else first + 1
    return found


def _read_at(
    message: Message, tools: Tools, special: SpecialNames, first: int, end: int
) -> Found | None:
    """The mention whose name begins at word `first`; `end` closes the one before."""
    vocabulary, words = tools.vocabulary, message.words
    if vocabulary.before("no_place_before", words, first):
        return None  # "tapar el paso"
    state = message.states.get(first)
    ambiguous = special.at(message, first)
    nickname = special.nickname_at(message, first)
    if nickname:
        return nickname
    for after, name in keys_at(message, first):
        if state and after < state.after:
            break
        one = _read_name(message, tools, (first, after), name, end, state)
        if one and _is_somebody(message, tools, one):
            return None
        if one and (not ambiguous or after > ambiguous.after or _is_county(one)):
            return one
    if vocabulary.before("person_before", words, first):
        return None  # "mi hija Virginia"
    if ambiguous and not (state and state.after > ambiguous.after):
        return read_special(message, tools, ambiguous)
    one = _state_mention(tools, state) if state else None
    return None if one and _is_somebody(message, tools, one) else one


def _is_somebody(message: Message, tools: Tools, found: Found) -> bool:
    """Whether what follows says that it is a person: "Virginia is my mom"."""
    if len(found.names) > 1 or found.after >= len(message.words):
        return False
    following = tools.vocabulary.at("person_after", message.words, found.after)
    if following is None or message.words[found.after].breaks:
        return False
    named = tools.vocabulary.before("prep", message.words, found.first)
    county = any(place.kind == "county" for place in found.candidates)
    whole_name = found.names[0] == (found.first, found.after)
    sure = following.value == "sure" or (found.asks_for is not None and not county)
    return sure and whole_name and named is None


def _is_county(found: Found) -> bool:
    return all(place.kind == "county" for place in found.candidates)


def _read_name(
    message: Message,
    tools: Tools,
    span: Span,
    name: str,
    end: int,
    state: StateFound | None,
) -> Found | None:
    reference = tools.reference
    kind = None
    if not reference.is_known(name):
        name = _without_glued_kind(name)
        if span[1] - span[0] > 1 or name not in reference.counties_by_key:
            return None
        kind = "county"
    if is_glued_by_chance(message, tools, span, name):
        return None
    around = look_around(message, tools, *span)
    same = state if state and state.after == span[1] else None
    if same and not _beats_state(message, tools, name, around, same):
        return None
    return _judge(message, tools, span, name, around, kind or around.kind, end)


def _without_glued_kind(name: str) -> str:
    """The bare name: "polk" for "polkcounty"."""
    return name.removesuffix("county").removesuffix("condado")


def _beats_state(
    message: Message, tools: Tools, name: str, around: Surroundings, state: StateFound
) -> bool:
    """Whether the name of a state is meant as a county or city ("Indiana, PA")."""
    if around.kind == "county":
        # "which Texas county", "que condado de Texas"
        first = min(state.first, around.first)
        asked = tools.vocabulary.before("asking", message.words, first)
        return not asked and name in tools.reference.counties_by_key
    beside = around.beside
    if beside is None or beside.first != state.after:
        return False
    return bool(find_places(tools.reference, name, beside.code, around.kind))


def _judge(
    message: Message,
    tools: Tools,
    span: Span,
    name: str,
    around: Surroundings,
    kind: str | None,
    end: int,
) -> Found | None:
    """The mention, when such a place is known and the words are meant as one."""
    reference = tools.reference
    places = find_places(reference, name, around.state, kind)
    beside = around.beside
    if not places and beside and beside.is_doubtful(message, tools):
        around = _without_state(around, span)
        places = find_places(reference, name, None, kind)
    corrected = beside is not None and beside.corrected
    meant = tools.common.why_not_a_place(name) is None
    no_county = kind == "county" and name not in reference.counties_by_key
    if not places and no_county and meant:
        # "Orlando County": there is none in the country, but there is a city. Not of
        # "condado de Springfield Falls", though: that is another name.
        if _goes_on(message, tools, span[1]):
            return None
        places = find_places(reference, name, around.state, "city")
        kind, corrected = None, True
    if not places:
        return None  # for the guesser: misspelt, or no such place
    famous = any(is_well_known(reference, p, name) for p in places)
    joiner = tools.vocabulary.before("joiner", message.words, around.first)
    listed = joiner is not None and joiner.first == end > 0
    if not is_meant(
        message, tools, span, name, around, well_known=famous, listed=listed
    ):
        return None
    choice = choose(reference, name, places, kind, around.agency)
    return replace(found_at(span, around, choice), corrected=corrected)


def _goes_on(message: Message, tools: Tools, after: int) -> bool:
    """Whether a name goes on with a capital letter or a rare word ("palm bich")."""
    if after >= len(message.words) or message.words[after].breaks:
        return False
    known = tools.vocabulary.at("kind_after", message.words, after)
    agency = tools.vocabulary.at("agency", message.words, after)
    if known or agency or after in message.states:
        return False
    text = message.words[after].text
    rare = text.isalpha() and len(text) > SMALL_WORD
    return message.is_capital(after) or (rare and not tools.common.is_common(text))


def _without_state(around: Surroundings, span: Span) -> Surroundings:
    """The same without a state that was none ("Lewiston me")."""
    beside = around.beside
    ends_it = beside is not None and beside.after == around.after
    after = beside.first if beside and ends_it else around.after
    return replace(around, beside=None, after=max(after, span[1]))


def _state_mention(tools: Tools, found: StateFound) -> Found:
    state = tools.reference.states[found.code]
    place = Place("state", state.code, state.name_en)
    span = found.first, found.after
    return Found(*span, (span,), (place,), corrected=found.corrected)


def as_agency(value: str) -> AgencyKind:
    """The value of an agency word of words.csv; the table's test checks the values."""
    return cast(AgencyKind, value)
