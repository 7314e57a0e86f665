"""Answers that reckon: shares, averages, ranks, several models, counties without.

Each is chosen by what the question asks for and not by its kind of look-up: another
number must never be given as the answer.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.agencies.counts import count
from bot.agencies.rankings import (
    count_holders,
    count_sheriffs_counties,
)
from bot.answers.about import About
from bot.answers.compare_text import compare_models_parts
from bot.answers.count_text import Counted
from bot.answers.fitting import fit
from bot.answers.limits import with_limits
from bot.answers.numbers_text import (
    average_parts,
    cannot_parts,
    counties_parts,
    holders_parts,
    share_parts,
    side_by_side_parts,
)
from bot.answers.posed import LookupReply
from bot.answers.ranking_text import least_parts, rank_parts
from bot.answers.reply import describe, make_reply

#: What an answer is made by, when it is meant.
_Reckon = Callable[[About], Counted | None]


def answer_number(about: About) -> LookupReply | None:
    """The answer to a question that reckons with counts; None for any other."""
    if about.is_local:
        return None
    for is_asked, reckon in _RECKONINGS:
        if is_asked(about) and (counted := reckon(about)):
            return _reply(about, counted)
    return None


def _reply(about: About, counted: Counted) -> LookupReply:
    fitted = fit(about.phrases, with_limits(about, counted.parts))
    lookup = describe(
        "count",
        about.fresh,
        fitted,
        count=counted.count or None,
        ranking=counted.ranking,
    )
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def _share(about: About) -> Counted:
    asked = about.question.narrowing
    by_states = asked.unit == "states" and about.state is None
    return share_parts(
        about.phrases,
        about.connection,
        about.fresh,
        about.state,
        asked.model,
        by_states=by_states,
    )


def _average(about: About) -> Counted:
    return average_parts(about.phrases, about.connection, about.fresh)


def _holders(about: About) -> Counted:
    held = count_holders(about.connection, about.state)
    three = about.question.narrowing.asks("three_models")
    return holders_parts(about.phrases, about.fresh, held, about.state, three=three)


def _rank(about: About) -> Counted:
    model = about.question.narrowing.model
    state = about.state or ""
    return rank_parts(about.phrases, about.connection, about.fresh, state, model)


def _least(about: About) -> Counted | None:
    model = about.question.narrowing.model
    return least_parts(about.phrases, about.connection, about.fresh, model)


def _counties(about: About) -> Counted:
    share = count_sheriffs_counties(about.connection, about.state or "")
    every = about.question.narrowing.asks("every")
    return counties_parts(
        about.phrases, about.fresh, share, about.state or "", every=every
    )


def _side_by_side(about: About) -> Counted:
    models = about.question.narrowing.models
    return side_by_side_parts(
        about.phrases, about.connection, about.fresh, about.state, models
    )


def _compare(about: About) -> Counted | None:
    model = about.question.narrowing.model
    if model is None:
        return None
    values = [
        (place, count(about.connection, state=place.state, model=model).value)
        for place in about.places
    ]
    parts = compare_models_parts(about.phrases, about.fresh, values, model)
    states = [place.state for place in about.places]
    counted = {
        "value": sum(value for _, value in values),
        "unit": "agreements",
        "filter": {"state": states, "model": model},
    }
    ranking = [{"state": place.state, "value": value} for place, value in values]
    return Counted(tuple(parts), counted, ranking)


def _cannot(about: About) -> Counted:
    return Counted(tuple(cannot_parts(about.phrases, about.fresh)), {})


def _asks_least(about: About) -> bool:
    return about.state is None and about.question.narrowing.asks("least")


def _asks_rank(about: About) -> bool:
    asked = about.question.narrowing
    one = len(about.places) == 1
    return one and asked.asks("rank") and not asked.counties


def _asks_counties(about: About) -> bool:
    """Which counties of a state lack it, or whether all its sheriffs take part."""
    asked = about.question.narrowing
    if about.state is None or asked.model or len(about.places) != 1:
        return False
    if asked.asks("left") and not asked.asks("how_many"):
        return False
    without = asked.counties and (asked.denied or asked.negated or asked.asks("share"))
    return without or asked.asks("every")


def _asks_side_by_side(about: About) -> bool:
    several = len(about.question.narrowing.models) > 1
    return several and len(about.places) < 2


def _asks_compare(about: About) -> bool:
    return len(about.places) > 1


def _asks(*marks: str) -> Callable[[About], bool]:
    wanted = frozenset(marks)
    return lambda about: not wanted.isdisjoint(about.question.narrowing.marks)


_RECKONINGS: tuple[tuple[Callable[[About], bool], _Reckon], ...] = (
    (_asks("beyond"), _cannot),
    (_asks_compare, _compare),
    (_asks("three_models", "several_models"), _holders),
    (_asks_counties, _counties),
    (_asks("share"), _share),
    (_asks("average"), _average),
    (_asks_rank, _rank),
    (_asks_least, _least),
    (_asks_side_by_side, _side_by_side),
)
