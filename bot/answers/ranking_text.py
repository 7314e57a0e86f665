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
from bot.answers.names import (
    capital,
    county_name,
    is_territory,
    place_name,
    state_name,
    where_name,
)
from bot.answers.phrases import Phrases
from bot.places.model import Place


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
    *,
    counties: bool = False,
) -> Counted | None:
    """The state with the most agreements, or the county; None where there is none.

    Args:
        phrases: the language and form.
        connection: the agency database.
        fresh: dates of the lists.
        state: USPS code; its counties are ranked.
        model: only this model.
        counties: the counties of the whole country are ranked, where no state is given.
    """
    by_county = counties or state is not None
    ranked = (
        _rank_counties(phrases, connection, state, model)
        if by_county
        else _rank(phrases, connection, model)
    )
    if not ranked:
        return None
    first, after = ranked[0], ranked[1 : _NEXT[phrases.channel] + 1]
    said = _most_said(phrases, fresh, first, model)
    next_ones = phrases.say("next", ranked=_names(phrases, after)) if after else ""
    how = [phrases.say("county_counted")] if by_county else []
    parts = (
        part([said, next_ones]),
        part(how, 4),
        *caveat_parts(phrases, fresh, absent=False, present=False),
    )
    filters = {"state": state, "model": model, **first.place}
    counted = {
        "value": first.value,
        "unit": "agreements",
        "filter": {name: given for name, given in filters.items() if given},
    }
    return Counted(parts, counted, _plain([first, *after]))


def _most_said(
    phrases: Phrases, fresh: Freshness, first: Ranked, model: Model | None
) -> str:
    values = {
        "first": capital(first.name),
        "number": phrases.number("agreements", first.value),
        **phrases.dates(fresh),
    }
    if model is None:
        return phrases.say("most", **values)
    return phrases.say("most_model", model=model_name(phrases, model), **values)


def least_parts(
    phrases: Phrases, connection: Connection, fresh: Freshness, model: Model | None
) -> Counted | None:
    """The states with the fewest agreements of those that have any; None for none."""
    ranked = _rank(phrases, connection, model)
    if not ranked:
        return None
    value = ranked[-1].value
    last = [one for one in ranked if one.value == value]
    said = phrases.say(
        "least_one" if len(last) == 1 else "least_many",
        first=capital(", ".join(sorted(one.name for one in last))),
        number=phrases.number("agreements", value),
        **phrases.dates(fresh),
    )
    caveats = caveat_parts(phrases, fresh, absent=False, present=False)
    counted = {"value": value, "unit": "agreements", "filter": {"least": True}}
    return Counted((part([said]), *caveats), counted, _plain(last))


def rank_parts(
    phrases: Phrases,
    connection: Connection,
    fresh: Freshness,
    state: str,
    model: Model | None,
) -> Counted:
    """Which place a state takes among all, and which have the most."""
    ranked = _rank(phrases, connection, model)
    own = next((one for one in ranked if one.place["state"] == state), None)
    number = sum(1 for one in ranked if own and one.value > own.value) + 1
    value = own.value if own else 0
    said = phrases.say(
        "rank" if own else "rank_none",
        where=capital(where_name(phrases, state)),
        n=number,
        states=phrases.number("states", len(ranked)),
        number=phrases.number("agreements", value),
        **phrases.dates(fresh),
    )
    first = ranked[: _NEXT[phrases.channel]]
    most = phrases.say("most_next", ranked=_names(phrases, first))
    caveats = caveat_parts(phrases, fresh, absent=own is None, present=False)
    counted = {"value": value, "unit": "agreements", "filter": {"state": state}}
    parts = (part([said]), part([most], 1), *caveats)
    return Counted(parts, counted, _plain(first))


def _rank(
    phrases: Phrases, connection: Connection, model: Model | None
) -> list[Ranked]:
    states = counts_by_state(connection, model)
    return [
        Ranked(state_name(code, phrases.language), n, {"state": code})
        for code, n in states.items()
    ]


def _rank_counties(
    phrases: Phrases, connection: Connection, state: str | None, model: Model | None
) -> list[Ranked]:
    names = county_names()
    ranked = []
    for one in counts_by_county(connection, state, model):
        name = county_name(phrases, names.get(one.fips, one.fips))
        if state is None:
            county = Place("county", one.state, names.get(one.fips, ""))
            name = place_name(phrases, county, "noun")
        ranked.append(Ranked(name, one.value, {"fips": one.fips}))
    return ranked


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
    ranked = _rank(phrases, connection, model)
    number = phrases.number("states", len(ranked))
    dates = phrases.dates(fresh)
    key = "count_states_model" if model else "count_states"
    named = model_name(phrases, model) if model else ""
    territories = sum(is_territory(one.place["state"]) for one in ranked)
    if territories:
        own = len(ranked) - territories
        number = phrases.say(
            "states_and", states=number, own=own, territories=territories
        )
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
