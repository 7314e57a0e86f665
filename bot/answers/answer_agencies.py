"""Answers about agencies: whether they are listed, since when, whether they left."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from bot.agencies.agency_lookup import look_up_agency
from bot.agencies.answers import AgencyAnswer, AgencyMatch, AgencyRef, PlaceAnswer
from bot.agencies.counts import count
from bot.agencies.geography import county_names
from bot.agencies.place_lookup import look_up_place
from bot.answers.about import About
from bot.answers.agency_text import AgencyAsk, agency_parts
from bot.answers.answer_places import answer_one, answer_several, answer_state, look_up
from bot.answers.answer_times import answer_left
from bot.answers.clarify import ask_agency, need_place, need_state
from bot.answers.finding import find_named, is_local
from bot.answers.fitting import Fitted, fit
from bot.answers.kind_text import TRIBAL, kind_parts
from bot.answers.limits import with_limits
from bot.answers.place_entries import LOCAL_KINDS
from bot.answers.posed import LookupReply
from bot.answers.reply import describe, make_reply
from bot.answers.signed_text import signed_parts
from bot.places.model import AgencyKind, Place


def answer_place(about: About) -> LookupReply:
    """Whether a place or a named agency takes part; asks where that is not clear."""
    asked = about.question.narrowing
    if about.question.intent == "lookup_place" and (asked.still or asked.pending):
        return answer_status(about)
    if len(about.places) > 1:
        return answer_several(about)
    named = named_agencies(about)
    if named.kind == "found" and not _is_of_place(about, named):
        return _agencies(about, _read(about, named))
    return _ask_or_tell(about, named)


def named_agencies(about: About) -> AgencyMatch:
    """The agencies that the question names."""
    if about.named is not None:
        return about.named
    return find_named(
        about.connection, about.question, about.place, remembered=about.remembered
    )


def _is_of_place(about: About, named: AgencyMatch) -> bool:
    """Whether the named agencies are the place's own: the place's answer holds both."""
    if not about.is_local or about.place is None or about.question.agencies:
        return False
    found = look_up(about, about.place)
    own = {a.agency_id for a in (*found.local, *found.ended)}
    inside = all(set(a.counties) & set(about.place.fips) for a in named.agencies)
    never = all(a.id is None and inside for a in named.agencies)
    known = all(a.id in own for a in named.agencies)
    return all(is_local(a) for a in named.agencies) and (known or never)


def _ask_or_tell(about: About, named: AgencyMatch) -> LookupReply:
    """The place's answer, unless the agency must be asked for or is known to lack."""
    place, question = about.place, about.question
    as_of = about.fresh.list_date
    if named.kind == "ambiguous" and _must_ask(about, named):
        message = ask_agency(about.phrases, question, named.agencies, as_of)
        return LookupReply(message)
    if named.asked_kind and named.needs_state and place is None:
        kinds = question.agency_kinds or (cast(AgencyKind, named.asked_kind),)
        kept = replace(question, agency_kinds=kinds)
        return LookupReply(need_state(about.phrases, kept, as_of))
    if _is_none_of_kind(about, named):
        return _no_such_kind(about, named.asked_kind)
    if place is None:
        return LookupReply(need_place(about.phrases, question))
    if place.kind == "state":
        return answer_state(about, place)
    return answer_one(about, place)


def _must_ask(about: About, named: AgencyMatch) -> bool:
    """A place that is known says which sheriff is meant; a nickname never does."""
    return named.how != "name" or not about.is_local


def _is_none_of_kind(about: About, named: AgencyMatch) -> bool:
    """Whether a kind was asked about of which the lists know none there."""
    in_a_place = about.is_local and named.asked_kind in LOCAL_KINDS
    return about.phrases.knows(f"kind_{named.asked_kind}") and not in_a_place


def _no_such_kind(about: About, kind: str) -> LookupReply:
    state = about.state
    statewide = look_up(about, about.place).statewide if about.place else ()
    any_listed = state is None or count(about.connection, state=state).value > 0
    parts = kind_parts(
        about.phrases, about.fresh, kind, state, statewide, state_has_any=any_listed
    )
    fitted = fit(about.phrases, parts)
    lookup = describe("not_listed", about.fresh, fitted)
    topics = ("tribal_model",) if kind == TRIBAL else ()
    return make_reply(
        about.phrases, about.fresh, fitted, lookup, about.place, topics=topics
    )


def _read(about: About, named: AgencyMatch) -> AgencyAnswer:
    ids = [agency.id for agency in named.agencies if agency.id]
    model = about.question.narrowing.model
    answer = look_up_agency(about.connection, ids, about.today, model=model)
    never = [agency for agency in named.agencies if agency.id is None]
    return replace(answer, agencies=(*answer.agencies, *never))


