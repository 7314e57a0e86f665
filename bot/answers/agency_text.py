"""What ICE's lists say of named agencies."""

from __future__ import annotations

from bot.agencies.answers import AgencyAnswer
from bot.answers.agreements_text import (
    agency_lines,
    caveat_lines,
    ended_lines,
    meaning_lines,
)
from bot.answers.fitting import fit, part
from bot.answers.phrases import Phrases


def agency_text(phrases: Phrases, answer: AgencyAnswer, *, dated: bool = False) -> str:
    """The answer for one or more agencies: listed, ended, or not on the list."""
    fresh = answer.freshness
    intro = phrases.say(
        "intro_agency",
        list_date=phrases.day(fresh.list_date),
        list_age=phrases.age(fresh.age_days),
    )
    lines = agency_lines(phrases, answer.listed, dated=dated)
    gone = ended_lines(phrases, answer.ended)
    named = {agreement.agency_id for agreement in (*answer.listed, *answer.ended)}
    absent = [
        phrases.say("agency_absent", agency=agency.name)
        for agency in answer.agencies
        if agency.id not in named
    ]
    caveats = caveat_lines(phrases, fresh)
    parts = [
        part([intro, *lines, *gone, *absent]),
        part(meaning_lines(phrases, answer.listed), 5),
        part(caveats[:1], 2),
        part(caveats[1:], 7),
    ]
    return fit(phrases, parts)
