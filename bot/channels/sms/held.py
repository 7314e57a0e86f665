"""What a phone's conversation holds beside Rasa's: the rest of a text, own offers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from bot.content.schema import Language
from bot.privacy.conversations import Conversations


@dataclass(frozen=True)
class Held:
    """Where a conversation by phone stands after the newest reply."""

    greeted: bool = False
    """Whether the person has been told who this is."""
    language: Language | None = None
    """Language of the newest reply."""
    rest: str = ""
    """What the newest reply left out; the word MORE brings it."""
    bot_first: bool = False
    """Whether MORE first means what the bot itself offered, and then the rest."""
    ended: bool = False
    """Whether the newest reply was the last page of a longer text."""
    crisis: bool = False
    """Whether the newest reply was a crisis text."""
    offers: Mapping[str, str] = field(default_factory=dict)
    """Payloads that the channel itself offered, by what may be typed for them."""


class HeldConversations:
    """Keeps `Held` by pseudonym, as long as conversations are kept."""

    def __init__(self, place: Conversations) -> None:
        """Takes the place that forgets by itself."""
        self._place = place

    def knows(self, name: str) -> bool:
        """Whether there is a conversation under a name."""
        return self._place.get(name) is not None

    def get(self, name: str) -> Held:
        """Where a conversation stands; one that has not begun stands at its start."""
        held = self._place.get(name)
        return Held(**json.loads(held)) if held else Held()

    def put(self, name: str, held: Held) -> None:
        """Keeps where a conversation stands."""
        self._place.put(name, json.dumps(asdict(held), ensure_ascii=False))

    def drop(self, name: str) -> None:
        """Forgets a conversation."""
        self._place.drop(name)
