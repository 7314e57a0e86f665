"""Language of a message, sticky over the conversation."""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.conversation import last_answer_id
from bot.dialogue.gazetteer import default_reader
from bot.dialogue.wording import without_names
from bot.language.detection import Language, guess_language

#: After a crisis text, a message of fewer words does not change the language.
_WORDS_IN_CRISIS = 4


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False
)
class LanguageIdentifier(GraphComponent):
    """Adds the entity ``language``, from which the slot of that name is filled.

    An explicit choice (the page's switch, sent as metadata ``lang``) wins over what the
    words look like; a message of neutral words keeps the conversation's language.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        """Creates the component and loads the tables that the process shares."""
        guess_language(default_reader().strip_names("hola"))
        return cls()

    def process(
        self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None
    ) -> list[Message]:
        """Sets ``language`` on each message and as entity."""
        for message in messages:
            language = _language(message, message.get("metadata"), tracker)
            message.set("language", language)
            entities = list(message.get(ENTITIES) or [])
            entities.append({"entity": "language", "value": language})
            message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _language(
    message: Message, metadata: Any, tracker: Optional[DialogueStateTracker]
) -> Language:
    chosen = metadata.get("lang") if isinstance(metadata, dict) else None
    if chosen in ("en", "es"):
        return "es" if chosen == "es" else "en"
    known = tracker.get_slot("language") if tracker else None
    if known is None and isinstance(metadata, dict):
        known = metadata.get("hint")
    habit: Optional[Language] = known if known in ("en", "es") else None
    words = str(message.get(TEXT) or "").split()
    if habit and len(words) < _WORDS_IN_CRISIS and _in_crisis(tracker):
        return habit
    return guess_language(without_names(message), habit=habit).language


def _in_crisis(tracker: Optional[DialogueStateTracker]) -> bool:
    return tracker is not None and last_answer_id(tracker).startswith("crisis_")
