"""What ICE's newest pending list says, always with its own date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.agencies.answers import Agreement, Freshness
from bot.answers.agency_names import name_of
from bot.answers.agreements_text import by_agency, model_name
from bot.answers.fitting import Fitted, Line, fit, line, listing, part
from bot.answers.names import state_name, where_name
from bot.answers.phrases import Phrases
from bot.answers.question import Narrowing


def pending_lines(
    phrases: Phrases,
    fresh: Freshness,
    pending: Sequence[Agreement],
    asked: Narrowing,
) -> list[Line]:
    """What the pending list says of a place's or an agency's own; only where asked.

    An agreement that waits is told in any case: it may be signed tomorrow.
    """
    dates = phrases.pending_dates(fresh)
    if not dates:
        return []
    waiting = [a for a in pending if not a.now_listed]
    if waiting:
        return [_waiting(phrases, own, dates) for own in by_agency(waiting).values()]
    if not asked.pending:
        return []
    if pending:
        said = phrases.say("pending_overtaken", pending_date=dates["pending_date"])
        return [line(said, pending)]
    key = "pending_not_named"
    return [Line(phrases.say(key, **dates))]


def _waiting(phrases: Phrases, own: Sequence[Agreement], dates: dict[str, str]) -> Line:
    models = ", ".join(model_name(phrases, a.model) for a in own)
    name = name_of(phrases, own[0])
    return line(phrases.say("pending_of", agency=name, model=models, **dates), own)


def pending_text(
    phrases: Phrases,
    fresh: Freshness,
    agreements: Iterable[Agreement],
    state: str | None,
) -> Fitted:
    """The newest pending list, or one state's part of it."""
    dates = phrases.pending_dates(fresh)
    where = where_name(phrases, state)
    if not dates:
        return fit(phrases, [part([phrases.say("pending_unknown")])])
    lines = [_listed(phrases, a, fresh) for a in agreements]
    meaning = phrases.say("pending_meaning")
    if not lines:
        none = phrases.say("pending_none", where=where, **dates)
        return fit(phrases, [part([none]), part([meaning], 3)])
    intro = phrases.say("pending_intro", where=where, **dates)
    return fit(phrases, [listing([intro], lines, "list_more"), part([meaning], 3)])


def _listed(phrases: Phrases, agreement: Agreement, fresh: Freshness) -> Line:
    values = {
        "agency": name_of(phrases, agreement),
        "state": state_name(agreement.state, phrases.language),
        "state_code": agreement.state,
        "model": model_name(phrases, agreement.model),
    }
    if agreement.now_listed:
        signed = phrases.day(fresh.list_date)
        said = phrases.say("pending_now", list_date=signed, **values)
        return line(said, [agreement])
    return line(phrases.say("pending_line", **values), [agreement])
