"""Asks back: which state, which place, which agency; or says a name is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from bot.agencies.answers import AgencyRef
from bot.agencies.likeliest import sort_by_likelihood
from bot.agencies.namesakes import find_listed_towns
from bot.answers.agency_names import agency_name
from bot.answers.fitting import SEGMENTS
from bot.answers.names import (
    capital,
    place_name,
    plain_place_name,
    state_name,
    tell_apart,
)
from bot.answers.payloads import agency_payload, payload
from bot.answers.phrases import Phrases
from bot.answers.posed import LookupQuestion
from bot.answers.posing import remember
from bot.content.answering import BotMessage
from bot.language.gsm import fold, segments
from bot.places.model import Place, PlaceMention
from bot.places.tables import county_core

#: Buttons shown; any other place may be typed.
_SHOWN = {"web": 12, "sms": 6}
_LONGEST_NAME = 60

Buttons = tuple[dict[str, str], ...]


def ask_which(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    mention: PlaceMention,
    as_of: date,
) -> BotMessage:
    """Asks which of several places is meant; states with agreements come first."""
    mention = _with_namesakes(connection, mention)
    ordered = sort_by_likelihood(connection, mention.candidates)
    by_state = mention.asks_for == "state" and _is_one_a_state(ordered)
    buttons = [
        {
            "title": capital(_title(phrases, mention, told, by_state)),
            "payload": payload(question.intent, place),
        }
        for place, told in zip(ordered, tell_apart(phrases, ordered), strict=True)
    ]
    states = mention.asks_for == "state"
    apart = tell_apart(replace(phrases, language="en"), ordered)
    options = [p.state if states else plain_place_name(p) for p in apart]
    text, shown = _fit(phrases, _ask(phrases, mention, by_state), buttons, states)
    lookup = _lookup(as_of, mention.asks_for or "place", options)
    awaiting = {
        "intent": question.intent,
        "candidates": [asdict(place) for place in ordered],
        "shown": len(shown),
        "asked": remember(question),
    }
    return BotMessage(text, shown, _custom(phrases, "clarify", lookup, awaiting))


def _with_namesakes(connection: Connection, mention: PlaceMention) -> PlaceMention:
    """The mention with towns that no table of places has but the list does."""
    cities = [place for place in mention.candidates if place.kind == "city"]
    if mention.asks_for != "state" or not cities:
        return mention
    known = {place.state for place in mention.candidates}
    more = find_listed_towns(connection, cities[0].name)
    added = tuple(place for place in more if place.state not in known)
    return replace(mention, candidates=(*mention.candidates, *added))


def _is_one_a_state(places: Sequence[Place]) -> bool:
    """Whether the state alone tells them apart."""
    states = {place.state for place in places}
    return len(states) == len(places) > 1 and _bears_one_name(places)


def _bears_one_name(places: Sequence[Place]) -> bool:
    """A county and a parish of one name are as good as one: only the state differs."""
    return len({(place.kind, county_core(place.name)) for place in places}) == 1


def _ask(phrases: Phrases, mention: PlaceMention, by_state: bool) -> str:
    first = mention.candidates[0]
    state = next((p for p in mention.candidates if p.kind == "state"), None)
    if mention.asks_for == "city_or_state" and state:
        name = state_name(state.state, phrases.language)
        return phrases.say("ask_city_or_state", name=name)
    if not _bears_one_name(mention.candidates):
        return phrases.say("ask_which")
    bare = Place(first.kind, "", first.name)
    name = place_name(phrases, bare, "noun").removesuffix(", ")
    return capital(phrases.say("ask_state" if by_state else "ask_place", name=name))


def _title(
    phrases: Phrases, mention: PlaceMention, place: Place, by_state: bool
) -> str:
    if by_state:
        return state_name(place.state, phrases.language)
    if place.kind == "state":
        name = state_name(place.state, phrases.language)
        return phrases.say("whole_state", state=name)
    if mention.asks_for == "city_or_state":
        return phrases.say("the_city")
    return place_name(phrases, place, "noun")


def _fit(
    phrases: Phrases, text: str, buttons: list[dict[str, str]], states: bool
) -> tuple[str, Buttons]:
    """As many buttons as the channel takes, with a word on those left out."""
    shown = buttons[: _SHOWN[phrases.channel]]
    while True:
        left_out = len(shown) < len(buttons)
        hint = phrases.say("or_write_state") if left_out and states else ""
        said = f"{text} {hint}".strip()
        if not phrases.short or len(shown) <= 1 or _is_short(said, shown):
            return said, tuple(shown)
        shown = shown[:-1]


def _is_short(text: str, buttons: Iterable[dict[str, str]]) -> bool:
    """Whether text and numbered choices fit an SMS answer."""
    choices = [f"{n} {button['title']}" for n, button in enumerate(buttons, 1)]
    return segments(fold("\n".join([text, *choices]))) <= SEGMENTS


def ask_agency(
    phrases: Phrases,
    question: LookupQuestion,
    agencies: Sequence[AgencyRef],
    as_of: date,
) -> BotMessage:
    """Asks which of several agencies is meant."""
    buttons = [
        {
            "title": _agency_title(phrases, agency),
            "payload": agency_payload(question.intent, agency),
        }
        for agency in agencies
    ]
    text, shown = _fit(phrases, phrases.say("ask_agency"), buttons, states=False)
    lookup = _lookup(as_of, "agency", [f"{a.name}, {a.state}" for a in agencies])
    awaiting = {
        "intent": question.intent,
        "candidates": [],
        "asked": {
            **remember(question),
            "agencies": [asdict(agency) for agency in agencies],
        },
    }
    return BotMessage(text, shown, _custom(phrases, "clarify", lookup, awaiting))


def _agency_title(phrases: Phrases, agency: AgencyRef) -> str:
    name = agency_name(phrases, agency.name, agency.state)
    state = state_name(agency.state, phrases.language)
    return name if state in name else f"{name}, {agency.state}"


def say_unknown(
    phrases: Phrases, question: LookupQuestion, mention: PlaceMention, as_of: date
) -> BotMessage:
    """Says that no such place is known, and how to ask."""
    key = mention.unknown or "no_such_place"
    name = " ".join(mention.text.split())[:_LONGEST_NAME]
    lookup = {
        "kind": "unknown_place",
        "as_of": as_of.isoformat(),
        "places": [],
        "agreements": [],
    }
    text = phrases.say(key, name=name)
    custom = _custom(phrases, "lookup", lookup, _awaiting(question))
    return BotMessage(text, (), custom)


def need_place(phrases: Phrases, question: LookupQuestion) -> BotMessage:
    """Asks for a place when none was named."""
    custom = _custom(phrases, "clarify", None, _awaiting(question))
    return BotMessage(phrases.say("need_place"), (), custom)


def need_state(phrases: Phrases, question: LookupQuestion, as_of: date) -> BotMessage:
    """Asks for the state whose agency is meant."""
    lookup = _lookup(as_of, "state", [])
    custom = _custom(phrases, "clarify", lookup, _awaiting(question))
    return BotMessage(phrases.say("need_state"), (), custom)


def _awaiting(question: LookupQuestion) -> dict[str, Any]:
    return {
        "intent": question.intent,
        "candidates": [],
        "asked": remember(question),
    }


def _lookup(as_of: date, slot: str, options: Iterable[str]) -> dict[str, Any]:
    return {
        "kind": "clarify",
        "as_of": as_of.isoformat(),
        "places": [],
        "agreements": [],
        "clarify": {"slot": slot, "options": list(dict.fromkeys(options))},
    }


def _custom(
    phrases: Phrases,
    answer_id: str,
    lookup: dict[str, Any] | None,
    awaiting: dict[str, Any],
) -> dict[str, Any]:
    custom: dict[str, Any] = {
        "answer_id": answer_id,
        "language": phrases.language,
        "sources": [],
        "reviewed": None,
        "awaiting": awaiting,
    }
    return {**custom, "lookup": lookup} if lookup else custom
