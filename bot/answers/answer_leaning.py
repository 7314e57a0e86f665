"""Answers that lean on the last one: the list itself, a county's towns' police."""

from __future__ import annotations

from bot.answers.about import About
from bot.answers.agreements_text import agency_lines, caveat_parts
from bot.answers.answer_places import look_up
from bot.answers.fitting import Line, fit, listing, part
from bot.answers.names import place_name
from bot.answers.posed import LookupReply
from bot.answers.reply import describe, make_reply
from bot.places.model import Place


def answer_about_list(about: About) -> LookupReply:
    """Which list the answers rest on, how old it is, and where ICE puts newer ones."""
    phrases, fresh = about.phrases, about.fresh
    said = phrases.say("about_list", **phrases.dates(fresh))
    pending = phrases.pending_dates(fresh)
    older = phrases.say("about_pending", **pending) if pending else ""
    fitted = fit(phrases, [part([said]), part([older], 1)])
    lookup = describe("list", fresh, fitted)
    return make_reply(phrases, fresh, fitted, lookup, about.place)


def asks_towns_police(about: About) -> bool:
    """Whether the police of a county's towns are asked for, and no town is named."""
    asked, kinds = about.question.narrowing, about.question.agency_kinds
    if about.place is None or about.place.kind != "county" or len(about.places) > 1:
        return False
    if asked.asks("to_county"):
        return False
    police = asked.asks("unit_city", "to_city") and "sheriff" not in kinds
    return police or (about.remembered and kinds == ("police",))


def answer_towns_police(about: About, county: Place) -> LookupReply:
    """Which towns' police of a county are listed; which town is meant is asked for."""
    phrases = about.phrases
    found = look_up(about, county)
    towns = [a for a in found.nearby if a.agency_kind == "police"]
    values = {"place": place_name(phrases, county), **phrases.dates(about.fresh)}
    key = "towns_police" if towns else "towns_police_none"
    head = phrases.say(key, **values)
    own = agency_lines(phrases, found.local)
    itself: list[Line | str] = [phrases.say("county_itself"), *own] if own else []
    parts = [
        listing([head], agency_lines(phrases, towns), "more_agencies"),
        part([phrases.say("name_town")], 1),
        part(itself, 2),
        *caveat_parts(phrases, about.fresh, absent=True, present=bool(towns)),
    ]
    fitted = fit(phrases, parts)
    kind = "agreements" if towns else "not_listed"
    lookup = describe(kind, about.fresh, fitted, found.counties)
    return make_reply(phrases, about.fresh, fitted, lookup, county)
