"""Answers a look-up: which place or agency is meant, what the lists say, in words.

``answer_lookup`` is what the Rasa actions call. It never guesses: several places of a
name are asked back with buttons, an unknown name is said to be unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from bot.agencies.freshness import freshness
from bot.answers.clarify import ask_which, read_place, say_unknown
from bot.answers.phrases import Phrases
from bot.answers.question import Narrowing, read_narrowing
from bot.content.answering import BotMessage
from bot.places.model import AgencyKind, Place, PlaceMention


@dataclass(frozen=True)
class LookupQuestion:
    """A look-up as a message and its conversation pose it."""

    intent: str
    text: str
    mentions: tuple[PlaceMention, ...] = ()
    agency_kinds: tuple[AgencyKind, ...] = ()
    known_place: Place | None = None
    """The place the conversation was about."""
    narrowing: Narrowing = field(default_factory=Narrowing)


@dataclass(frozen=True)
class LookupReply:
    """A message, and what the conversation remembers of it."""

    message: BotMessage
    place: Place | None = None


Answer = Callable[
    [Connection, Phrases, LookupQuestion, Place | None, date], LookupReply
]


def pose(
    intent: str,
    text: str,
    entities: list[dict[str, Any]],
    known_place: dict[str, Any] | None,
) -> LookupQuestion:
    """A question from what Rasa knows: intent, text, entities, the slot ``place``."""
    mentions = tuple(
        mention
        for entity in entities
        if entity.get("entity") == "place" and (mention := _mention(entity["value"]))
    )
    kinds = tuple(
        entity["value"] for entity in entities if entity.get("entity") == "agency_kind"
    )
    place = _place(known_place) if known_place else None
    words = "" if text.startswith("/") else text
    return LookupQuestion(intent, words, mentions, kinds, place, read_narrowing(words))


def _place(raw: dict[str, Any]) -> Place:
    return Place(**{**raw, "fips": tuple(raw.get("fips") or ())})


def _mention(raw: Any) -> PlaceMention | None:
    """A mention from an entity's value: plain data, or the string of a button."""
    if isinstance(raw, dict):
        candidates = tuple(map(_place, raw["candidates"]))
        return PlaceMention(**{**raw, "candidates": candidates})
    place = read_place(raw)
    return PlaceMention(0, 0, place.name, (place,)) if place else None


def answer_lookup(
    connection: Connection, phrases: Phrases, question: LookupQuestion, today: date
) -> LookupReply:
    """The reply to a look-up.

    Raises:
        LookupError: the database holds no list; the edge says that look-ups are down.
    """
    from bot.answers.kinds import ANSWERS, NEEDS_PLACE, NEEDS_STATE

    needs_place = question.intent in NEEDS_PLACE
    answer = ANSWERS[question.intent]
    unclear = _first_unclear(question)
    if unclear is not None and (needs_place or question.intent in NEEDS_STATE):
        return LookupReply(_ask_back(connection, phrases, question, unclear, today))
    place = _meant(question, needs_place=needs_place)
    reply = answer(connection, phrases, question, place, today)
    return _noted(reply, question, place)


def _first_unclear(question: LookupQuestion) -> PlaceMention | None:
    """The first mention that is not one place; none when any mention is."""
    if any(len(mention.candidates) == 1 for mention in question.mentions):
        return None
    return question.mentions[0] if question.mentions else None


def _ask_back(
    connection: Connection,
    phrases: Phrases,
    question: LookupQuestion,
    mention: PlaceMention,
    today: date,
) -> BotMessage:
    as_of = freshness(connection, today).list_date
    if mention.candidates:
        return ask_which(connection, phrases, question.intent, mention, as_of)
    return say_unknown(phrases, mention, as_of)


def _meant(question: LookupQuestion, *, needs_place: bool) -> Place | None:
    for mention in question.mentions:
        if len(mention.candidates) == 1:
            return mention.candidates[0]
    return question.known_place if needs_place else None


def _noted(
    reply: LookupReply, question: LookupQuestion, place: Place | None
) -> LookupReply:
    """The reply with what a follow-up needs: the kind of look-up and the place."""
    custom = {**reply.message.custom, "lookup_intent": question.intent}
    message = BotMessage(reply.message.text, reply.message.buttons, custom)
    return LookupReply(message, reply.place or place)
