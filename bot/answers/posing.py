"""Poses a look-up from what Rasa knows of a message and its conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, cast

from bot.agencies.model import Model
from bot.agencies.name_spans import find_names
from bot.answers.following import without_denied
from bot.answers.payloads import (
    make_place,
    read_agency,
    read_place,
    unflatten_agency,
)
from bot.answers.posed import LookupQuestion
from bot.answers.question import Narrowing, names_a_count, read_narrowing
from bot.answers.resuming import make_narrowing, plain_narrowing, read_rest
from bot.places.model import AgencyKind, PlaceMention


def pose(
    intent: str,
    text: str,
    entities: Sequence[Mapping[str, Any]],
    known_place: Mapping[str, Any] | None,
    asked: Mapping[str, Any] | None = None,
) -> LookupQuestion:
    """A question from what Rasa knows: intent, text, entities, the slot ``place``.

    Args:
        intent: the name of the look-up.
        text: what the person wrote, or a button's payload.
        entities: places and kinds of agency in it, and the model it leans on.
        known_place: the place the conversation was about.
        asked: what the question was that the bot has just asked back about
            (``remember``); the answer to it keeps the rest of that question.
    """
    values = [e["value"] for e in entities if e.get("entity") == "place"]
    if rest := next(filter(None, (read_rest(intent, v) for v in values)), None):
        return rest
    kinds = tuple(e["value"] for e in entities if e.get("entity") == "agency_kind")
    models = [e["value"] for e in entities if e.get("entity") == "model"]
    words = "" if text.startswith("/") else text
    narrowing = read_narrowing(words, bare=_blank(words, values))
    if models:
        # It leans on agreements just named, so that yes or no answers nothing.
        narrowing = replace(narrowing, model=cast("Model", models[0]), open=True)
    question = LookupQuestion(
        intent,
        words,
        without_denied(words, _outside(words, _mentions(values, narrowing))),
        kinds,
        make_place(known_place) if known_place else None,
        narrowing,
        tuple(agency for value in values if (agency := read_agency(value))),
    )
    return _go_on(question, asked) if asked else question


def remember(question: LookupQuestion) -> dict[str, Any]:
    """What of a question must outlive the bot's asking back, as plain data."""
    return {
        "kinds": list(question.agency_kinds),
        "narrowing": plain_narrowing(question.narrowing),
        "agencies": [asdict(agency) for agency in question.agencies],
    }


def _go_on(question: LookupQuestion, asked: Mapping[str, Any]) -> LookupQuestion:
    """The question with all that the earlier one asked and its answer leaves open."""
    kinds = cast("list[AgencyKind]", asked.get("kinds") or [])
    agencies = tuple(
        agency
        for raw in asked.get("agencies") or []
        if (agency := unflatten_agency(raw))
    )
    before = make_narrowing(asked.get("narrowing") or {})
    said = {
        name: value
        for name, value in vars(question.narrowing).items()
        if value != getattr(Narrowing(), name) and name != "other"
    }
    return replace(
        question,
        agency_kinds=question.agency_kinds or tuple(kinds),
        agencies=question.agencies or agencies,
        narrowing=replace(before, **said),
    )


def _blank(text: str, values: Sequence[Any]) -> str:
    """The text without the names of the places read in it."""
    spans = [(v["start"], v["end"]) for v in values if isinstance(v, Mapping)]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _mentions(values: Sequence[Any], narrowing: Narrowing) -> tuple[PlaceMention, ...]:
    """The places mentioned; "May" beside its year and "how many" name no town."""
    found = [mention for value in values if (mention := _mention(value))]
    if narrowing.asked_day or narrowing.since or narrowing.asks("how_many"):
        found = [m for m in found if not names_a_count(m.text)]
    return tuple(found)


def _outside(text: str, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places but those in an agency's name that is no place's own.

    "Sarasota Manatee Airport Authority Police" asks about neither town.
    """
    names = [name for name in find_names(text) if not name.local]
    return tuple(
        mention
        for mention in mentions
        if all(place.kind == "state" for place in mention.candidates)
        or not any(n.start <= mention.start and mention.end <= n.end for n in names)
    )


def _mention(raw: Any) -> PlaceMention | None:
    """A mention from an entity's value: plain data, or the string of a button."""
    if isinstance(raw, Mapping):
        candidates = tuple(map(make_place, raw["candidates"]))
        return PlaceMention(**{**raw, "candidates": candidates})
    place = read_place(raw)
    return PlaceMention(0, 0, place.name, (place,)) if place else None
