"""Answers that count or list: numbers, newest, pending, one state's, earlier lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.agencies.answers import Agreement
from bot.agencies.counts import counts_by_state, growth
from bot.agencies.history import on_list, pending
from bot.agencies.rankings import DatedCount, count_on
from bot.answers.about import About
from bot.answers.answer_agencies import answer_place, answer_status
from bot.answers.answer_places import answer_several, answer_state
from bot.answers.clarify import need_place
from bot.answers.count_text import Counted, count_parts
from bot.answers.fitting import fit
from bot.answers.history_text import Numbers, history_text, numbers_text
from bot.answers.limits import lists_begin, with_limits
from bot.answers.list_text import agencies_text, none_text
from bot.answers.names import state_codes
from bot.answers.pending_text import pending_text
from bot.answers.posed import LookupReply
from bot.answers.ranking_text import most_parts, states_parts
from bot.answers.reply import describe, make_reply

#: Lists named between the first and the newest when growth is asked for.
_BETWEEN = 3


def answer_count(about: About) -> LookupReply:
    """How many agreements or agencies, in a state or in the country; who has most."""
    asked = about.question.narrowing
    if about.is_local:
        return answer_place(about)
    if len(about.places) > 1:
        return answer_several(about)
    if asked.growth or asked.asked_day:
        return answer_history(about)
    # "And Oklahoma?" after a count asks for its number.
    plain = asked if asked.takes_part else replace(asked, other=True)
    counted = _ranked(about) or count_parts(
        about.phrases, about.connection, about.fresh, about.state, plain
    )
    fitted = fit(about.phrases, with_limits(about, counted.parts))
    lookup = describe(
        "count",
        about.fresh,
        fitted,
        count=counted.count,
        ranking=counted.ranking,
    )
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def _ranked(about: About) -> Counted | None:
    """Which state or county has the most, or which states have any."""
    asked, state = about.question.narrowing, about.state
    within = about.phrases, about.connection, about.fresh
    if asked.most and (state is None or asked.counties):
        counties = asked.counties and asked.unit != "states"
        return most_parts(*within, state, asked.model, counties=counties)
    none = about.question.intent == "lookup_none" and not asked.kind
    by_states = asked.unit == "states" or none
    if state is None and by_states:
        return states_parts(*within, asked.model)
    return None


def answer_pending(about: About) -> LookupReply:
    """Who is on the newest pending list; for a town or county, where it stands."""
    if about.is_local:
        return answer_status(about)
    found = pending(about.connection, about.state).agreements
    fitted = pending_text(about.phrases, about.fresh, found, about.state)
    dated = about.fresh.pending_date
    lookup = describe(
        "pending",
        about.fresh,
        fitted,
        pending_as_of=dated.isoformat() if dated else None,
    )
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def answer_list(about: About) -> LookupReply:
    """The agencies of a state by name, or all of one kind in the country."""
    asked, state = about.question.narrowing, about.state
    if about.is_local:
        return answer_place(about)
    if state is None and asked.unit == "states":
        return answer_count(about)
    if state is None and not asked.kind:
        return LookupReply(need_place(about.phrases, about.question))
    found = on_list(about.connection, about.fresh.list_date, state=state).agreements
    listed = [a for a in found if _is_asked(about, a)]
    if not listed:
        return answer_count(about)
    known = asked.kind and about.phrases.knows(f"{asked.kind}_many")
    unit = asked.kind if known and asked.kind else "agencies"
    fitted = agencies_text(about.phrases, about.fresh, listed, state, unit)
    counted = {
        "value": len({a.agency_id for a in listed}),
        "unit": "agencies",
        "filter": _filter(about),
    }
    lookup = describe("list", about.fresh, fitted, count=counted)
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def _is_asked(about: About, agreement: Agreement) -> bool:
    asked = about.question.narrowing
    kind = asked.kind in (None, agreement.agency_kind)
    return kind and asked.model in (None, agreement.model)


def _filter(about: About) -> dict[str, str]:
    asked = about.question.narrowing
    given = {"state": about.state, "model": asked.model, "agency_kind": asked.kind}
    return {name: value for name, value in given.items() if value}


def answer_history(about: About) -> LookupReply:
    """What the list of an earlier month had, for a place or in numbers."""
    asked = about.question.narrowing
    day = asked.asked_day
    if day is None and asked.asks("how_many") and not asked.asks("left"):
        day = asked.until
    if about.is_local and about.place is not None:
        if day is None:
            return answer_status(about)
        found = on_list(about.connection, day, place=about.place)
        fitted = history_text(about.phrases, about.fresh, found, about.place)
        listed = found.asked_date.isoformat() if found.asked_date else None
        lookup = describe("history", about.fresh, fitted, asked_date=listed)
        return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)
    if day is None and not asked.growth:
        return answer_status(about)
    return _numbers(about, day)


def _numbers(about: About, day: date | None) -> LookupReply:
    asked, state = about.question.narrowing, about.state
    dates = [point.list_date for point in growth(about.connection)]
    days = _spread(dates) if asked.growth or day is None else [day]
    then = tuple(_count(about, one) for one in days)
    now = _count(about, about.fresh.list_date)
    numbers = Numbers(then, now, then[0].list_date == dates[0])
    before = day is not None and day < dates[0]
    unknown = lists_begin(about) if before else ""
    fitted = numbers_text(about.phrases, about.fresh, numbers, state, unknown)
    lookup = describe(
        "history",
        about.fresh,
        fitted,
        asked_date=then[0].list_date.isoformat(),
        values=numbers.to_json(),
    )
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def _count(about: About, day: date) -> DatedCount:
    model = about.question.narrowing.model
    return count_on(about.connection, day, state=about.state, model=model)


def _spread(dates: list[date]) -> list[date]:
    """The first list and a few between it and the newest, evenly apart."""
    step = max(1, (len(dates) - 1) // (_BETWEEN + 1))
    return dates[:-1:step][: _BETWEEN + 1] or dates


def answer_none(about: About) -> LookupReply:
    """States and territories without any agreement, or without one model."""
    asked = about.question.narrowing
    if (asked.model or asked.kind) and not asked.negated:
        return answer_count(about)
    if about.place is not None and about.place.kind == "state":
        return answer_state(about, about.place)  # "why has California none"
    having = set(counts_by_state(about.connection, asked.model))
    states = sorted(code for code in state_codes() if code not in having)
    fitted = none_text(about.phrases, about.fresh, states, asked.model)
    filters: dict[str, object] = {"without": True}
    counted = {
        "value": len(states),
        "unit": "states",
        "filter": {**filters, **({"model": asked.model} if asked.model else {})},
    }
    lookup = describe("count", about.fresh, fitted, count=counted)
    return make_reply(about.phrases, about.fresh, fitted, lookup)
