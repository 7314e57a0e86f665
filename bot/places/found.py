"""A place found in a message, by word positions; becomes a ``PlaceMention``."""

from __future__ import annotations

from dataclasses import dataclass

from bot.places.candidates import AsksFor, Choice
from bot.places.message import Message
from bot.places.model import AgencyKind, Place, PlaceMention
from bot.places.surroundings import Surroundings

Span = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """A mention by word positions."""

    first: int
    after: int
    names: tuple[Span, ...]
    """The words that are proper names, of the place and its state."""
    candidates: tuple[Place, ...] = ()
    asks_for: AsksFor | None = None
    corrected: bool = False
    unknown: str | None = None
    agency: AgencyKind | None = None
    """Set for nicknames of agencies ("PBSO")."""

    def overlaps(self, first: int, after: int) -> bool:
        """Whether words `first` to `after` belong to this mention."""
        return self.first < after and first < self.after

    def mention(self, message: Message) -> PlaceMention:
        """The same by character positions."""
        start, end = message.words[self.first].start, message.words[self.after - 1].end
        return PlaceMention(
            start=start,
            end=end,
            text=message.text[start:end],
            candidates=self.candidates,
            asks_for=self.asks_for,
            corrected=self.corrected,
            unknown=self.unknown,
        )


def found_at(span: Span, around: Surroundings, choice: Choice) -> Found:
    """The mention of a name at words `span` with what stands around it."""
    names = (span, around.state_words) if around.state_words else (span,)
    return Found(
        first=around.first,
        after=around.after,
        names=tuple(sorted(names)),
        candidates=choice.candidates,
        asks_for=choice.asks_for,
    )
