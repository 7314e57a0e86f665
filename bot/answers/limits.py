"""What a look-up cannot tell, said in its answer where it was asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.agencies.freshness import list_in_force
from bot.answers.about import About
from bot.answers.fitting import Part, part
from bot.answers.parts import tell


def with_limits(about: About, parts: Sequence[Part]) -> list[Part]:
    """The parts with a word on what no list tells, if that was asked.

    A number that the lists do not hold is said to be none of theirs before the numbers
    that they do hold; that no list tells of safety follows what it does tell. Whether
    somebody ever took part no list before the oldest in hand tells.
    """
    asked, phrases = about.question.narrowing, about.phrases
    if asked.not_held:
        return [part([phrases.say("not_held")]), *parts]
    if asked.safety:
        said = part([phrases.say("safety_unknown")])
        return [*parts[:1], said, *parts[1:]]
    if asked.asks("past", "left") and not _tells_of_an_end(parts):
        return [*parts[:1], part([lists_begin(about)], 1), *parts[1:]]
    return list(parts)


def _tells_of_an_end(parts: Sequence[Part]) -> bool:
    told = tell([*one.head, *one.lines] for one in parts)
    return any(agreement.status == "ended" for agreement in told)


def lists_begin(about: About) -> str:
    """That the lists in hand begin on a day and cannot tell what was before."""
    oldest = list_in_force(about.connection, "participating", date.min)
    first = oldest.list_date if oldest else about.fresh.list_date
    return about.phrases.say("history_begin", first=about.phrases.day(first))
