"""Misspelt names, and names of no known place where the words call for a name."""

from __future__ import annotations

from bot.places.candidates import Choice, choose
from bot.places.found import Found, Span
from bot.places.fuzzy import Guess, Guesser
from bot.places.message import Message, Tools, reference_key
from bot.places.normalise import LONG_FORMS
from bot.places.surroundings import (
    Surroundings,
    look_around,
)
from bot.places.windows import NAME_OPENERS, Window, Windows

#: Windows tried in one message; a long message costs no more than this.
_MAX_TRIES = 12
_SHORTEST_WORD = 3
#: A word in capitals that is not more common than this (Zipf) may be a name.
_NAME_IN_CAPITALS_ZIPF = 3.6


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
    rare = [t for t in texts if not tools.common.is_common(t) and len(t) > 3]
    return bool(rare) and all(t in LONG_FORMS or len(t) > 2 for t in texts)


def _read_unknown(message: Message, tools: Tools, window: Window) -> Found | None:
    """A mention of no known place, when the words around call for a name."""
    around = look_around(message, tools, *window.span)
    word_code = around.beside is not None and around.beside.is_word_code(message)
    like = _like_a_name(message, tools, window.span, around)
    if word_code or not (window.calls and like):
        return None
    if around.kind == "county":
        return _build(window.span, around, Choice(), "no_such_county")
    if around.state or message.expects_place:
        return _build(window.span, around, Choice(), "no_such_place")
    return None


def _like_a_name(
    message: Message, tools: Tools, span: Span, around: Surroundings
) -> bool:
    """Whether the words look like a name: one of elsewhere, rare, or in capitals."""
    words, common = message.words[slice(*span)], tools.common
    name = reference_key(message, *span)
    if around.state and tools.reference.is_known(name):
        return common.why_not_a_place(name) is None
    texts = [word.text for word in words]
    if all(len(t) > _SHORTEST_WORD and not common.is_common(t) for t in texts):
        return True
    capitals = all(message.is_capital(position) for position in range(*span))
    if capitals and around.kind == "county" and around.first < span[0]:
        return True  # "condado de Springfield Falls"
    uncommon = all(common.zipf(w.text) < _NAME_IN_CAPITALS_ZIPF for w in words)
    return uncommon and capitals


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
