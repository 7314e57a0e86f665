"""What mentions of one message say about each other: a shared state, a ZIP code."""

from __future__ import annotations

from dataclasses import replace

from bot.places.candidates import ask
from bot.places.found import Found
from bot.places.message import Message, Tools
from bot.places.model import Place
from bot.places.reader_zips import ZipFound, find_zips

_JOINERS = frozenset(["and", "or", "y", "o", "e", "u", "&", "vs"])
_WITHIN = frozenset(["in", "en", "near", "of", "de", "del"])


def share_states(message: Message, tools: Tools, found: list[Found]) -> list[Found]:
    """Settle a mention that is in several states by the one state that is named.

    "I'm in Florida. Does Polk County...": the state, said once, holds for all.
    "Marietta in Cobb County": the county, known to be in Georgia, holds for the town.
    "Portland and Boston" settles nothing: which state is asked, never guessed.
    """
    states = {f.candidates[0].state for f in found if _is_state(f)}
    settled = found
    if len(states) == 1:
        settled = [_settle(f, next(iter(states))) for f in found]
        absorbed = any(a is not b for a, b in zip(found, settled, strict=True))
        if absorbed:
            settled = [f for f in settled if not _is_state(f)]
    for left, right in zip(settled, settled[1:], strict=False):
        within = _is_within(message, left, right) or _shares_state(message, left, right)
        if within and len(right.candidates) == 1:
            position = settled.index(left)
            settled[position] = _settle(left, right.candidates[0].state)
    return settled


def _is_state(found: Found) -> bool:
    return len(found.candidates) == 1 and found.candidates[0].kind == "state"


def _settle(found: Found, state: str) -> Found:
    if found.asks_for != "state":
        return found
    fitting = [p for p in found.candidates if p.state == state]
    if not fitting:
        return found
    cities = {p.fips[0] for p in fitting if p.kind == "city"}
    fitting = [
        p
        for p in fitting
        if p.kind == "city" or p.fips[:1] not in [(c,) for c in cities]
    ]
    choice = ask(fitting)
    return replace(found, candidates=choice.candidates, asks_for=choice.asks_for)


def _is_within(message: Message, left: Found, right: Found) -> bool:
    between = [w.text for w in message.words[left.after : right.first]]
    comma = not between and message.words[right.first].breaks
    return comma or (len(between) == 1 and between[0] in _WITHIN)


def _shares_state(message: Message, left: Found, right: Found) -> bool:
    """Whether one state, written after the second name, holds for both."""
    between = [w.text for w in message.words[left.after : right.first]]
    written = len(right.names) > 1 and right.names[-1][1] == right.after
    return written and len(between) == 1 and between[0] in _JOINERS


def add_zips(message: Message, tools: Tools, found: list[Found]) -> list[Found]:
    """Join ZIP codes to the names before them; others become mentions of their own."""
    result = list(found)
    for code in find_zips(message.text, message.words, tools.vocabulary):
        position = next(i for i, w in enumerate(message.words) if w.start == code.start)
        known = tools.reference.find_zip(code.code)
        place = known.place() if known else None
        before = next((f for f in result if f.after == position), None)
        if place and before and _agree(before, place):
            result[result.index(before)] = _join(before, position, place)
        elif place or _is_asked(code, before, message):
            result.append(_own(position, place))
    return sorted(result, key=lambda f: f.first)


def _agree(found: Found, place: Place) -> bool:
    return bool(found.unknown) or any(p.state == place.state for p in found.candidates)


def _join(found: Found, position: int, place: Place) -> Found:
    same_state = [p for p in found.candidates if p.state == place.state]
    if len(same_state) == 1 and same_state[0].kind == "city":
        place = replace(place, name=same_state[0].name)
    names = (*found.names, (position, position + 1))
    return Found(found.first, position + 1, names, (place,), corrected=found.corrected)


def _own(position: int, place: Place | None) -> Found:
    span = position, position + 1
    if place is None:
        return Found(*span, (span,), unknown="no_such_zip")
    return Found(*span, (span,), (place,))


def _is_asked(code: ZipFound, before: Found | None, message: Message) -> bool:
    return code.named or before is not None or message.expects_place
