"""Which intent a message has, with an honest "none of these"."""

from __future__ import annotations

import math
from typing import Any, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.components.encoder import dense_row, in_context, shared_encoder
from bot.dialogue.margins import Margins, fit_margins
from bot.dialogue.parts import part_questions
from bot.dialogue.wording import as_written, normalised, with_place_token

OUT_OF_SCOPE = "out_of_scope"
#: Entries of the ranking kept: enough for "did you mean", little in the tracker.
_RANKED = 5
#: Share of the message before in the margins of a short message that is unclear alone.
_CONTEXT = 0.4
#: Confidence at which a short message is understood without the one before it.
_CLEAR_ALONE = 0.85
#: And at which it is off topic, whatever was spoken of before.
_OFF_ALONE = 0.75
#: Confidence at which a message is one question, so that it is not parted.
_ONE_QUESTION = 0.97
#: Slope of the sigmoid that turns the lead over the next intent into a confidence.
_SLOPE = 4.7


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True
)
class MarginClassifier(GraphComponent):
    """A classifier over sentence, word and character features.

    "None of these" is a class of its own (``out_of_scope``). The confidence is the
    sigmoid of the best margin's lead over the next one: it says how far the message
    is from meaning something else (docs/evaluation.md compares it with others).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Ridge penalty, and what closeness of meaning counts against the n-grams."""
        return {"penalty": 1.0, "closeness_weight": 12.0}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MarginClassifier:
        """Creates an untrained component."""
        return cls(config, model_storage, resource)

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        margins: Optional[Margins] = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._margins = margins

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the classifier on all intent examples and stores it without pickles."""
        examples = [
            m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)
        ]
        self._margins = fit_margins(
            [with_place_token(m) for m in examples],
            _dense(examples),
            [str(m.get(INTENT)) for m in examples],
            penalty=float(self._config["penalty"]),
            closeness_weight=float(self._config["closeness_weight"]),
        )
        with self._storage.write_to(self._resource) as folder:
            self._margins.save(folder)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MarginClassifier:
        """Loads a trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Margins.load(folder))

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and ranking on each message."""
        for message in messages:
            if message.get(TEXT) and self._margins is not None:
                self._classify(message, self._margins)
        return messages

    def _classify(self, message: Message, margins: Margins) -> None:
        scores = margins.of(with_place_token(message), dense_row(message))
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        lead = confidence(ranked[0][1] - ranked[1][1])
        clear = lead >= (_OFF_ALONE if ranked[0][0] == OUT_OF_SCOPE else _CLEAR_ALONE)
        together = None if clear else in_context(message)
        if together:
            others = margins.of(*together)
            ranked = sorted(
                (
                    (name, (1 - _CONTEXT) * margin + _CONTEXT * others[name])
                    for name, margin in scores.items()
                ),
                key=lambda item: -item[1],
            )
        best = ranked[0][1]
        ranking = [
            {"name": name, "confidence": confidence(margin - _rival(ranked, n))}
            for n, (name, margin) in enumerate(ranked[:_RANKED])
        ]
        beyond = best - dict(ranked).get(OUT_OF_SCOPE, -1.0)
        top = {**ranking[0], "margin": best, "over_off_topic": beyond}
        message.set(INTENT, top, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        if confidence(best - ranked[1][1]) < _ONE_QUESTION:
            message.set("parts", _parts(message, margins))


def _parts(message: Message, margins: Margins) -> tuple[str, ...]:
    """The intents of a message's two questions, when each is clear and they differ."""
    for way in part_questions(as_written(message)):
        read = [_read_part(part, message, margins) for part in way]
        names = tuple(name for name, clear in read if clear)
        if len(set(names)) == len(way):
            return names
    return ()


def _read_part(part: str, whole: Message, margins: Margins) -> tuple[str, bool]:
    """Intent of one part of a message, and whether it is clear."""
    message = Message(data={TEXT: part, "language": whole.get("language")})
    encoder = shared_encoder()
    dense = encoder.encode([normalised(message)])[0] if encoder.present else None
    scores = margins.of(with_place_token(message), dense)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    lead = confidence(ranked[0][1] - ranked[1][1])
    return ranked[0][0], lead >= _CLEAR_ALONE


def _rival(ranked: list[tuple[str, float]], place: int) -> float:
    """The margin an intent has to beat: the next one's, or for others the best."""
    return ranked[1][1] if place == 0 else ranked[0][1]


def confidence(lead: float) -> float:
    """Confidence from the lead over the rival's margin, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-_SLOPE * max(-20.0, min(20.0, lead))))


def _dense(examples: list[Message]) -> Optional[np.ndarray[Any, np.dtype[np.float32]]]:
    rows = [dense_row(message) for message in examples]
    found = [row for row in rows if row is not None]
    return np.stack(found) if len(found) == len(rows) and found else None
