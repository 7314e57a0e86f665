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
#: Fields of a narrowing that hold a day.
_DAYS = frozenset({"asked_day", "since", "until"})


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
        "narrowing": plain_narrowing(question.narrowing),
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
            narrowing=make_narrowing(rest["narrowing"]),
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


def plain_narrowing(narrowing: Narrowing) -> dict[str, Any]:
    """What differs from the question that narrows nothing, as plain data."""
    plain = {
        field.name: getattr(narrowing, field.name)
        for field in fields(narrowing)
        if getattr(narrowing, field.name) != field.default
    }
    for name in _DAYS & plain.keys():
        plain[name] = plain[name].isoformat()
    for name in ("models", "marks"):
        if name in plain:
            plain[name] = sorted(plain[name])
    return plain


def make_narrowing(raw: Mapping[str, Any]) -> Narrowing:
    """A narrowing from its plain data.

    Raises:
        TypeError, ValueError: the data is not a narrowing's.
    """
    made = dict(raw)
    for name in _DAYS & made.keys():
        made[name] = date.fromisoformat(made[name])
    if "models" in made:
        made["models"] = tuple(made["models"])
    if "marks" in made:
        made["marks"] = frozenset(made["marks"])
    return Narrowing(**made)
