"""What earlier lists had: of a place, in numbers, and what has left them since."""

from __future__ import annotations

from dataclasses import dataclass

from bot.agencies.answers import Freshness
from bot.agencies.history import ListAnswer
from bot.agencies.rankings import DatedCount
from bot.answers.agreements_text import agency_lines, caveat_parts
from bot.answers.fitting import Fitted, fit, listing, part
from bot.answers.names import capital, place_name, where_name
from bot.answers.phrases import Phrases
from bot.places.model import Place


def history_text(
    phrases: Phrases, fresh: Freshness, answer: ListAnswer, place: Place
) -> Fitted:
    """What the list in force on a day had for a town or county."""
    named = place_name(phrases, place)
    intro = phrases.say(
        "intro_history",
        asked_list_date=phrases.day(answer.asked_date or fresh.list_date),
        place=named,
    )
    intro = capital(intro)
    lines = agency_lines(phrases, answer.agreements)
    nothing = [] if lines else [phrases.say("history_nothing")]
    now = phrases.say("history_now", place=named, **phrases.dates(fresh))
    return fit(
        phrases,
        [listing([intro, *nothing], lines, "more_agencies"), part([now], 1)],
    )


@dataclass(frozen=True)
class Numbers:
    """Agreements on earlier lists, oldest first, and on the newest."""

    then: tuple[DatedCount, ...]
    now: DatedCount
    is_oldest: bool
    """The first of them is the oldest list in hand."""

    def to_json(self) -> dict[str, int]:
        """Numbers by the date of their list."""
        every = (*self.then, self.now)
        return {one.list_date.isoformat(): one.value for one in every}


def numbers_text(
    phrases: Phrases,
    fresh: Freshness,
    numbers: Numbers,
    state: str | None,
    unknown: str = "",
) -> Fitted:
    """How many agreements there were then and are now, in a state or the country.

    Args:
        phrases: the language and form.
        fresh: dates of the lists.
        numbers: agreements then and now.
        state: USPS code; None: the whole country.
        unknown: that no list tells of the day asked about, where none does.
    """
    first, *between = numbers.then
    said = phrases.say(
        "history_count",
        where=where_name(phrases, state),
        then_date=phrases.day(first.list_date),
        then=phrases.number("agreements", first.value),
        now=phrases.number("agreements", numbers.now.value),
        **phrases.dates(fresh),
    )
    points = ", ".join(
        phrases.say("growth_point", date=phrases.day(one.list_date), n=one.value)
        for one in between
    )
    middle = phrases.say("growth_between", points=points) if points else ""
    oldest = phrases.say("history_oldest") if numbers.is_oldest else ""
    oldest = unknown or oldest
    caveats = caveat_parts(phrases, fresh, absent=False, present=False)
    parts = [part([said]), part([middle], 1), part([oldest], 2), *caveats]
    return fit(phrases, parts)
