"""The payload that MORE stands for: a look-up whose answer goes on, and reading it.

It holds what the look-up found out (places, agencies, what narrows it) and not a word
of what the person wrote. The answer is made anew for every page: nothing of its text is
kept, and each page holds by the list of the moment it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from bot.agencies.answers import AgencyMatch
from bot.answers.about import About
from bot.answers.payloads import (
    flat_payload,
    make_place,
    read_flat,
    unflatten_agency,
)
from bot.answers.posed import LookupQuestion, Settled
from bot.answers.question import Narrowing

_KEY = "rest"


def rest_payload(about: About, named: AgencyMatch) -> str:
    """Payload of the page after the one that the question asked for.

    Args:
        about: the look-up with its places.
        named: the agencies that the question names.
    """
    question = about.question
    rest = {
        "page": question.page + 1,
        "places": [asdict(place) for place in about.places],
        "remembered": about.remembered,
        "named": asdict(named),
        "kinds": list(question.agency_kinds),
        "agencies": [asdict(agency) for agency in question.agencies],
        "narrowing": _narrow(question.narrowing),
    }
    return flat_payload(question.intent, {_KEY: rest})


def read_rest(intent: str, value: Any) -> LookupQuestion | None:
    """The question of a payload's value, or None when it is not one of a next page."""
    rest = read_flat(value).get(_KEY)
    if not isinstance(rest, Mapping):
        return None
    try:
        return LookupQuestion(
            intent,
            "",
            agency_kinds=tuple(rest["kinds"]),
            narrowing=_narrowing(rest["narrowing"]),
            agencies=tuple(filter(None, map(unflatten_agency, rest["agencies"]))),
            page=int(rest["page"]),
            settled=Settled(
                tuple(map(make_place, rest["places"])),
                bool(rest["remembered"]),
                _match(rest["named"]),
            ),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _match(raw: Mapping[str, Any]) -> AgencyMatch:
    agencies = tuple(filter(None, map(unflatten_agency, raw["agencies"])))
    return AgencyMatch(**{**raw, "agencies": agencies})


def _narrow(narrowing: Narrowing) -> dict[str, Any]:
    """What differs from the question that narrows nothing."""
    plain = {
        field.name: getattr(narrowing, field.name)
        for field in fields(narrowing)
        if getattr(narrowing, field.name) != field.default
    }
    day = narrowing.asked_day
    return {**plain, "asked_day": day.isoformat()} if day else plain


def _narrowing(raw: Mapping[str, Any]) -> Narrowing:
    day = raw.get("asked_day")
    return Narrowing(**{**raw, "asked_day": date.fromisoformat(day) if day else None})
