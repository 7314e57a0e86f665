"""A crisis goes before everything the classifier thinks; a false guess of one goes."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.crisis.rules import as_told, is_ruled_out, recognise_crisis
from bot.dialogue.settling import intent_of, ranking_of

_CRISIS = "crisis_"
#: Confidence of a guess that a question in the message does not shake: of 1,440 crises
#: told, clean and misspelt, none is lost by it (tests/crisis/test_with_classifier.py).
_CERTAIN = 0.94


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
            else:
                _settle_guess(message)
        return messages


def _settle_guess(message: Message) -> None:
    """Says how a guessed crisis is told, or drops one the message can't tell of.

    The likeliest other intent then stands, with its own, low, confidence: topics are
    offered, not told.
    """
    guessed, confidence = intent_of(message)
    if not guessed.startswith(_CRISIS):
        return
    certain = confidence >= _CERTAIN
    text = str(message.get(TEXT) or "")
    if not is_ruled_out(text, guessed, certain=certain):
        told = {**(message.get(INTENT) or {}), "name": as_told(text, guessed)}
        message.set(INTENT, told, add_to_output=True)
        return
    others = (one for one in ranking_of(message) if not one[0].startswith(_CRISIS))
    name, confidence = next(others, ("out_of_scope", 0.0))
    view = {**(message.get(INTENT) or {}), "name": name, "confidence": confidence}
    message.set(INTENT, view, add_to_output=True)
