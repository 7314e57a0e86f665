"""Agreements by the day they were signed: first, last, within a time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agencies.answers import Agreement, Freshness
from bot.agencies.history import ListAnswer
from bot.agencies.model import Model
from bot.answers.agency_names import name_of
from bot.answers.agreements_text import caveat_parts, model_name
from bot.answers.fitting import Fitted, Line, fit, line, listing, part
from bot.answers.names import state_name, where_name
from bot.answers.phrases import Phrases
from bot.answers.times import Period


def extreme_text(
    phrases: Phrases,
    fresh: Freshness,
    answer: ListAnswer,
    state: str | None,
    model: Model | None,
    *,
    first: bool,
) -> Fitted:
    """The agreements signed last, or first of those that stand, with their day."""
    dates = phrases.dates(fresh)
    values = {"where": where_name(phrases, state), **dates}
    if model:
        values["model"] = model_name(phrases, model)
    if not answer.agreements or answer.signed is None:
        number = phrases.number("agreements", 0)
        key = "count_none_model" if model else "count_none"
        return fit(phrases, [part([phrases.say(key, number=number, **values)])])
    signed = phrases.day(answer.signed)
    named = ("oldest", "oldest_model") if first else ("newest", "newest_model")
    head = phrases.say(named[bool(model)], signed=signed, **values)
    lines = [_in_state(phrases, a, "newest_line") for a in answer.agreements]
    caveats = caveat_parts(phrases, fresh, absent=False, present=False)
    return fit(phrases, [listing([head], lines, "more_agencies"), *caveats])


def signed_text(
    phrases: Phrases,
    fresh: Freshness,
    agreements: Sequence[Agreement],
    state: str | None,
    period: Period,
    unit: str = "agreements",
) -> Fitted:
    """How many agreements were signed within a time, and whose they are."""
    values = {
        "number": phrases.number(unit, len(agreements)),
        "where": where_name(phrases, state),
        "period": period_name(phrases, period),
        **phrases.dates(fresh),
    }
    standing = part([phrases.say("signed_standing")], 1)
    caveats = caveat_parts(phrases, fresh, absent=False, present=False)
    if not agreements:
        none = part([phrases.say("signed_in_none", **values)])
        return fit(phrases, [none, standing, *caveats])
    head = phrases.say("signed_in", **values)
    lines = [_in_state(phrases, a, "signed_line") for a in agreements]
    first = listing([head], lines, "more_agencies")
    return fit(phrases, [first, standing, *caveats])


def period_name(phrases: Phrases, period: Period) -> str:
    """A time in words ("from May 1, 2026 to May 31, 2026"); empty for none."""
    since, until = period
    if since and until:
        first, last = phrases.day(since), phrases.day(until)
        return phrases.say("period_between", since=first, until=last)
    return phrases.say("period_since", since=phrases.day(since)) if since else ""


def _in_state(phrases: Phrases, agreement: Agreement, key: str) -> Line:
    said = phrases.say(
        key,
        agency=name_of(phrases, agreement),
        state=state_name(agreement.state, phrases.language),
        state_code=agreement.state,
        model=model_name(phrases, agreement.model),
    )
    return line(said, [agreement])
