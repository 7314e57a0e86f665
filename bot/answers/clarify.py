"""Asks back: which state, which place; or says that a name is unknown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from bot.agencies.counts import counts_by_state
from bot.answers.names import place_name, state_name
from bot.answers.phrases import Phrases
from bot.content.answering import BotMessage
from bot.places.model import Place, PlaceMention

#: Buttons shown; any other place may be typed.
_SHOWN = {"web": 12, "sms": 6}
_TITLES_MUST_FIT = 40


def payload(intent: str, place: Place) -> str:
    """Payload of a button that asks about one place.

    Its JSON holds no nested braces that Rasa's payload pattern can't take: the place is
    one string, read again by ``read_place``.
    """
    flat = json.dumps(asdict(place), ensure_ascii=False, separators=(",", ":"))
    return f"/{intent}{json.dumps({'place': flat}, ensure_ascii=False)}"


def read_place(value: Any) -> Place | None:
    """A place from a payload's string, or None when it is not one."""
    if not isinstance(value, str):
        return None
    try:
        raw = json.loads(value)
        return Place(**{**raw, "fips": tuple(raw.get("fips") or ())})
    except (ValueError, TypeError):
        return None


def ask_which(
    connection: Connection,
    phrases: Phrases,
    intent: str,
    mention: PlaceMention,
    as_of: date,
) -> BotMessage:
    """Asks which of several places is meant; states with agreements come first."""
    listed = counts_by_state(connection)
    ordered = sorted(
        mention.candidates, key=lambda place: (place.state not in listed, place.state)
    )
    by_state = mention.asks_for == "state" and len({p.state for p in ordered}) > 1
    name = ordered[0].name
    text = phrases.say("ask_state", name=name) if by_state else phrases.say("ask_place")
    shown = _shown(ordered, phrases)
    buttons = tuple(
        {"title": _title(phrases, place, by_state), "payload": payload(intent, place)}
        for place in shown
    )
    options = [p.state if by_state else place_name(p, "en") for p in mention.candidates]
    lookup = {
        "kind": "clarify",
        "as_of": as_of.isoformat(),
        "places": [],
        "agreements": [],
        "clarify": {"slot": mention.asks_for or "place", "options": _unique(options)},
    }
    custom: dict[str, Any] = {
        "answer_id": "clarify",
        "language": phrases.language,
        "sources": [],
        "reviewed": None,
        "lookup": lookup,
        "awaiting": {"intent": intent, "candidates": [asdict(p) for p in ordered]},
    }
    return BotMessage(text, buttons, custom)


def _shown(places: list[Place], phrases: Phrases) -> list[Place]:
    return places[: _SHOWN[phrases.channel]]


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _title(phrases: Phrases, place: Place, by_state: bool) -> str:
    if by_state:
        return state_name(place.state, phrases.language)
    if place.kind == "state":
        name = state_name(place.state, phrases.language)
        return phrases.say("whole_state", state=name)
    full = place_name(place, phrases.language)
    return (
        full if len(full) <= _TITLES_MUST_FIT else place_name(place, "en", short=True)
    )


def say_unknown(phrases: Phrases, mention: PlaceMention, as_of: date) -> BotMessage:
    """Says that no such place is known, and how to ask."""
    key = mention.unknown or "no_such_place"
    name = " ".join(mention.text.split())[:60]
    lookup = {
        "kind": "unknown_place",
        "as_of": as_of.isoformat(),
        "places": [],
        "agreements": [],
    }
    custom: dict[str, Any] = {
        "answer_id": "lookup",
        "language": phrases.language,
        "sources": [],
        "reviewed": None,
        "lookup": lookup,
        "awaiting": {"intent": "lookup_place", "candidates": []},
    }
    return BotMessage(phrases.say(key, name=name), (), custom)


def need_place(phrases: Phrases, intent: str) -> BotMessage:
    """Asks for a place when none was named."""
    custom: dict[str, Any] = {
        "answer_id": "clarify",
        "language": phrases.language,
        "sources": [],
        "reviewed": None,
        "awaiting": {"intent": intent, "candidates": []},
    }
    return BotMessage(phrases.say("need_place"), (), custom)
