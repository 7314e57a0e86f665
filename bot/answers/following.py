"""Which places a message means that leans on the place just spoken of.

"I meant the county" after a town, "the one in Texas" after a county, "is that more than
Georgia" after a state. Nothing is guessed: what has no such place stays as it was read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.agencies.geography import county_names, geography
from bot.agencies.names import fold_place
from bot.answers.meant import find_meant
from bot.answers.posed import LookupQuestion
from bot.places.model import Place, PlaceMention

#: Longest message that may name a place by its state alone.
_FEW_WORDS = 7
#: Words that a reader of places may take for a town where a correction is meant:
#: "el condado" is no town in Puerto Rico then, "no la city" not New Orleans.
_NO_NAMES = frozenset(
    {"condado", "county", "no", "la", "nola", "el", "city", "ciudad", "del"}
)
#: Before a place that is not meant, when another one is.
_DENIED = re.compile(
    r"(?:\bnot|\bno|instead of|rather than|en vez de|en lugar de)"
    r"(?: (?:in|en|the one in|el condado de|la de|el de|de))? *$",
    re.IGNORECASE,
)


def without_denied(
    text: str, mentions: Sequence[PlaceMention]
) -> tuple[PlaceMention, ...]:
    """The places of a text but for those that it says are not meant.

    Args:
        text: what the person wrote.
        mentions: the places read in it.
    """
    meant = [m for m in mentions if not _DENIED.search(text[: m.start])]
    return tuple(meant if meant else mentions)


def find_followed(question: LookupQuestion) -> tuple[Place, ...]:
    """The places meant by leaning on the one spoken of; empty where none is.

    Args:
        question: the question, with the place of the conversation.
    """
    known, asked = question.known_place, question.narrowing
    if known is None:
        return ()
    corrects = asked.asks("to_county", "to_city")
    named = [m for m in question.mentions if not (corrects and _is_no_name(m))]
    if not named:
        return _level_of(known, question) if corrects else ()
    if asked.asks("beside_it") and len(named) == 1:
        return _beside(known, named)
    if asked.asks("one_in") and len(named) == 1 and known.kind != "state":
        text = question.text.casefold()
        few = len(text.split()) <= _FEW_WORDS or known.name.casefold() in text
        state = named[0].candidates[0] if len(named[0].candidates) == 1 else None
        if few and state and state.kind == "state" and state.state != known.state:
            return namesake(known, state.state)
    return ()


def _is_no_name(mention: PlaceMention) -> bool:
    return set(mention.text.casefold().split()) <= _NO_NAMES


def _level_of(known: Place, question: LookupQuestion) -> tuple[Place, ...]:
    """The county of a town; a county itself, of which a town is yet to be named."""
    if known.kind == "city" and question.narrowing.asks("to_county") and known.fips:
        return (_county(known.state, known.fips[0]),)
    return (known,)


def _beside(known: Place, named: Sequence[PlaceMention]) -> tuple[Place, ...]:
    other = find_meant(named, counting=known.kind == "state", known=known).places
    same_level = [p for p in other if (p.kind == "state") == (known.kind == "state")]
    return (known, same_level[0]) if same_level else ()


def namesake(place: Place, state: str) -> tuple[Place, ...]:
    """The town or county of a place's name in another state; empty for none.

    Args:
        place: a town or county.
        state: USPS code of the other state.
    """
    tables = geography()
    if place.kind == "county":
        fips = tables.find_county(state, place.name)
        return (_county(state, fips),) if fips else ()
    counties = tables.towns.get((state, fold_place(place.name)))
    if not counties:
        return ()
    return (replace(place, state=state, fips=counties, zip_code=None),)


def _county(state: str, fips: str) -> Place:
    return Place("county", state, county_names().get(fips, fips), (fips,))
