"""When agencies signed: the date in the first line."""

from __future__ import annotations

from datetime import date

from bot.agencies.answers import AgencyAnswer, Agreement
from bot.answers.agency_names import name_of
from bot.answers.agency_text import AgencyAsk, agency_parts
from bot.answers.agreements_text import (
    agency_lines,
    by_agency,
    caveat_parts,
    join_models,
    model_name,
    model_text,
)
from bot.answers.fitting import Line, Part, line, listing, part
from bot.answers.phrases import Phrases


def signed_parts(phrases: Phrases, answer: AgencyAnswer, ask: AgencyAsk) -> list[Part]:
    """Paragraphs of the answer; of an agency that signed nothing, as for any other."""
    model = ask.narrowing.model
    main = [a for a in answer.listed if model in (None, a.model)]
    if not main:
        return agency_parts(phrases, answer, ask)
    return [
        _main(phrases, answer, main),
        part(_also(phrases, [a for a in answer.listed if a not in main]), 3),
        *caveat_parts(phrases, answer.freshness, absent=False, present=True),
    ]


def _main(phrases: Phrases, answer: AgencyAnswer, main: list[Agreement]) -> Part:
    dates = phrases.dates(answer.freshness)
    if len(main) == 1 and main[0].signed is not None:
        return part(_one(phrases, main[0], main[0].signed, dates))
    head = phrases.say("agency_intro", **dates)
    lines = agency_lines(phrases, main, dated=True)
    return listing([head], lines, "more_agencies")


def _one(
    phrases: Phrases, agreement: Agreement, printed: date, dates: dict[str, str]
) -> list[Line | str]:
    """The date that is likely meant comes first where the printed one is a slip."""
    likely = agreement.signed_likely
    said = phrases.say(
        "signed_one",
        signed=phrases.day(likely or printed),
        agency=name_of(phrases, agreement),
        model=model_name(phrases, agreement.model),
        **dates,
    )
    if likely is None:
        return [line(said, [agreement])]
    slip = phrases.say("signed_suspect", signed=phrases.day(printed))
    return [line(said, [agreement]), slip]


def _also(phrases: Phrases, others: list[Agreement]) -> list[Line]:
    """The models that were not asked about, with their dates."""
    lines = []
    for own in by_agency(others).values():
        models = join_models([model_text(phrases, a, dated=True) for a in own])
        lines.append(line(phrases.say("signed_also", models=models), own))
    return lines
