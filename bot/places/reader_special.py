"""Names that are a city and a state at once ("New York"), by what is beside them."""

from __future__ import annotations

from bot.places.candidates import Choice, choose, find_places
from bot.places.found import Found, found_at
from bot.places.message import Message, Tools, reference_key
from bot.places.model import Place
from bot.places.special import Special
from bot.places.surroundings import Surroundings, look_around


def read_special(message: Message, tools: Tools, special: Special) -> Found:
    """A name that is a city and a state; a state beside it decides ("New York, NY")."""
    span = special.first, special.after
    around = look_around(message, tools, *span)
    candidates = special.candidates
    if around.state:
        fitting = [
            p for p in candidates if p.kind == "city" and p.state == around.state
        ]
        candidates = tuple(fitting) or _elsewhere(tools, message, special, around)
    elif around.agency == "police" or around.kind == "city":
        candidates = tuple(p for p in candidates if p.kind == "city") or candidates
    elif around.agency in ("state_police", "national_guard", "prisons"):
        candidates = tuple(p for p in candidates if p.kind == "state") or candidates
    asks_for = special.asks_for if len(candidates) > 1 else None
    return found_at(span, around, Choice(candidates, asks_for))


def _elsewhere(
    tools: Tools, message: Message, special: Special, around: Surroundings
) -> tuple[Place, ...]:
    """The places of that name in the state beside it ("Washington, Georgia")."""
    name = reference_key(message, special.first, special.after)
    found = find_places(tools.reference, name, around.state, around.kind)
    choice = choose(tools.reference, name, found, around.kind, around.agency)
    return choice.candidates or special.candidates