def _agencies(about: About, answer: AgencyAnswer) -> LookupReply:
    ask = _ask(about, answer)
    parts = with_limits(about, agency_parts(about.phrases, answer, ask))
    fitted = fit(about.phrases, parts)
    strict = ask.narrowing.still or about.question.intent == "lookup_status"
    kind = answer.kind if strict else replace(answer, asked_model=None).kind
    return _reply(about, answer, ask, fitted, kind)


def _reply(
    about: About, answer: AgencyAnswer, ask: AgencyAsk, fitted: Fitted, kind: str
) -> LookupReply:
    counties = ask.around.counties if ask.around else ()
    lookup = describe(kind, about.fresh, fitted, counties)
    place = None if about.remembered else about.place
    state = answer.agencies[0].state if answer.agencies else None
    return make_reply(about.phrases, about.fresh, fitted, lookup, place, state)


def _ask(about: About, answer: AgencyAnswer) -> AgencyAsk:
    around = _around(about, answer.agencies)
    return AgencyAsk(
        about.question.narrowing,
        around,
        around.statewide if around else (),
        answer.agencies[0].state if answer.agencies else "",
    )


def _around(about: About, agencies: tuple[AgencyRef, ...]) -> PlaceAnswer | None:
    """The county of a single local agency, for the level it is not of itself."""
    if len(agencies) != 1 or not agencies[0].counties:
        return None
    fips, state = agencies[0].counties[0], agencies[0].state
    county = Place("county", state, county_names().get(fips, fips), (fips,))
    return look_up_place(about.connection, county, today=about.today)


def answer_status(about: About) -> LookupReply:
    """Whether an agency still takes part, left, or is pending; or who left."""
    if len(about.places) > 1:
        return answer_several(about)
    named = named_agencies(about)
    if named.kind == "found":
        return _agencies(about, _read(about, named))
    if about.is_local and about.place is not None:
        own = _own(about, about.place)
        return _agencies(about, own) if own else answer_one(about, about.place)
    if named.kind == "none" and not named.asked_kind and _asks_for_many(about):
        return answer_left(about)
    return _ask_or_tell(about, named)


def _asks_for_many(about: About) -> bool:
    """Whether those that left are asked for, and not one agency."""
    asked = about.question.narrowing
    state_left = not about.is_local and asked.asks("left")
    whole = about.place is None or not about.remembered or state_left
    return not asked.pending and whole and (asked.open or about.place is not None)


def _own(about: About, place: Place) -> AgencyAnswer | None:
    """A place's own agencies of which one has ended, as an answer about agencies."""
    found = look_up(about, place)
    own = [*found.local, *found.ended]
    kinds = about.question.agency_kinds
    if "police" in kinds and place.kind == "city":
        own = [a for a in own if a.layer == "city"]
    elif "sheriff" in kinds:
        own = [a for a in own if a.agency_kind == "sheriff"]
    ended_ids = {a.agency_id for a in found.ended}
    ids = list(dict.fromkeys(a.agency_id for a in own))
    if not any(agency_id in ended_ids for agency_id in ids):
        return None
    model = about.question.narrowing.model
    return look_up_agency(about.connection, ids, about.today, model=model)


def answer_signed(about: About) -> LookupReply:
    """Since when an agency, or a place's own, takes part."""
    if len(about.places) > 1:
        return answer_several(about)
    named = named_agencies(about)
    if named.kind == "found":
        return _signed(about, _read(about, named))
    if about.is_local and about.place is not None:
        answer = _signers(about, about.place)
        return _signed(about, answer) if answer else answer_one(about, about.place)
    return _ask_or_tell(about, named)


def _signers(about: About, place: Place) -> AgencyAnswer | None:
    """The listed agencies of a place, of the kind asked about where there is one."""
    own = look_up(about, place).local
    kinds = about.question.agency_kinds
    asked = [
        a
        for a in own
        if a.agency_kind in kinds or ("police" in kinds and a.layer == "city")
    ]
    ids = list(dict.fromkeys(a.agency_id for a in asked or own))
    model = about.question.narrowing.model
    if not ids:
        return None
    return look_up_agency(about.connection, ids, about.today, model=model)


def _signed(about: About, answer: AgencyAnswer) -> LookupReply:
    ask = _ask(about, answer)
    fitted = fit(about.phrases, signed_parts(about.phrases, answer, ask))
    kind = replace(answer, asked_model=None).kind
    return _reply(about, answer, replace(ask, around=None), fitted, kind)
