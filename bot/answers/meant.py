"""Which places a question means, from its mentions and the conversation.

Places named in one breath help each other: of "Orange or Seminole" only Florida has
both. Nothing else is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.places.model import Place, PlaceMention


@dataclass(frozen=True)
class Meant:
    """The places that are sure, and the first mention that is not one place."""

    places: tuple[Place, ...] = ()
    unclear: PlaceMention | None = None


def find_meant(
    mentions: Sequence[PlaceMention],
    *,
    counting: bool = False,
    known: Place | None = None,
) -> Meant:
    """The places a message means, in its order.

    A state beside a town is where the town lies, or what it is not ("Richmond,
    Virginia, not Texas"): it is a place of its own only among states. A mention that
    stays open is told only when no town or county is sure.

    Args:
        mentions: the places mentioned, with what each may be.
        counting: agreements are counted, so that "New York" is the state.
        known: the place of the conversation; a bare town is looked for in its state.
    """
    narrowed = _share_state(mentions)
    if counting:
        narrowed = [_as_state(mention) for mention in narrowed]
    if known is not None and len(narrowed) == 1:
        narrowed = [_in_state_of(known, narrowed[0])]
    sure = [m.candidates[0] for m in narrowed if len(m.candidates) == 1]
    local = [place for place in sure if place.kind != "state"]
    if local:
        return Meant(tuple(dict.fromkeys(local)))
    unclear = next((m for m in narrowed if len(m.candidates) != 1), None)
    return Meant(() if unclear else tuple(dict.fromkeys(sure)), unclear)


def _as_state(mention: PlaceMention) -> PlaceMention:
    if mention.asks_for != "city_or_state":
        return mention
    states = tuple(p for p in mention.candidates if p.kind == "state")
    return replace(mention, candidates=states or mention.candidates)


def _in_state_of(known: Place, mention: PlaceMention) -> PlaceMention:
    """A mention narrowed to the state spoken of, where just one of its places lies."""
    if mention.asks_for != "state" or len(mention.candidates) < 2:
        return mention
    inside = tuple(p for p in mention.candidates if p.state == known.state)
    return replace(mention, candidates=inside) if len(inside) == 1 else mention


def _share_state(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Mentions narrowed to the one state in which all of them have a place."""
    states: set[str] | None = None
    for mention in mentions:
        here = {place.state for place in mention.candidates}
        states = here if states is None else states & here
    if states is None or len(mentions) < 2 or len(states) != 1:
        return list(mentions)
    return [
        replace(
            mention,
            candidates=tuple(p for p in mention.candidates if p.state in states),
        )
        for mention in mentions
    ]
