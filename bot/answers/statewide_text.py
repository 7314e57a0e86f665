"""A state's own agencies in one sentence, those that hold prisoners in another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.agencies.answers import Agreement
from bot.answers.agency_names import name_of
from bot.answers.agreements_text import by_agency
from bot.answers.fitting import Line, line
from bot.answers.names import the_state
from bot.answers.phrases import Phrases


def statewide_lines(
    phrases: Phrases,
    agreements: Iterable[Agreement],
    state: str,
    *,
    every: bool = False,
) -> list[Line]:
    """That state-wide agencies are listed; the best known is named, or every one.

    An agency with a task force agreement can act anywhere; one with only jail models
    concerns those whom the state holds.
    """
    agencies = list(by_agency(agreements).values())
    able = [own for own in agencies if any(a.model == "TFM" for a in own)]
    holding = [own for own in agencies if own not in able]
    where = the_state(phrases, state)
    told = _all_able if every and len(able) > 1 else _able
    return [*told(phrases, able, where), *_holding(phrases, holding)]


def _all_able(
    phrases: Phrases, agencies: list[list[Agreement]], where: str
) -> list[Line]:
    names = ", ".join(name_of(phrases, own[0]) for own in agencies)
    said = phrases.say("statewide_named", agency=names, state=where)
    return [line(said, _flat(agencies))]


def _able(phrases: Phrases, agencies: list[list[Agreement]], where: str) -> list[Line]:
    if not agencies:
        return []
    # People know the troopers; the rest is summed up.
    known = sorted(agencies, key=lambda own: own[0].agency_kind != "state_police")
    name = name_of(phrases, known[0][0])
    key = "statewide_many" if len(agencies) > 1 else "statewide_one"
    values = {"count": len(agencies)} if len(agencies) > 1 else {}
    said = phrases.say(key, agency=name, state=where, **values)
    return [line(said, _flat(agencies))]


def _holding(phrases: Phrases, agencies: Sequence[list[Agreement]]) -> list[Line]:
    if not agencies:
        return []
    names = ", ".join(name_of(phrases, own[0]) for own in agencies)
    said = phrases.say("statewide_prisons", agency=names)
    return [line(said, _flat(agencies))]


def _flat(agencies: Iterable[list[Agreement]]) -> list[Agreement]:
    return [agreement for own in agencies for agreement in own]
