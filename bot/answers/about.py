"""What a look-up is about: the places that are sure, and where they came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.engine import Connection

from bot.agencies.answers import AgencyMatch, Freshness
from bot.answers.phrases import Phrases
from bot.answers.posed import LookupQuestion, LookupReply
from bot.places.model import Place


@dataclass(frozen=True)
class About:
    """A look-up with its places settled."""

    connection: Connection
    phrases: Phrases
    question: LookupQuestion
    fresh: Freshness
    today: date
    places: tuple[Place, ...] = ()
    """In the order asked; usually one or none."""
    remembered: bool = False
    """The place comes from the conversation and not from the message."""
    named: AgencyMatch | None = None
    """Agencies found already, where the place named with them was unclear."""

    @property
    def place(self) -> Place | None:
        """The place, or the first of several."""
        return self.places[0] if self.places else None

    @property
    def state(self) -> str | None:
        """USPS code of the place."""
        return self.place.state if self.place else None

    @property
    def is_local(self) -> bool:
        """Whether a town or county is asked about."""
        return self.place is not None and self.place.kind != "state"


Answer = Callable[[About], LookupReply]
