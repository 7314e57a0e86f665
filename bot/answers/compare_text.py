"""Two or more places side by side, each in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.agencies.answers import Freshness, PlaceAnswer
from bot.agencies.model import Model
from bot.answers.agreements_text import (
    agency_lines,
    caveat_parts,
    join_models,
    model_name,
)
from bot.answers.fitting import Line, Part, line, listing, part
from bot.answers.names import capital, place_name
from bot.answers.phrases import Phrases
from bot.answers.statewide_text import statewide_lines
from bot.places.model import Place

#: Places answered at once; more are asked about one by one.
PLACES_AT_MOST = 5


@dataclass(frozen=True)
class StateCount:
    """A state beside other states."""

    answer: PlaceAnswer
    agreements: int
    agencies: int


def compare_parts(
    phrases: Phrases, answers: Sequence[PlaceAnswer], left_out: int = 0
) -> list[Part]:
    """One line a town or county; the agencies of their states once."""
    fresh = answers[0].freshness
    head = phrases.say("agency_intro", **phrases.dates(fresh))
    lines = [_line(phrases, answer) for answer in answers]
    states = {answer.place.state: answer for answer in answers}
    wide = [
        one
        for state, answer in states.items()
        for one in statewide_lines(phrases, answer.statewide, state)
    ]
    return [
        listing([head], lines, "compare_more"),
        part([phrases.say("compare_more", count=left_out)] if left_out else [], 1),
        part(wide, 3),
        *caveat_parts(
            phrases,
            fresh,
            absent=any(not answer.local for answer in answers),
            present=any(answer.local for answer in answers),
        ),
    ]


def _line(phrases: Phrases, answer: PlaceAnswer) -> Line:
    place = capital(place_name(phrases, answer.place))
    if not answer.local:
        return line(phrases.say("compare_no", place=place))
    inline = agency_lines(phrases, answer.local, key="agency_inline")
    agencies = join_models([one.text for one in inline])
    return line(
        phrases.say("compare_yes", place=place, agencies=agencies), answer.local
    )


def compare_states_parts(phrases: Phrases, counts: Sequence[StateCount]) -> list[Part]:
    """One line a state: how many agreements and agencies."""
    fresh = counts[0].answer.freshness
    head = phrases.say("agency_intro", **phrases.dates(fresh))
    lines = [
        line(
            phrases.say(
                "compare_state",
                place=place_name(phrases, one.answer.place),
                agreements=phrases.number("agreements", one.agreements),
                agencies=phrases.number("agencies", one.agencies),
            )
        )
        for one in counts
    ]
    absent = any(one.agreements == 0 for one in counts)
    return [
        listing([head], lines, "compare_more"),
        *caveat_parts(phrases, fresh, absent=absent, present=not absent),
    ]


def compare_models_parts(
    phrases: Phrases,
    fresh: Freshness,
    values: Sequence[tuple[Place, int]],
    model: Model,
) -> list[Part]:
    """One line a state: how many agreements of the model asked about."""
    head = phrases.say("agency_intro", **phrases.dates(fresh))
    lines = [
        line(
            phrases.say(
                "compare_model",
                place=place_name(phrases, place),
                number=phrases.number("agreements", value),
                model=model_name(phrases, model),
            )
        )
        for place, value in values
    ]
    absent = any(value == 0 for _, value in values)
    return [
        listing([head], lines, "compare_more"),
        *caveat_parts(phrases, fresh, absent=absent, present=False),
    ]
