"""Counts by state, model and kind of agency in words, always with unit and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from bot.agencies.answers import Freshness
from bot.agencies.counts import Count, count, counts_by_model
from bot.agencies.model import Model
from bot.agencies.rankings import count_kind
from bot.answers.agreements_text import caveat_parts, model_name
from bot.answers.fitting import Part, part
from bot.answers.names import place_name, where_name
from bot.answers.phrases import Phrases
from bot.answers.question import Narrowing
from bot.content.states import state_law
from bot.places.model import Place


@dataclass(frozen=True)
class Counted:
    """A count in words and as the ``count`` of the ``lookup`` contract."""

    parts: tuple[Part, ...]
    count: dict[str, Any]
    ranking: list[dict[str, Any]] | None = None
    """The numbers of single states or counties that the text gives."""


def count_parts(
    phrases: Phrases,
    connection: Connection,
    fresh: Freshness,
    state: str | None,
    asked: Narrowing,
) -> Counted:
    """How many agreements or agencies (of a kind), in a state or the country."""
    if asked.kind and phrases.knows(f"{asked.kind}_many"):
        return _of_kind(phrases, connection, fresh, state, asked, asked.kind)
    counted = count(
        connection,
        state=state,
        model=asked.model,
        unit="agreements" if asked.unit == "states" else asked.unit,
    )
    if counted.value == 0:
        said = [_none(phrases, fresh, counted), *_since(phrases, counted)]
    else:
        said = _some(phrases, connection, fresh, counted)
    if counted.value and state and not (asked.neutral or asked.denied):
        said[0] = phrases.say("affirm", said=said[0])
    after = _after(phrases, state, bool(counted.value), asked)
    parts = (part(said), *after, *_caveats(phrases, fresh, state, counted.value))
    return Counted(parts, counted.to_json()["count"])


def _values(phrases: Phrases, fresh: Freshness, state: str | None) -> dict[str, str]:
    return {"where": where_name(phrases, state), **phrases.dates(fresh)}


def _none(phrases: Phrases, fresh: Freshness, counted: Count) -> str:
    values = _values(phrases, fresh, counted.state)
    number = phrases.number(counted.unit, 0)
    if counted.model:
        model = model_name(phrases, counted.model)
        return phrases.say("count_none_model", number=number, model=model, **values)
    return phrases.say("count_none", number=number, **values)


def _since(phrases: Phrases, counted: Count) -> list[str]:
    if counted.last_listed is None:
        return []
    return [phrases.say("count_none_since", last=phrases.day(counted.last_listed))]


def _some(
    phrases: Phrases, connection: Connection, fresh: Freshness, counted: Count
) -> list[str]:
    values = _values(phrases, fresh, counted.state)
    if counted.model:
        key = "count_model" if counted.unit == "agreements" else "count_holding"
        number = phrases.number(counted.unit, counted.value)
        model = model_name(phrases, counted.model)
        return [phrases.say(key, number=number, model=model, **values)]
    agreements = count(connection, state=counted.state).value
    agencies = count(connection, state=counted.state, unit="agencies").value
    key = "count_agencies" if counted.unit == "agencies" else "count_agreements"
    head = phrases.say(
        key,
        agreements=phrases.number("agreements", agreements),
        agencies=phrases.number("agencies", agencies),
        **values,
    )
    lines = [head, by_model(phrases, connection, counted.state)]
    if counted.state is None:
        states = count(connection, unit="states").value
        named = phrases.number("states", states)
        lines.insert(1, phrases.say("count_nation_states", states=named))
    if agreements > agencies and not phrases.short:
        lines.append(phrases.say("several_models"))
    return lines


def by_model(phrases: Phrases, connection: Connection, state: str | None) -> str:
    """How the agreements divide into models."""
    models: dict[Model, int] = counts_by_model(connection, state)
    return phrases.say(
        "by_model", jem=models["JEM"], wso=models["WSO"], tfm=models["TFM"]
    )


def _of_kind(
    phrases: Phrases,
    connection: Connection,
    fresh: Freshness,
    state: str | None,
    asked: Narrowing,
    kind: str,
) -> Counted:
    value = count_kind(connection, kind, state=state, model=asked.model)
    number = phrases.number(kind, value)
    values = _values(phrases, fresh, state)
    if asked.model:
        model = model_name(phrases, asked.model)
        key = "count_holding" if value else "count_none_model"
        said = phrases.say(key, number=number, model=model, **values)
    else:
        key = "count_kind" if value else "count_none"
        said = phrases.say(key, number=number, **values)
    filters = {"state": state, "model": asked.model, "agency_kind": kind}
    counted = {
        "value": value,
        "unit": "agencies",
        "filter": {name: given for name, given in filters.items() if given},
    }
    return Counted((part([said]), *_caveats(phrases, fresh, state, value)), counted)


def county_number_parts(
    phrases: Phrases,
    fresh: Freshness,
    county: Place,
    numbers: tuple[int, int],
    model: Model | None,
) -> Counted:
    """How many agreements, of how many agencies, lie in a county.

    Args:
        phrases: the language and form.
        fresh: dates of the lists.
        county: the county.
        numbers: agreements and agencies.
        model: the only model counted.
    """
    agreements, agencies = numbers
    number = phrases.number("agreements", agreements)
    if model:
        name = model_name(phrases, model)
        number = phrases.say("number_of_model", number=number, model=name)
    said = phrases.say(
        "county_number",
        agreements=number,
        agencies=phrases.number("agencies", agencies),
        county=place_name(phrases, county),
        **phrases.dates(fresh),
    )
    filters = {"fips": county.fips[0], "model": model}
    counted = {
        "value": agreements,
        "unit": "agreements",
        "filter": {name: given for name, given in filters.items() if given},
    }
    return Counted((part([said]),), counted)


def _caveats(
    phrases: Phrases, fresh: Freshness, state: str | None, value: int
) -> list[Part]:
    absent = bool(state) and value == 0
    return caveat_parts(phrases, fresh, absent=absent, present=False)


def _after(
    phrases: Phrases, state: str | None, any_listed: bool, asked: Narrowing
) -> list[Part]:
    """The state's law where it has no agreement; how to ask about one place."""
    if state is None:
        return []
    if any_listed:
        name = where_name(phrases, state)
        return [part([phrases.say("name_county", state=name)], 5)]
    return [] if asked.model else law_parts(phrases, state)


def law_parts(phrases: Phrases, state: str, today: date | None = None) -> list[Part]:
    """What the law of a state says, with a word where its check is overdue."""
    law = state_law(state)
    lines = [law.text(phrases.language)]
    if law.next and law.is_overdue(today or date.today()):
        lines.append(phrases.say("law_overdue", next=phrases.day(law.next)))
    return [part(lines, 3)]
