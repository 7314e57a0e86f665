"""What has left the lists, and who changed models; never a reason."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agencies.answers import Agreement, Freshness
from bot.answers.agency_names import name_of
from bot.answers.agreements_text import caveat_parts, model_name
from bot.answers.fitting import Fitted, Line, fit, line, listing, part
from bot.answers.names import state_name, where_name
from bot.answers.phrases import Phrases
from bot.answers.signings_text import period_name
from bot.answers.times import Period


def ended_list_text(
    phrases: Phrases,
    fresh: Freshness,
    agreements: Sequence[Agreement],
    state: str | None,
    period: Period = (None, None),
) -> Fitted:
    """Agreements that are no longer listed, latest first; never a reason.

    Args:
        phrases: the language and form.
        fresh: dates of the lists.
        agreements: those that ended.
        state: USPS code; None: the whole country.
        period: the time within which they left, if one was asked about.
    """
    within = period_name(phrases, period)
    values = {"where": where_name(phrases, state), **phrases.dates(fresh)}
    values["period"] = within
    if not agreements:
        key = "ended_none_in" if within else "ended_none"
        return fit(phrases, [part([phrases.say(key, **values)])])
    number = phrases.number("agreements", len(agreements))
    key = "ended_in" if within else "ended_list"
    head = phrases.say(key, agreements=number, **values)
    lines = [_gone(phrases, agreement) for agreement in agreements]
    caveats = caveat_parts(phrases, fresh, absent=True, present=False)
    return fit(phrases, [listing([head], lines, "more_agencies"), *caveats])


def _gone(phrases: Phrases, agreement: Agreement) -> Line:
    last = agreement.last_listed
    said = phrases.say(
        "ended_line",
        agency=name_of(phrases, agreement),
        state=state_name(agreement.state, phrases.language),
        state_code=agreement.state,
        models=model_name(phrases, agreement.model),
        last=phrases.day(last) if last else "",
    )
    return line(said, [agreement])


def switched_text(
    phrases: Phrases,
    fresh: Freshness,
    switches: Sequence[tuple[Agreement, tuple[Agreement, ...]]],
    where: str,
) -> Fitted:
    """Agencies that gave up one model and have another since.

    Args:
        phrases: the language and form.
        fresh: dates of the lists.
        switches: what each gave up, and what it has since.
        where: the state, the country or the place, in words.
    """
    dates = phrases.dates(fresh)
    if not switches:
        none = phrases.say("switched_none", where=where, **dates)
        return fit(phrases, [part([none])])
    number = phrases.number("agencies", len({old.agency_id for old, _ in switches}))
    head = phrases.say("switched_list", agencies=number, where=where, **dates)
    lines = [_switch(phrases, old, new) for old, new in switches]
    caveats = caveat_parts(phrases, fresh, absent=False, present=False)
    return fit(phrases, [listing([head], lines, "more_agencies"), *caveats])


def _switch(phrases: Phrases, old: Agreement, new: Sequence[Agreement]) -> Line:
    said = phrases.say(
        "switched_line",
        agency=name_of(phrases, old),
        state=state_name(old.state, phrases.language),
        state_code=old.state,
        before=model_name(phrases, old.model),
        after=", ".join(model_name(phrases, one.model) for one in new),
        last=phrases.day(old.last_listed) if old.last_listed else "",
    )
    return line(said, [old, *new])
