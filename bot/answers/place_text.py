"""What ICE's list says of one place, in layers."""

from __future__ import annotations

from bot.agencies.answers import Agreement, CountyGroup, PlaceAnswer
from bot.answers.agreements_text import (
    agency_lines,
    caveat_lines,
    ended_lines,
    meaning_lines,
)
from bot.answers.fitting import Part, fit, part
from bot.answers.names import place_name, state_name
from bot.answers.phrases import Phrases

_NEARBY_SHOWN = 6


def place_text(phrases: Phrases, answer: PlaceAnswer) -> str:
    """The answer for a place: town police, county, state-wide, nearby, meaning."""
    return fit(phrases, place_parts(phrases, answer))


def place_parts(phrases: Phrases, answer: PlaceAnswer) -> list[Part]:
    """Paragraphs of the answer, the most needed first."""
    fresh = answer.freshness
    intro = phrases.say(
        "intro",
        list_date=phrases.day(fresh.list_date),
        list_age=phrases.age(fresh.age_days),
        place=place_name(answer.place, phrases.language, short=phrases.short),
    )
    own = [intro, *_town_lines(phrases, answer), *_county_lines(phrases, answer)]
    caveats = caveat_lines(phrases, fresh)
    return [
        part(own),
        part(_lesser_lines(phrases, answer), 3),
        part(ended_lines(phrases, answer.ended), 6),
        part(statewide_lines(phrases, answer.statewide, answer.place.state), 1),
        part(_nearby_lines(phrases, answer), 9),
        part(meaning_lines(phrases, answer.local), 5),
        part(caveats[:1], 2),
        part(caveats[1:], 7),
    ]


def _town_lines(phrases: Phrases, answer: PlaceAnswer) -> list[str]:
    if answer.place.kind != "city":
        return []
    if answer.local_police:
        return agency_lines(phrases, answer.local_police)
    return [phrases.say("city_absent", place=answer.place.name)]


def _county_lines(phrases: Phrases, answer: PlaceAnswer) -> list[str]:
    lines: list[str] = []
    police = {agreement.agency_id for agreement in answer.local_police}
    for group in answer.counties:
        if not group.main:
            continue
        own = [a for a in group.agreements if a.agency_id not in police]
        if own:
            lines += agency_lines(phrases, own)
        elif not _is_the_town(group, answer):
            lines.append(phrases.say("county_absent", county=group.name))
    return list(dict.fromkeys(lines))


def _is_the_town(group: CountyGroup, answer: PlaceAnswer) -> bool:
    """A consolidated government: its police are the county's police too."""
    return bool(group.agreements) and bool(answer.local_police)


def _lesser_lines(phrases: Phrases, answer: PlaceAnswer) -> list[str]:
    return [
        phrases.say(
            "lesser",
            county=group.name,
            agencies=phrases.listing((a.agency for a in group.agreements), 3),
        )
        for group in answer.counties
        if not group.main and group.agreements
    ]


def statewide_lines(
    phrases: Phrases, agreements: tuple[Agreement, ...], state: str
) -> list[str]:
    """State-wide agencies in one sentence; prisons apart, they concern prisoners."""
    able = [a for a in agreements if a.agency_kind != "prisons"]
    agencies = list(dict.fromkeys(a.agency for a in _best_known_first(able)))
    name = state_name(state, phrases.language)
    if len(agencies) > 1:
        say = phrases.say(
            "statewide_many", count=len(agencies), agency=agencies[0], state=name
        )
        return [say]
    if agencies:
        return [phrases.say("statewide_one", agency=agencies[0], state=name)]
    prisons = [a.agency for a in agreements if a.agency_kind == "prisons"]
    return [phrases.say("statewide_prisons", agency=prisons[0])] if prisons else []


def _best_known_first(agreements: list[Agreement]) -> list[Agreement]:
    return sorted(agreements, key=lambda a: a.agency_kind != "state_police")


def _nearby_lines(phrases: Phrases, answer: PlaceAnswer) -> list[str]:
    names = [agreement.agency for agreement in answer.nearby]
    if not names:
        return []
    return [phrases.say("nearby", agencies=phrases.listing(names, _NEARBY_SHOWN))]
