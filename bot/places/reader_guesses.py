"""Misspelt names, and names of no known place where the words call for a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.places.candidates import Choice, choose
from bot.places.found import Found, Span
from bot.places.fuzzy import Guess, Guesser
from bot.places.message import Message, Tools
from bot.places.normalise import LONG_FORMS
from bot.places.surroundings import (
    Surroundings,
    is_word_code,
    look_around,
    reference_key,
)

#: First words of many names; with one of them the words of a name may all be common.
_OPENERS = frozenset(
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
_LONGEST_GUESS = 3
_SHORT_MESSAGE_WORDS = 4
#: Words this common are never part of a name that is guessed.
_TOO_COMMON_ZIPF = 5.3
_MAX_TRIES = 12


class Window(NamedTuple):
    """Words where a name should stand."""

    span: Span
    calls: bool
    """The words around say that a name stands here: when unknown, say so."""


def read_guesses(
    message: Message, tools: Tools, guesser: Guesser, taken: list[Found]
) -> list[Found]:
    """Mentions that the exact reading missed; state-only ones may be absorbed."""
    found: list[Found] = []
    tries = 0
    for window in _windows(message, tools, taken):
        if tries >= _MAX_TRIES or any(f.overlaps(*window.span) for f in found):
            continue
        tries += 1
        one = _read_window(message, tools, guesser, window)
        if one:
            found.append(one)
    return found


def _windows(message: Message, tools: Tools, taken: list[Found]) -> Iterator[Window]:
    places = [f for f in taken if any(p.kind != "state" for p in f.candidates)]
    states = [f for f in taken if f not in places]
    free = _free_words(message, tools, places + states)
    vocabulary, words = tools.vocabulary, message.words
    for position in range(len(words)):
        kind = vocabulary.at("kind_after", words, position)
        if kind and kind.value == "county" and not words[position].breaks:
            yield from _ending_at(message, free, position, calls=True)
        before = vocabulary.at("kind_before", words, position)
        if before and before.value in ("county", "city"):
            yield from _beginning_at(message, free, before.after, calls=True)
    for state in states:
        comma = words[state.first].breaks
        yield from _ending_at(message, free, state.first, calls=comma, over_comma=True)
    for agency in message.agencies:
        if not words[agency.first].breaks:
            yield from _ending_at(message, free, agency.first, calls=False)
    for preposition in vocabulary.all("prep", words):
        if preposition.value in ("place", "strong"):
            calls = preposition.value == "strong"
            yield from _beginning_at(message, free, preposition.after, calls=calls)
    short = len(message.content) <= _SHORT_MESSAGE_WORDS
    if short and not places and (message.expects_place or len(message.content) <= 2):
        for position in sorted(free & message.content):
            for window in _beginning_at(message, free, position, calls=False):
                asked = message.expects_place and message.is_whole(*window.span)
                yield window._replace(calls=asked)


def _free_words(message: Message, tools: Tools, taken: list[Found]) -> frozenset[int]:
    """Words that may be part of a misspelt name."""
    used = {p for f in taken for p in range(f.first, f.after)}
    for agency in message.agencies:
        used.update(range(agency.first, agency.after))
    return frozenset(
        position
        for position, word in enumerate(message.words)
        if position not in used and _may_be_name(message, tools, position, word.text)
    )


def _may_be_name(message: Message, tools: Tools, position: int, text: str) -> bool:
    if not text.replace("'", "").isalpha():
        return False
    if text in _OPENERS:
        return True
    if tools.vocabulary.at("filler", message.words, position):
        return False
    return tools.common.zipf(text) < _TOO_COMMON_ZIPF


def _ending_at(
    message: Message, free: frozenset[int], after: int, *, calls: bool,
    over_comma: bool = False,
) -> Iterator[Window]:  # fmt: skip
    first = after
    words = message.words
    while first > 0 and after - first < _LONGEST_GUESS and first - 1 in free:
        if (
            first < len(words)
            and words[first].breaks
            and not (over_comma and first == after)
        ):
            break
        first -= 1
    for start in range(first, after):
        yield Window((start, after), calls)


def _beginning_at(
    message: Message, free: frozenset[int], first: int, *, calls: bool
) -> Iterator[Window]:
    words = message.words
    article = first < len(words) and words[first].text in ("the", "el", "la")
    if article and first + 1 in free:
        first += 1
    after = first
    while after - first < _LONGEST_GUESS and after in free:
        if after > first and words[after].breaks:
            break
        after += 1
    for end in range(after, first, -1):
        yield Window((first, end), calls)


def _read_window(
    message: Message, tools: Tools, guesser: Guesser, window: Window
) -> Found | None:
    first, after = window.span
    around = look_around(message, tools, first, after)
    name = reference_key(message, first, after)
    state = None if is_word_code(message, around.state_words) else around.state
    guess = None
    if _is_rare(message, tools, window.span, around):
        guess = guesser.guess(name, state, around.kind)
    if guess is None or _is_stale(message, tools, window, guess, around):
        return _read_unknown(message, tools, window)
    choice = choose(
        tools.reference, guess.name, list(guess.places), around.kind, around.agency
    )
    return _build(window.span, around, choice, None)


def _is_stale(
    message: Message, tools: Tools, window: Window, guess: Guess, around: Surroundings
) -> bool:
    """An exact name that was refused before is not let in by the back door."""
    if guess.score < 100.0 or around.kind == "county":
        return False
    return not (around.state or message.expects_place)


def _is_rare(message: Message, tools: Tools, span: Span, around: Surroundings) -> bool:
    texts = [w.text for w in message.words[slice(*span)]]
    opener = texts[0] in _OPENERS or around.kind == "county"
    if len(texts) > 1 and opener and len(texts[-1]) > 3:
        return True
    if around.kind == "county" and tools.reference.is_known(texts[0]):
        return True
    rare = [t for t in texts if not tools.common.is_common(t) and len(t) > 3]
    return bool(rare) and all(t in LONG_FORMS or len(t) > 2 for t in texts)


def _read_unknown(message: Message, tools: Tools, window: Window) -> Found | None:
    """A mention of no known place, when the words around call for a name."""
    if not window.calls:
        return None
    first, after = window.span
    around = look_around(message, tools, first, after)
    name = reference_key(message, first, after)
    elsewhere = tools.reference.is_known(name) and bool(around.state)
    capital = all(message.is_capital(p) for p in range(first, after))
    rare = all(
        not tools.common.is_common(w.text) and len(w.text) > 3
        for w in message.words[first:after]
    )
    if is_word_code(message, around.state_words) or not (elsewhere or capital or rare):
        return None
    if around.kind != "county" and not (around.state or message.expects_place):
        return None
    unknown = "no_such_county" if around.kind == "county" else "no_such_place"
    return _build(window.span, around, Choice(), unknown)


def _build(
    span: Span, around: Surroundings, choice: Choice, unknown: str | None
) -> Found:
    names = (span, around.state_words) if around.state_words else (span,)
    return Found(
        first=around.first,
        after=around.after,
        names=tuple(sorted(names)),
        candidates=choice.candidates,
        asks_for=choice.asks_for,
        corrected=bool(choice.candidates),
        unknown=unknown,
    )
