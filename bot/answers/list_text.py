"""Lists of agreements in words: newest, one state's, one kind's, states with none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.agencies.answers import Agreement, Freshness
from bot.agencies.model import Model
from bot.answers.agency_names import name_of
from bot.answers.agreements_text import (
    agency_lines,
    by_agency,
    caveat_parts,
    model_name,
)
from bot.answers.fitting import Fitted, Line, fit, line, listing, part
from bot.answers.names import state_name, where_name
from bot.answers.phrases import Phrases


def agencies_text(
    phrases: Phrases,
    fresh: Freshness,
    agreements: Sequence[Agreement],
    state: str | None,
    unit: str = "agencies",
) -> Fitted:
    """Agencies that take part, by name: a state's, or one kind's in the country.

    Args:
        phrases: the language and form.
        fresh: dates of the lists.
        agreements: those to be listed; at least one.
        state: USPS code; None: the state is said on every line.
        unit: what to call what is counted ("agencies", "sheriff"...).
    """
    ordered = _state_first(agreements)
    number = phrases.number(unit, len(by_agency(ordered)))
    where = where_name(phrases, state)
    head = phrases.say("list_intro", number=number, where=where, **phrases.dates(fresh))
    lines = (
        agency_lines(phrases, ordered, key="list_name")
        if state
        else [_named(phrases, own) for own in by_agency(ordered).values()]
    )
    more = "list_more" if state else "more_agencies"
    caveats = caveat_parts(phrases, fresh, absent=False, present=False)
    return fit(phrases, [listing([head], lines, more), *caveats])


def _state_first(agreements: Iterable[Agreement]) -> list[Agreement]:
    """The state's own agencies before local ones."""
    return sorted(agreements, key=lambda a: a.layer != "state")


def _named(phrases: Phrases, own: Sequence[Agreement]) -> Line:
    said = phrases.say(
        "list_line",
        agency=name_of(phrases, own[0]),
        state=state_name(own[0].state, phrases.language),
        state_code=own[0].state,
        models=", ".join(model_name(phrases, a.model) for a in own),
    )
    return line(said, own)


def none_text(
    phrases: Phrases, fresh: Freshness, states: Sequence[str], model: Model | None
) -> Fitted:
    """States and territories without any agreement, or without one model, named."""
    names = [state_name(code, phrases.language) for code in states]
    if phrases.short:
        names = list(states)
    said = phrases.say(
        "none_model" if model else "none",
        model=model_name(phrases, model) if model else "",
        states=phrases.number("states", len(states)),
        names=", ".join(names),
        **phrases.dates(fresh),
    )
    caveats = caveat_parts(phrases, fresh, absent=True, present=False)
    return fit(phrases, [part([said]), *caveats])
