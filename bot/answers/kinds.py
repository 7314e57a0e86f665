"""The kinds of look-up, one function each, by intent."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from bot.agencies.agency_lookup import look_up_agency
from bot.agencies.answers import AgencyAnswer, Freshness
from bot.agencies.counts import states_without
from bot.agencies.freshness import freshness
from bot.agencies.history import newest, on_list, pending
from bot.agencies.place_lookup import look_up_place
from bot.agencies.search import find_agencies
from bot.answers.agency_text import agency_text
from bot.answers.buttons import follow_up_buttons
from bot.answers.clarify import need_place
from bot.answers.count_text import count_text
from bot.answers.list_text import (
    history_text,
    newest_text,
    none_text,
    pending_text,
    state_list_text,
)
from bot.answers.lookup import Answer, LookupQuestion, LookupReply
from bot.answers.phrases import Phrases
from bot.answers.place_text import place_text
from bot.answers.source import list_source
from bot.content.answering import BotMessage
from bot.places.model import Place

#: Look-ups that mean nothing without a place or an agency; the slot ``place`` may help.
NEEDS_PLACE = frozenset(
    {"lookup_place", "lookup_signed", "lookup_status", "lookup_list", "lookup_history"}
)
#: Look-ups that a state narrows but that also hold for the whole country.
NEEDS_STATE = frozenset({"lookup_count", "lookup_newest", "lookup_pending"})


def _reply(
    phrases: Phrases,
    fresh: Freshness,
    text: str,
    lookup: dict[str, Any],
    place: Place | None = None,
) -> LookupReply:
    custom = {
        "answer_id": "lookup",
        "language": phrases.language,
        "sources": [list_source(fresh)],
        "reviewed": None,
        "lookup": lookup,
    }
    buttons = follow_up_buttons(phrases, lookup)
    return LookupReply(BotMessage(text, buttons, custom), place)


def _named_agency(
    connection: Connection,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> AgencyAnswer | None:
    """The agency a text names by its own name, if it names exactly one."""
    found = find_agencies(
        connection,
        question.text,
        state=place.state if place else None,
        place=place,
    )
    if found.kind != "found":
        return None
    ids = [agency.id for agency in found.agencies if agency.id]
    answer = look_up_agency(connection, ids, today, model=question.narrowing.model)
    if not answer.agencies:
        return AgencyAnswer(answer.freshness, found.agencies)
    return answer


def answer_place(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> LookupReply:
    """Whether a place or a named agency takes part."""
    agency = _named_agency(connection, question, place, today)
    if agency is not None:
        return _agency_reply(phrases, question, agency, place)
    if place is None:
        return LookupReply(need_place(phrases, question.intent))
    if place.kind == "state":
        return answer_count(connection, phrases, question, place, today)
    kind = question.agency_kinds[0] if question.agency_kinds else None
    found = look_up_place(connection, place, today=today, agency_kind=kind)
    lookup = found.to_json(nearby=not phrases.short, ended=bool(found.ended))
    return _reply(phrases, found.freshness, place_text(phrases, found), lookup, place)


def _agency_reply(
    phrases: Phrases,
    question: LookupQuestion,
    answer: AgencyAnswer,
    place: Place | None,
) -> LookupReply:
    dated = question.intent == "lookup_signed"
    text = agency_text(phrases, answer, dated=dated)
    lookup = answer.to_json(ended=bool(answer.ended))
    return _reply(phrases, answer.freshness, text, lookup, place)


def answer_status(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> LookupReply:
    """Whether an agency still takes part, left, or is pending; since when."""
    answer = _named_agency(connection, question, place, today)
    if answer is None and place is not None and place.kind != "state":
        answer = _own_agencies(connection, question, place, today)
    if answer is None:
        return answer_place(connection, phrases, question, place, today)
    return _agency_reply(phrases, question, answer, place)


def _own_agencies(
    connection: Connection, question: LookupQuestion, place: Place, today: date
) -> AgencyAnswer | None:
    """A place's own agencies that are or were on the list, as one agency answer."""
    found = look_up_place(connection, place, today=today)
    own = [*found.local, *found.ended]
    if "police" in question.agency_kinds and place.kind == "city":
        own = [a for a in own if a.layer == "city"] or own
    if "sheriff" in question.agency_kinds:
        own = [a for a in own if a.agency_kind == "sheriff"] or own
    ids = list(dict.fromkeys(agreement.agency_id for agreement in own))
    if not ids:
        return None
    return look_up_agency(connection, ids, today, model=question.narrowing.model)


def answer_count(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> LookupReply:
    """How many agreements or agencies, in a state or in the country."""
    fresh = freshness(connection, today)
    state = place.state if place else None
    text, counted = count_text(
        phrases,
        connection,
        fresh,
        state=state,
        model=question.narrowing.model,
        unit=question.narrowing.unit,
    )
    return _reply(phrases, fresh, text, counted.to_json(), place)


def answer_newest(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> LookupReply:
    """The agreements signed last."""
    fresh = freshness(connection, today)
    state = place.state if place else None
    found = newest(connection, state)
    text = newest_text(phrases, fresh, found, state)
    return _reply(phrases, fresh, text, found.to_json(), place)


def answer_pending(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> LookupReply:
    """Who is on the newest pending list; for a town or county, where it stands."""
    if place is not None and place.kind != "state":
        return answer_place(connection, phrases, question, place, today)
    fresh = freshness(connection, today)
    found = pending(connection, place.state if place else None)
    text = pending_text(phrases, fresh, found.agreements)
    return _reply(phrases, fresh, text, found.to_json(), place)


def answer_list(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> LookupReply:
    """The agencies of a state by name."""
    if place is None:
        return LookupReply(need_place(phrases, question.intent))
    if place.kind != "state":
        return answer_place(connection, phrases, question, place, today)
    fresh = freshness(connection, today)
    found = on_list(connection, fresh.list_date, state=place.state)
    if not found.agreements:
        return answer_count(connection, phrases, question, place, today)
    text = state_list_text(phrases, fresh, found.agreements, place.state)
    lookup = {**found.to_json(), "kind": "list"}
    return _reply(phrases, fresh, text, lookup, place)


def answer_history(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> LookupReply:
    """What the list of an earlier month had for a place."""
    day = question.narrowing.asked_day
    if place is None or day is None:
        return answer_status(connection, phrases, question, place, today)
    fresh = freshness(connection, today)
    found = on_list(connection, day, place=place)
    text = history_text(phrases, fresh, found, place)
    return _reply(phrases, fresh, text, found.to_json(), place)


def answer_none(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    place: Place | None,
    today: date,
) -> LookupReply:
    """States and territories without any agreement."""
    fresh = freshness(connection, today)
    states = states_without(connection)
    lookup = {
        "kind": "count",
        "as_of": fresh.list_date.isoformat(),
        "places": [],
        "agreements": [],
        "count": {"value": len(states), "unit": "states", "filter": {"without": True}},
    }
    return _reply(phrases, fresh, none_text(phrases, fresh, states), lookup)


ANSWERS: dict[str, Answer] = {
    "lookup_place": answer_place,
    "lookup_count": answer_count,
    "lookup_list": answer_list,
    "lookup_newest": answer_newest,
    "lookup_signed": answer_status,
    "lookup_status": answer_status,
    "lookup_pending": answer_pending,
    "lookup_history": answer_history,
    "lookup_none": answer_none,
}
