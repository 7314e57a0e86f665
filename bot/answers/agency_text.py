"""What ICE's lists say of named agencies: listed, ended, pending or not listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.agencies.answers import AgencyAnswer, Agreement, PlaceAnswer
from bot.answers.agreements_text import (
    absent_agency_line,
    agency_lines,
    caveat_parts,
    ended_lines,
    meaning_lines,
)
from bot.answers.fitting import Line, Part, listing, part
from bot.answers.pending_text import pending_lines
from bot.answers.phrases import Phrases
from bot.answers.place_entries import place_entries
from bot.answers.question import Narrowing
from bot.answers.statewide_text import statewide_lines

Verdict = Literal[
    "yes", "part", "model_no", "no", "gone", "intro", "it_is", "it_is_part"
]


@dataclass(frozen=True)
class AgencyAsk:
    """What was asked about agencies."""

    narrowing: Narrowing = Narrowing()
    around: PlaceAnswer | None = None
    """The county (and state) a local agency lies in: the other level is told, too."""
    statewide: tuple[Agreement, ...] = ()
    """The state's own agencies, where they are worth a word."""
    state: str = ""


def agency_parts(phrases: Phrases, answer: AgencyAnswer, ask: AgencyAsk) -> list[Part]:
    """Paragraphs of the answer, the most needed first."""
    verdict = decide(answer, ask.narrowing)
    head = phrases.say(f"agency_{verdict}", **phrases.dates(answer.freshness))
    listed = agency_lines(phrases, answer.listed)
    key = "gone_line" if verdict == "gone" else "ended"
    gone = ended_lines(phrases, answer.ended, key)
    absent = _absent_lines(phrases, answer, "bare" if verdict == "no" else "absent_one")
    first = gone if verdict == "gone" else [*listed, *absent]
    still: list[Line | str] = []
    if verdict == "gone" and listed:
        still = [phrases.say("still"), *listed]
    asked = ask.narrowing
    return [
        listing([head], first, "more_agencies"),
        part(still, 1),
        part([] if verdict == "gone" else gone, 1 if asked.still else 5),
        part(pending_lines(phrases, answer.freshness, answer.pending, asked), 1),
        part(meaning_lines(phrases, answer.listed), 1 if asked.powers else 4),
        part(_around_lines(phrases, answer, ask), 3),
        part(_statewide(phrases, answer, ask), 6),
        *caveat_parts(
            phrases,
            answer.freshness,
            absent=bool(absent) or verdict == "gone",
            present=bool(listed),
        ),
    ]


def decide(answer: AgencyAnswer, asked: Narrowing) -> Verdict:
    """What the first line says."""
    models = {agreement.model for agreement in answer.listed}
    ended = {agreement.model for agreement in answer.ended}
    if not models:
        return "gone" if ended else "no"
    if asked.model and asked.model not in models:
        return "gone" if asked.model in ended else "model_no"
    if asked.neutral:
        return "intro"
    if _absent(answer):
        return "it_is_part" if asked.denied else "part"
    return "it_is" if asked.denied else "yes"


def _absent(answer: AgencyAnswer) -> list[tuple[str, str]]:
    named = {agreement.agency_id for agreement in (*answer.listed, *answer.ended)}
    return [(a.name, a.state) for a in answer.agencies if a.id not in named]


def _absent_lines(phrases: Phrases, answer: AgencyAnswer, key: str) -> list[Line]:
    return [
        absent_agency_line(phrases, name, state, key) for name, state in _absent(answer)
    ]


def _around_lines(
    phrases: Phrases, answer: AgencyAnswer, ask: AgencyAsk
) -> Sequence[Line | str]:
    """The county's own bodies, for an agency of a town or of its own ground."""
    if ask.around is None:
        return []
    own = {agency.id for agency in answer.agencies}
    of_county = any(agency.layer == "county" for agency in answer.agencies)
    entries = [
        entry
        for entry in place_entries(phrases, ask.around, ())
        if not any(agreement.agency_id in own for agreement in entry.agreements)
        and (entry.listed or not of_county)
    ]
    lines = [entry.line for entry in entries]
    return [phrases.say("same_county"), *lines] if lines else []


def _statewide(phrases: Phrases, answer: AgencyAnswer, ask: AgencyAsk) -> list[Line]:
    own = {agency.id for agency in answer.agencies}
    others = [a for a in ask.statewide if a.agency_id not in own]
    return statewide_lines(phrases, others, ask.state)
