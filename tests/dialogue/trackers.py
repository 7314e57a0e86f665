"""Conversations made by hand, for tests."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

SENDER = "7d1c2f6e-9b34-4c1a-8e57-0a6b5c4d3e2f"
DOMAIN = Domain.from_dict(
    {
        "version": "3.1",
        "intents": ["faq_jem"],
        "entities": ["language"],
        "slots": {
            name: {
                "type": kind,
                "influence_conversation": False,
                "mappings": [{"type": "custom"}],
            }
            for name, kind in (("language", "text"), ("place", "any"))
        },
    }
)


def said_by_user(text: str, **parsed: Any) -> UserUttered:
    """What a person said, with Rasa's reading of it."""
    metadata = parsed.pop("metadata", None)
    return UserUttered(text, parse_data=parsed, metadata=metadata)  # type: ignore[arg-type]


def said_by_bot(
    answer_id: str = "", buttons: list[dict[str, str]] | None = None, **custom: Any
) -> BotUttered:
    """What the bot said."""
    data = {"buttons": buttons or [], "custom": {"answer_id": answer_id, **custom}}
    return BotUttered("text", data=data)


def conversation(*events: Event, language: str | None = None) -> DialogueStateTracker:
    """A conversation of these events."""
    slots = [SlotSet("language", language)] if language else []
    return DialogueStateTracker.from_events(SENDER, [*slots, *events], DOMAIN.slots)
