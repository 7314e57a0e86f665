"""Misspelt names, and names of no known place where the words call for a name."""

from __future__ import annotations

from dataclasses import replace

from bot.places.candidates import Choice, choose
from bot.places.found import Found, Span, found_at
from bot.places.fuzzy import Guess, Guesser
from bot.places.message import Message, Tools, reference_key
from bot.places.name_like import is_like_a_name
from bot.places.normalise import LONG_FORMS
from bot.places.surroundings import (
    Surroundings,
    look_around,
)
from bot.places.windows import NAME_OPENERS, Window, Windows

#: Windows tried in one message; a long message costs no more than this.
_MAX_TRIES = 12
#: A name of elsewhere with so many letters may be a slip for one of the state's.
_LONG_NAME = 8


def read_guesses(
    message: Message, tools: Tools, guesser: Guesser, taken: list[Found]
) -> list[Found]:
    """Mentions that the exact reading missed; state-only ones may be absorbed."""
    found: list[Found] = []
    tries = 0
    for window in Windows(message, tools, taken):
        if tries >= _MAX_TRIES or any(f.overlaps(*window.span) for f in found):
            continue
        tries += 1
        one = _read_window(message, tools, guesser, window)
        if one:
            found.append(one)
    return found


def _read_window(
    message: Message, tools: Tools, guesser: Guesser, window: Window
) -> Found | None:
    first, after = window.span
    around = look_around(message, tools, first, after)
    name = reference_key(message, first, after)
    guess = None
    if _is_rare(message, tools, window.span, around):
        guess = guesser.guess(name, around.state, around.kind)
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
    opener = texts[0] in NAME_OPENERS or around.kind == "county"
    if len(texts) > 1 and opener and len(texts[-1]) > 3:
        return True
    county = around.kind == "county" and tools.reference.is_known(texts[0])
    if county and (around.state or not tools.common.why_not_a_place(texts[0])):
        return True
    if around.state and _is_name_of_elsewhere(message, tools, span):
        return True  # "Pittsburgh NH" may be Pittsburg
    rare = [t for t in texts if not tools.common.is_common(t) and len(t) > 3]
    return bool(rare) and all(t in LONG_FORMS or len(t) > 2 for t in texts)


def _is_name_of_elsewhere(message: Message, tools: Tools, span: Span) -> bool:
    name = reference_key(message, *span)
    known = tools.reference.is_known(name) and len(name) >= _LONG_NAME
    return known and not tools.common.why_not_a_place(name)


def _read_unknown(message: Message, tools: Tools, window: Window) -> Found | None:
    """A mention of no known place, when the words around call for a name."""
    around = look_around(message, tools, *window.span)
    beside = around.beside
    doubtful = beside is not None and beside.is_doubtful(message, tools)
    like = is_like_a_name(message, tools, window.span, around)
    if doubtful or not (window.calls and like):
        return None
    if around.kind == "county":
        return _build(window.span, around, Choice(), "no_such_county")
    if around.state or message.expects_place:
        return _build(window.span, around, Choice(), "no_such_place")
    return None


def _build(
    span: Span, around: Surroundings, choice: Choice, unknown: str | None
) -> Found:
    found = found_at(span, around, choice)
    return replace(found, corrected=bool(choice.candidates), unknown=unknown)
