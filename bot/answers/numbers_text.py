"""Reckonings in words: shares, averages, several models, counties; always dated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.engine import Connection

from bot.agencies.answers import Freshness
from bot.agencies.counts import count, counts_by_model, counts_by_state
from bot.agencies.model import Model
from bot.agencies.rankings import CountyShare
from bot.answers.agreements_text import BY_REACH, caveat_parts, model_name
from bot.answers.count_text import Counted
from bot.answers.fitting import Part, part
from bot.answers.names import capital, state_codes, state_name, where_name
from bot.answers.phrases import Phrases

#: States named as having the most.
_MOST = 3


def percent(value: int, whole: int) -> str:
    """A share in percent, rounded; "under 1" is told rather than nothing."""
    if value and 100 * value < whole:
        return "<1"
    return str(round(100 * value / whole)) if whole else "0"


def share_parts(
    phrases: Phrases,
    connection: Connection,
    fresh: Freshness,
    state: str | None,
    model: Model | None,
    *,
    by_states: bool,
) -> Counted:
    """Which part of the agreements is of a model, or in a state; or by all models.

    Args:
        phrases: the language and form.
        connection: the agency database.
        fresh: dates of the lists.
        state: USPS code; None: the whole country.
        model: the model asked about.
        by_states: which part of the states and territories have any.
    """
    if by_states:
        return _share_of_states(phrases, connection, fresh, model)
    whole = count(connection, state=state if model else None).value
    if model or state:
        value = count(connection, state=state, model=model).value
        key = "share_model" if model else "share_state"
        said = phrases.say(
            key,
            n=value,
            number=phrases.number("agreements", whole),
            where=where_name(phrases, state),
            model=model_name(phrases, model) if model else "",
            percent=percent(value, whole),
            **phrases.dates(fresh),
        )
        return _counted(phrases, fresh, [said], value, state=state, model=model)
    return _shares_of_models(phrases, connection, fresh, whole)


def _share_of_states(
    phrases: Phrases, connection: Connection, fresh: Freshness, model: Model | None
) -> Counted:
    having, total = len(counts_by_state(connection, model)), len(state_codes())
    said = phrases.say(
        "share_states",
        n=having,
        total=total,
        percent=percent(having, total),
        **phrases.dates(fresh),
    )
    return _counted(phrases, fresh, [said], having, unit="states", model=model)


def _shares_of_models(
    phrases: Phrases, connection: Connection, fresh: Freshness, whole: int
) -> Counted:
    shares = ", ".join(
        phrases.say(
            "share_one",
            model=model_name(phrases, model),
            n=value,
            percent=percent(value, whole),
        )
        for model, value in counts_by_model(connection).items()
    )
    said = phrases.say(
        "share_models",
        number=phrases.number("agreements", whole),
        where=where_name(phrases, None),
        shares=shares,
        **phrases.dates(fresh),
    )
    return _counted(phrases, fresh, [said], whole)


def average_parts(
    phrases: Phrases, connection: Connection, fresh: Freshness
) -> Counted:
    """How many agreements a state with any has on average, and how unevenly."""
    states = counts_by_state(connection)
    whole = sum(states.values())
    said = phrases.say(
        "average",
        n=round(whole / len(states)),
        states=phrases.number("states", len(states)),
        number=phrases.number("agreements", whole),
        **phrases.dates(fresh),
    )
    first = list(states.items())[:_MOST]
    ranked = ", ".join(
        phrases.say("ranked", where=state_name(code, phrases.language), n=value)
        for code, value in first
    )
    spread = phrases.say("average_spread", ranked=ranked)
    return _counted(phrases, fresh, [said, spread], whole)


def holders_parts(
    phrases: Phrases,
    fresh: Freshness,
    held: Mapping[int, int],
    state: str | None,
    *,
    three: bool,
) -> Counted:
    """How many agencies hold more than one model, or all three.

    Args:
        phrases: the language and form.
        fresh: dates of the lists.
        held: agencies by the number of models that each holds.
        state: USPS code; None: the whole country.
        three: only those that hold all three were asked for.
    """
    value = held.get(3, 0) if three else held.get(2, 0) + held.get(3, 0)
    said = phrases.say(
        "three_held" if three else "several_held",
        agencies=phrases.number("agencies", value),
        where=where_name(phrases, state),
        two=held.get(2, 0),
        three=held.get(3, 0),
        **phrases.dates(fresh),
    )
    return _counted(phrases, fresh, [said], value, unit="agencies", state=state)


def counties_parts(
    phrases: Phrases,
    fresh: Freshness,
    share: CountyShare,
    state: str,
    *,
    every: bool,
) -> Counted:
    """In how many of a state's counties the sheriff is listed, and in how many not."""
    without = share.total - share.having
    said = phrases.say(
        "counties_share",
        total=share.total,
        having=share.having,
        without=without,
        where=where_name(phrases, state),
        **phrases.dates(fresh),
    )
    if every:
        said = phrases.say("every_not" if without else "every_all", said=said)
    caveats = caveat_parts(phrases, fresh, absent=bool(without), present=False)
    counted = {
        "value": share.having if every else without,
        "unit": "counties",
        "filter": {"state": state, **({} if every else {"without": True})},
    }
    return Counted((part([said]), *caveats), counted)


def side_by_side_parts(
    phrases: Phrases,
    connection: Connection,
    fresh: Freshness,
    state: str | None,
    models: Sequence[Model],
) -> Counted:
    """The numbers of the models that were asked about, the largest first."""
    numbers = counts_by_model(connection, state)
    chosen = sorted(models, key=lambda model: (-numbers[model], BY_REACH.index(model)))
    names = ", ".join(
        phrases.say("side_model", n=numbers[model], model=model_name(phrases, model))
        for model in chosen
    )
    said = phrases.say(
        "side_by_side",
        where=where_name(phrases, state),
        models=names,
        **phrases.dates(fresh),
    )
    value = sum(numbers[model] for model in chosen)
    return _counted(phrases, fresh, [capital(said)], value, state=state)


def cannot_parts(phrases: Phrases, fresh: Freshness) -> list[Part]:
    """That a number is beyond the bot, and what it can count."""
    return [part([phrases.say("cannot_count", **phrases.dates(fresh))])]


def _counted(
    phrases: Phrases,
    fresh: Freshness,
    said: Sequence[str],
    value: int,
    unit: str = "agreements",
    **filters: Any,
) -> Counted:
    narrowed = {name: given for name, given in filters.items() if given}
    caveats = caveat_parts(phrases, fresh, absent=False, present=False)
    counted = {"value": value, "unit": unit, "filter": narrowed}
    return Counted((part(said), *caveats), counted)
