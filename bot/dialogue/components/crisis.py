"""A crisis goes before everything the classifier thinks."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.crisis.rules import recognise_crisis


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False
)
class CrisisRules(GraphComponent):
    """Sets a crisis intent, with full confidence, where a rule sees one."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CrisisRules:
        """Creates the component; the rules are shared by the whole process."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrides the intent of messages that tell of a crisis."""
        for message in messages:
            crisis = recognise_crisis(message.get(TEXT) or "")
            if crisis:
                found = {"name": crisis, "confidence": 1.0}
                message.set(INTENT, found, add_to_output=True)
        return messages
