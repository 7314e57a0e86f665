"""An agreement's life over the lists: when it came, ended, or was signed anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.agencies.dates import likely_date

#: An absence counts as a confirmed end after this many lists and days: in 158 lists
#: twelve agreements vanished and came back (agency-data study, section 6).
CONFIRMED_LISTS = 3
CONFIRMED_DAYS = 7
#: A new signing date after an absence starts a new agreement when it differs by more
#: than this; ICE re-dates standing agreements by a day when the text is posted.
RESIGNED_DAYS = 7


@dataclass
class Span:
    """One agreement's life: the lists it is on, oldest first, and printed dates."""

    positions: list[int] = field(default_factory=list)
    signed: date | None = None
    signed_position: int = 0
    """The first list that prints ``signed``; ICE may re-date a standing agreement."""

    def continues(self, position: int, signed: date | None) -> bool:
        """Whether an appearance belongs to this agreement or starts a new one."""
        if not self.positions or position <= self.positions[-1] + 1:
            return True
        if signed is None or self.signed is None:
            return True
        return abs((signed - self.signed).days) <= RESIGNED_DAYS

    def add(self, position: int, signed: date | None) -> None:
        """One more appearance, on a list later than all before."""
        self.positions.append(position)
        if signed and signed != self.signed:
            self.signed, self.signed_position = signed, position


def split_lives(appearances: Iterable[tuple[int, date | None]]) -> list[Span]:
    """The agreements of one agency and model out of its appearances.

    Args:
        appearances: (position of the list, printed date), oldest list first.
    """
    spans = [Span()]
    for position, signed in appearances:
        if not spans[-1].continues(position, signed):
            spans.append(Span())
        spans[-1].add(position, signed)
    return spans


def describe_life(span: Span, dates: list[date]) -> dict[str, Any]:
    """The columns of ``agreement`` that follow from a span and the lists' dates."""
    first, last = span.positions[0], span.positions[-1]
    missed = len(dates) - 1 - last
    gone = missed > 0
    return {
        "signed": span.signed,
        "signed_likely": likely_date(
            span.signed, dates[first], dates[span.signed_position], dates[0]
        ),
        "first_listed": dates[first],
        "last_listed": dates[last],
        "missing_since": dates[last + 1] if gone else None,
        "lists_missed": missed,
        "confirmed": missed >= CONFIRMED_LISTS
        and (dates[-1] - dates[last]).days >= CONFIRMED_DAYS,
        "listed": not gone,
    }
