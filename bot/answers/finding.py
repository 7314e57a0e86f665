"""Which agencies a question names, with what the conversation knows of the place."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.engine import Connection

from bot.agencies.answers import AgencyMatch, AgencyRef
from bot.agencies.index import kind_words
from bot.agencies.search import find_agencies
from bot.agencies.search_kinds import STATE_KINDS
from bot.answers.posed import LookupQuestion
from bot.places.model import Place

#: Kinds that no place has: looked up in a state, or nowhere.
_NO_PLACES_KINDS = (*STATE_KINDS, "tribal")


def find_named(
    connection: Connection,
    question: LookupQuestion,
    place: Place | None,
    *,
    remembered: bool = False,
) -> AgencyMatch:
    """The agencies a question names.

    Args:
        connection: the agency database.
        question: the question; agencies chosen by a button come first.
        place: the place it is about, if one.
        remembered: the place comes from the conversation: an agency that the text
            names in full may lie elsewhere.
    """
    if question.agencies:
        return _chosen(question.agencies, place)
    if remembered and place is not None:
        elsewhere = find_agencies(connection, question.text)
        if elsewhere.kind == "found":
            return elsewhere
    state = place.state if place else None
    match = find_agencies(connection, question.text, state=state, place=place)
    if match.kind == "none" and not match.asked_kind:
        return _by_kind(connection, question, place)
    if match.kind == "ambiguous" and len(match.agencies) == 1:
        # Other states have such a town, but no such agency on the lists: the answer
        # names agency and state, and a choice of one would only delay it.
        return replace(match, kind="found", needs_state=False)
    return match


def _chosen(agencies: tuple[AgencyRef, ...], place: Place | None) -> AgencyMatch:
    """Of the agencies let choose from those in the state that was answered."""
    inside = tuple(a for a in agencies if place is None or a.state == place.state)
    if len(inside) == 1:
        return AgencyMatch("found", inside, "name")
    return AgencyMatch("ambiguous", inside or agencies, "name")


def _by_kind(
    connection: Connection, question: LookupQuestion, place: Place | None
) -> AgencyMatch:
    """A kind kept from the question that was asked back about ("highway patrol")."""
    for kind in question.agency_kinds:
        if kind in _NO_PLACES_KINDS:
            # The shortest words for it stand in no agency's name: they mean all.
            words = min((w for w, k in kind_words() if k == kind), key=len)
            state = place.state if place else None
            return find_agencies(connection, words, state=state, place=place)
    return AgencyMatch("none")


def is_local(agency: AgencyRef) -> bool:
    """Whether an agency polices a town or a county."""
    return agency.layer in ("city", "county")
