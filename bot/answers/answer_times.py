"""Answers by time: signed first or last, signed within a time, left since."""

from __future__ import annotations

from bot.agencies.history import ended
from bot.agencies.signings import signed_at_end, signed_between
from bot.agencies.switches import find_switched
from bot.answers.about import About
from bot.answers.answer_places import answer_one, look_up
from bot.answers.fitting import Fitted, fit, part
from bot.answers.left_text import ended_list_text, switched_text
from bot.answers.names import place_name, where_name
from bot.answers.posed import LookupReply
from bot.answers.reply import describe, make_reply
from bot.answers.signings_text import extreme_text, signed_text
from bot.places.model import Place


def answer_extreme(about: About) -> LookupReply:
    """The agreements signed last, or first where the oldest are asked for."""
    asked, state = about.question.narrowing, about.state
    first = asked.asks("oldest") and not asked.asks("newest")
    found = signed_at_end(
        about.connection,
        "first" if first else "last",
        state,
        asked.model,
        asked.since,
        asked.until,
    )
    fitted = extreme_text(
        about.phrases, about.fresh, found, state, asked.model, first=first
    )
    return _listed(about, fitted)


def answer_signed_in(about: About) -> LookupReply:
    """The agreements signed within a time, and how many they are."""
    asked, state = about.question.narrowing, about.state
    period = asked.since, asked.until
    if asked.since and asked.since > about.fresh.list_date:
        return _too_new(about)
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
    if asked.since and asked.since > about.fresh.list_date:
        return _too_new(about)
    if asked.switched:
        switches = find_switched(about.connection, state)
        where = where_name(about.phrases, state)
        fitted = switched_text(about.phrases, about.fresh, switches, where)
    else:
        left = ended(
            about.connection, state, since=asked.since, until=asked.until
        ).agreements
        left = tuple(a for a in left if asked.model in (None, a.model))
        period = asked.since, asked.until
        fitted = ended_list_text(about.phrases, about.fresh, left, state, period)
    lookup = describe("ended", about.fresh, fitted)
    return make_reply(about.phrases, about.fresh, fitted, lookup, about.place)


def answer_switched(about: About, place: Place) -> LookupReply:
    """Whether a place's own agencies changed models, and where they stand."""
    phrases = about.phrases
    found = look_up(about, place)
    own = {a.agency_id for a in (*found.local, *found.ended)}
    switches = [
        pair
        for pair in find_switched(about.connection, place.state)
        if pair[0].agency_id in own
    ]
    named = place_name(phrases, place)
    if not switches:
        none = phrases.say("switched_none", where=named, **phrases.dates(about.fresh))
        return answer_one(about, place, before=[part([none])])
    fitted = switched_text(phrases, about.fresh, switches, named)
    lookup = describe("ended", about.fresh, fitted, found.counties)
    return make_reply(phrases, about.fresh, fitted, lookup, place)


def _too_new(about: About) -> LookupReply:
    """That the newest list in hand is older than the time asked about."""
    phrases, fresh = about.phrases, about.fresh
    said = phrases.say("list_too_old", **phrases.dates(fresh))
    return _listed(about, fit(phrases, [part([said])]))


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
