"""Answers about places: one, several side by side, a whole state."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agencies.answers import PlaceAnswer
from bot.agencies.counts import count
from bot.agencies.history import on_list
from bot.agencies.place_lookup import look_up_place
from bot.agencies.rankings import count_in_county
from bot.answers.about import About
from bot.answers.agency_names import name_of
from bot.answers.agreements_text import (
    agency_lines,
    by_agency,
    caveat_parts,
    meaning_lines,
)
from bot.answers.cards import add_cards, place_cards
from bot.answers.compare_text import (
    PLACES_AT_MOST,
    StateCount,
    compare_parts,
    compare_states_parts,
)
from bot.answers.count_text import (
    Counted,
    count_parts,
    county_number_parts,
    law_parts,
)
from bot.answers.fitting import Part, fit, line, listing, part
from bot.answers.limits import with_limits
from bot.answers.names import is_territory, place_name
from bot.answers.phrases import Phrases
from bot.answers.place_text import PlaceAsk, place_parts
from bot.answers.posed import LookupReply
from bot.answers.reply import describe, make_reply
from bot.places.model import Place

#: State agencies named in a state's answer.
_STATE_AGENCIES_SHOWN = 6


def look_up(about: About, place: Place) -> PlaceAnswer:
    """What the lists say about a place."""
    kinds = about.question.agency_kinds
    kind = kinds[0] if kinds else None
    return look_up_place(about.connection, place, today=about.today, agency_kind=kind)


def answer_one(about: About, place: Place, before: Sequence[Part] = ()) -> LookupReply:
    """Whether a town or county takes part, in layers.

    Args:
        about: the look-up.
        place: the town or county.
        before: what is said first.
    """
    found = look_up(about, place)
    ask = PlaceAsk(
        about.question.agency_kinds,
        about.question.narrowing,
        count(about.connection, state=place.state).value > 0,
    )
    parts = place_parts(about.phrases, found, ask)
    counted = _county_count(about, place)
    said = with_limits(about, parts.in_order())
    told = [*before, *(counted.parts if counted else ()), *said]
    fitted = fit(about.phrases, told)
    statuses = {agreement.status for agreement in fitted.agreements}
    gone = not found.local and "ended" in statuses and ask.narrowing.still
    kind = "ended" if gone else found.kind
    number = counted.count if counted else None
    lookup = describe(kind, about.fresh, fitted, found.counties, count=number)
    reply = make_reply(about.phrases, about.fresh, fitted, lookup, place)
    return add_cards(reply, place_cards(about.phrases, place, parts))


def _county_count(about: About, place: Place) -> Counted | None:
    """How many agreements lie in a county, where their number is asked for."""
    asked = about.question.narrowing
    wanted = asked.asks("how_many") and not asked.not_held
    if not wanted or place.kind != "county":
        return None
    agreements, agencies = count_in_county(about.connection, place.fips[0], asked.model)
    return county_number_parts(
        about.phrases, about.fresh, place, (agreements, agencies), asked.model
    )


def answer_several(about: About) -> LookupReply:
    """Two or more places side by side: all states, or all towns and counties."""
    places = about.places[:PLACES_AT_MOST]
    answers = [look_up(about, place) for place in places]
    left_out = len(about.places) - len(places)
    if places[0].kind == "state":
        return _several_states(about, answers)
    parts = compare_parts(about.phrases, answers, left_out)
    fitted = fit(about.phrases, with_limits(about, parts))
    listed = any(answer.local for answer in answers)
    counties = [county for answer in answers for county in answer.counties]
    lookup = describe(
        "agreements" if listed else "not_listed", about.fresh, fitted, counties
    )
    return make_reply(about.phrases, about.fresh, fitted, lookup, places[0])


def _several_states(about: About, answers: list[PlaceAnswer]) -> LookupReply:
    counts = [
        StateCount(
            answer,
            count(about.connection, state=answer.place.state).value,
            count(about.connection, state=answer.place.state, unit="agencies").value,
        )
        for answer in answers
    ]
    fitted = fit(about.phrases, compare_states_parts(about.phrases, counts))
    states = [answer.place.state for answer in answers]
    total = {
        "value": sum(one.agreements for one in counts),
        "unit": "agreements",
        "filter": {"state": states},
    }
    ranking = [
        {"state": one.answer.place.state, "value": one.agreements} for one in counts
    ]
    lookup = describe("count", about.fresh, fitted, count=total, ranking=ranking)
    place = answers[0].place
    return make_reply(about.phrases, about.fresh, fitted, lookup, place)


def answer_state(about: About, place: Place) -> LookupReply:
    """A whole state or territory: its numbers, its own agencies, how to go on."""
    listed = on_list(about.connection, about.fresh.list_date, state=place.state)
    only_state = all(a.layer == "state" for a in listed.agreements)
    if listed.agreements and only_state and is_territory(place.state):
        return _territory(about, place)
    counted = count_parts(
        about.phrases,
        about.connection,
        about.fresh,
        place.state,
        about.question.narrowing,
    )
    parts = list(counted.parts)
    parts.insert(1, _state_agencies(about.phrases, look_up(about, place)))
    fitted = fit(about.phrases, with_limits(about, parts))
    lookup = describe(
        "count",
        about.fresh,
        fitted,
        count=counted.count,
        ranking=counted.ranking,
    )
    return make_reply(about.phrases, about.fresh, fitted, lookup, place)


def _state_agencies(phrases: Phrases, found: PlaceAnswer) -> Part:
    """The state's own agencies by name, as many as can be taken in."""
    shown = list(by_agency(found.statewide).values())[:_STATE_AGENCIES_SHOWN]
    if not shown:
        return part([])
    every = (name_of(phrases, agreement) for agreement in found.statewide)
    names = phrases.listing(every, _STATE_AGENCIES_SHOWN)
    said = phrases.say("state_agencies", agencies=names)
    return part([line(said, [a for own in shown for a in own])], 2)


def _territory(about: About, place: Place) -> LookupReply:
    """A territory without counties: its own agencies are the local ones."""
    phrases, found = about.phrases, look_up(about, place)
    asked = about.question.narrowing
    key = "intro" if asked.neutral or asked.denied else "yes"
    named = place_name(phrases, place)
    head = phrases.say(key, place=named, **phrases.dates(about.fresh))
    lines = agency_lines(phrases, found.statewide)
    parts = [
        listing([head], lines, "more_agencies"),
        part(meaning_lines(phrases, found.statewide), 2),
        *law_parts(phrases, place.state, about.today),
        *caveat_parts(phrases, about.fresh, absent=False, present=True),
    ]
    fitted = fit(phrases, parts)
    lookup = describe("agreements", about.fresh, fitted)
    return make_reply(phrases, about.fresh, fitted, lookup, place)
