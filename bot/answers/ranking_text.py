"""Which states or counties have the most, and which states have a model at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from bot.agencies.answers import Freshness
from bot.agencies.counts import counts_by_state
from bot.agencies.geography import county_names
from bot.agencies.model import Model
from bot.agencies.rankings import counts_by_county
from bot.answers.agreements_text import caveat_parts, model_name
from bot.answers.count_text import Counted
from bot.answers.fitting import part
from bot.answers.names import capital, county_name, state_name
from bot.answers.phrases import Phrases


@dataclass(frozen=True)
class Ranked:
    """A state or county with its number."""

    name: str
    value: int
    place: dict[str, str]
    """Its code, for programs: ``state`` or ``fips``."""


#: Places named after the first.
_NEXT = {"web": 5, "sms": 3}
#: States named of all that have a model.
_ALL = {"web": 60, "sms": 6}


def most_parts(
    phrases: Phrases,
    connection: Connection,
    fresh: Freshness,
    state: str | None,
    model: Model | None,
) -> Counted | None:
    """The state with the most agreements, or the county of a state; None for none."""
    ranked = _rank(phrases, connection, state, model)
    if not ranked:
        return None
    number = phrases.number("agreements", ranked[0].value)
    values = {"number": number, **phrases.dates(fresh)}
    key = "most"
    if model:
        key, values["model"] = "most_model", model_name(phrases, model)
    said = phrases.say(key, first=capital(ranked[0].name), **values)
    after = ranked[1 : _NEXT[phrases.channel] + 1]
    next_ones = phrases.say("next", ranked=_names(phrases, after)) if after else ""
    how = [phrases.say("county_counted")] if state else []
    parts = (
        part([said, next_ones]),
        part(how, 4),
        *caveat_parts(phrases, fresh, absent=False, present=False),
    )
    first = ranked[0]
    filters = {"state": state, "model": model, **first.place}
    counted = {
        "value": first.value,
        "unit": "agreements",
        "filter": {name: given for name, given in filters.items() if given},
    }
    return Counted(parts, counted, _plain([first, *after]))


def _rank(
    phrases: Phrases, connection: Connection, state: str | None, model: Model | None
) -> list[Ranked]:
    if state is None:
        states = counts_by_state(connection, model)
        return [
            Ranked(state_name(code, phrases.language), n, {"state": code})
            for code, n in states.items()
        ]
    names = county_names()
    return [
        Ranked(
            county_name(phrases, names.get(one.fips, one.fips)),
            one.value,
            {"fips": one.fips},
        )
        for one in counts_by_county(connection, state, model)
    ]


def _plain(ranked: Sequence[Ranked]) -> list[dict[str, Any]]:
    return [{**one.place, "value": one.value} for one in ranked]


def _names(phrases: Phrases, ranked: Sequence[Ranked]) -> str:
    return ", ".join(
        phrases.say("ranked", where=one.name, n=one.value) for one in ranked
    )


def states_parts(
    phrases: Phrases, connection: Connection, fresh: Freshness, model: Model | None
) -> Counted:
    """How many states have an agreement, or one model, and which, most first."""
    ranked = _rank(phrases, connection, None, model)
    number = phrases.number("states", len(ranked))
    dates = phrases.dates(fresh)
    key = "count_states_model" if model else "count_states"
    named = model_name(phrases, model) if model else ""
    said = phrases.say(key, states=number, model=named, **dates)
    shown = ranked[: _ALL[phrases.channel]]
    counted = {
        "value": len(ranked),
        "unit": "states",
        "filter": {"model": model} if model else {},
    }
    names = phrases.say("all_states", ranked=_names(phrases, shown)) if shown else ""
    caveats = caveat_parts(phrases, fresh, absent=False, present=False)
    return Counted((part([said]), part([names], 1), *caveats), counted, _plain(shown))
