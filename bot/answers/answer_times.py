"""Answers by time: signed first or last, signed within a time, left since."""

from __future__ import annotations

from bot.agencies.history import ended
from bot.agencies.signings import newest, oldest, signed_between
from bot.agencies.switches import find_switched
from bot.answers.about import About
from bot.answers.fitting import Fitted
from bot.answers.left_text import ended_list_text, switched_text
from bot.answers.posed import LookupReply
from bot.answers.reply import describe, make_reply
from bot.answers.signings_text import extreme_text, signed_text


def answer_extreme(about: About) -> LookupReply:
    """The agreements signed last, or first where the oldest are asked for."""
    asked, state = about.question.narrowing, about.state
    first = asked.asks("oldest") and not asked.asks("newest")
    find = oldest if first else newest
    found = find(about.connection, state, asked.model, asked.since, asked.until)
    fitted = extreme_text(
        about.phrases, about.fresh, found, state, asked.model, first=first
    )
    return _listed(about, fitted)


def answer_signed_in(about: About) -> LookupReply:
    """The agreements signed within a time, and how many they are."""
    asked, state = about.question.narrowing, about.state
    period = asked.since, asked.until
    found = signed_between(about.connection, *period, state, asked.model).agreements
    fitted = signed_text(about.phrases, about.fresh, found, state, period)
    lookup = describe(
        "list",
        about.fresh,
        fitted,
        count={
            "value": len(found),
            "unit": "agreements",
            "filter": _filter(about),
        },
    )
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def answer_left(about: About) -> LookupReply:
    """Agreements that ended, or agencies that changed models."""
    state, asked = about.state, about.question.narrowing
    if asked.switched:
        switches = find_switched(about.connection, state)
        fitted = switched_text(about.phrases, about.fresh, switches, state)
    else:
        left = ended(
            about.connection, state, since=asked.since, until=asked.until
        ).agreements
        left = tuple(a for a in left if asked.model in (None, a.model))
        period = asked.since, asked.until
        fitted = ended_list_text(about.phrases, about.fresh, left, state, period)
    lookup = describe("ended", about.fresh, fitted)
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def _listed(about: About, fitted: Fitted) -> LookupReply:
    lookup = describe("list", about.fresh, fitted)
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def _filter(about: About) -> dict[str, str]:
    asked = about.question.narrowing
    given = {
        "state": about.state,
        "model": asked.model,
        "signed_since": asked.since.isoformat() if asked.since else None,
        "signed_until": asked.until.isoformat() if asked.until else None,
    }
    return {name: value for name, value in given.items() if value}
