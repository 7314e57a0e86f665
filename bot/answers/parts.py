"""The parts of an answer, and the account of what each of its lines tells.

What is left out on SMS is left out of the machine-readable answer too, so every line
carries the agreements it tells of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.agencies.answers import Agreement
from bot.answers.phrases import Phrases


@dataclass(frozen=True)
class Line:
    """One line of an answer and the agreements it tells of."""

    text: str
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True)
class Part:
    """One paragraph; on SMS parts of small ``weight`` are kept first, 0 always."""

    head: tuple[Line, ...]
    lines: tuple[Line, ...] = ()
    """Lines that may be cut from the end; ``more`` then says how many."""
    weight: int = 0
    more: str = ""
    """Phrase with {count}; empty: the lines are never cut."""

    def shown(self, phrases: Phrases, at_most: int) -> tuple[Line, ...]:
        """Head and up to so many lines, with the number of lines left out."""
        if not self.more or at_most >= len(self.lines):
            return (*self.head, *self.lines)
        left = len(self.lines) - at_most
        tail = Line(phrases.say(self.more, count=left))
        return (*self.head, *self.lines[:at_most], tail)


@dataclass(frozen=True)
class Fitted:
    """A text and the agreements it tells of, in their order."""

    text: str
    agreements: tuple[Agreement, ...] = ()
    more: bool = False
    """Whether there is a next page."""
    headed: bool = True
    """Whether the text holds the answer's first line, with its counts."""


def line(text: str, agreements: Iterable[Agreement] = ()) -> Line:
    """A line that tells of agreements."""
    return Line(text, tuple(agreements))


def part(lines: Sequence[Line | str], weight: int = 0) -> Part:
    """A paragraph that is said whole or not at all; empty lines are dropped."""
    made = (Line(one) if isinstance(one, str) else one for one in lines)
    return Part(tuple(one for one in made if one.text), weight=weight)


def listing(
    head: Sequence[Line | str], lines: Sequence[Line], more: str, weight: int = 0
) -> Part:
    """A paragraph whose lines may be cut from the end, as ``more`` then says."""
    return Part(part(head).head, tuple(lines), weight, more)


def tell(shown: Iterable[Sequence[Line]]) -> tuple[Agreement, ...]:
    """The agreements that lines tell of, each once."""
    told = [a for lines in shown for one in lines for a in one.agreements]
    return tuple(dict.fromkeys(told))
