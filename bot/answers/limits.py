"""What a look-up cannot tell, said in its answer where it was asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.about import About
from bot.answers.fitting import Part, part


def with_limits(about: About, parts: Sequence[Part]) -> list[Part]:
    """The parts with a word on what no list tells, if that was asked.

    A number that the lists do not hold is said to be none of theirs before the numbers
    that they do hold; that no list tells of safety follows what it does tell.
    """
    asked, phrases = about.question.narrowing, about.phrases
    if asked.not_held:
        return [part([phrases.say("not_held")]), *parts]
    if asked.safety:
        said = part([phrases.say("safety_unknown")])
        return [*parts[:1], said, *parts[1:]]
    return list(parts)
