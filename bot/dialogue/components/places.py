"""Places and kinds of agency in a message, by gazetteer."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.conversation import last_bot_message
from bot.dialogue.gazetteer import default_reader
from bot.dialogue.leaning import points_at_place
from bot.places.model import PlaceMention, PlaceReading


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class PlaceExtractor(GraphComponent):
    """Adds the entities ``place`` and ``agency_kind``.

    The value of a ``place`` is the mention as plain data (its candidates, what to ask,
    why it is unknown), so that an action need not read the text again.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PlaceExtractor:
        """Creates the component; the tables are shared by the whole process."""
        return cls()

    def process(
        self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None
    ) -> list[Message]:
        """Reads the places of each message."""
        asked = _place_was_asked(tracker)
        for message in messages:
            reading = default_reader().read(
                message.get(TEXT) or "",
                language=message.get("language"),
                expects_place=asked,
                glance=message.get("glance"),
            )
            message.set("places", reading)
            known = tracker is not None and tracker.get_slot("place")
            if known and not reading.mentions and points_at_place(message):
                message.set("means_place", True)
            entities = [*(message.get(ENTITIES) or []), *entities_of(reading)]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


def entities_of(reading: PlaceReading) -> list[dict[str, Any]]:
    """A reading as Rasa entities."""
    places = [_place_entity(mention) for mention in reading.mentions]
    kinds = [{"entity": "agency_kind", "value": kind} for kind in reading.agency_kinds]
    return [*places, *kinds]


def _place_entity(mention: PlaceMention) -> dict[str, Any]:
    return {
        "entity": "place",
        "start": mention.start,
        "end": mention.end,
        "value": asdict(mention),
    }


def _place_was_asked(tracker: Optional[DialogueStateTracker]) -> bool:
    said = last_bot_message(tracker) if tracker else None
    return bool(((said or {}).get("custom") or {}).get("awaiting"))
