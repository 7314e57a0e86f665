"""Counts by state and model in words."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from bot.agencies.answers import Freshness
from bot.agencies.counts import Count, Unit, count, counts_by_model
from bot.agencies.model import Model
from bot.answers.agreements_text import caveat_lines
from bot.answers.fitting import fit, part
from bot.answers.names import state_name
from bot.answers.phrases import Phrases
from bot.content.states import state_law_text


def count_text(
    phrases: Phrases,
    connection: Connection,
    fresh: Freshness,
    *,
    state: str | None,
    model: Model | None,
    unit: Unit,
) -> tuple[str, Count]:
    """A count in words, and the count the text rests on."""
    asked = count(connection, state=state, model=model, unit=unit)
    dates = {
        "list_date": phrases.day(fresh.list_date),
        "list_age": phrases.age(fresh.age_days),
    }
    where = state_name(state, phrases.language) if state else phrases.say("country")
    after: list[str] = []
    if asked.value == 0:
        lines = [phrases.say("count_none", state=where, **dates)]
        if asked.last_listed:
            last = phrases.day(asked.last_listed)
            lines.append(phrases.say("count_none_since", last=last))
        if state:
            after = [state_law_text(state, phrases.language)]
    elif model:
        name = phrases.say(f"model_{model.lower()}")
        number = asked.value
        lines = [
            phrases.say(
                "count_model", agreements=number, model=name, state=where, **dates
            )
        ]
    else:
        lines = [_all_models(phrases, connection, state, where, dates)]
        after = [phrases.say("name_county", state=where)] if state else []
    caveats = caveat_lines(phrases, fresh)
    parts = [
        part(lines),
        part(after, 3),
        part(caveats[:1] if state else [], 4),
        part(caveats[1:], 7),
    ]
    return fit(phrases, parts), asked


def _all_models(
    phrases: Phrases,
    connection: Connection,
    state: str | None,
    where: str,
    dates: dict[str, str],
) -> str:
    models = counts_by_model(connection, state)
    numbers = {
        "agreements": count(connection, state=state).value,
        "agencies": count(connection, state=state, unit="agencies").value,
        "jem": models["JEM"],
        "wso": models["WSO"],
        "tfm": models["TFM"],
    }
    if state:
        return phrases.say("count_state", state=where, **dates, **numbers)
    states = count(connection, unit="states").value
    return phrases.say("count_nation", states=states, **dates, **numbers)
