"""Setting what a message means: its intent, its entities, its ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

TOPIC = "faq_"
LOOKUP = "lookup_"


def set_intent(message: Message, name: str, confidence: float = 1.0) -> None:
    """Settles the intent of a message."""
    found = {"name": name, "confidence": confidence}
    message.set(INTENT, found, add_to_output=True)


def add_entity(message: Message, entity: str, value: Any) -> None:
    """Adds an entity to those a message has."""
    entities = [*(message.get(ENTITIES) or []), {"entity": entity, "value": value}]
    message.set(ENTITIES, entities, add_to_output=True)


def set_pair(message: Message, intent: str, names: Sequence[str], conf: float) -> None:
    """Settles that two answers are given, or one beside a look-up.

    Args:
        message: the message.
        intent: which kind of pair.
        names: intents; topics lose their prefix, because answers are told by id.
        conf: the confidence.
    """
    set_intent(message, intent, conf)
    add_entity(message, "pair", [name.removeprefix(TOPIC) for name in names])


def intent_of(message: Message) -> tuple[str, float]:
    """Name and confidence of a message's intent; empty and 0 without one."""
    intent = message.get(INTENT) or {}
    return str(intent.get("name") or ""), float(intent.get("confidence") or 0.0)


def ranking_of(message: Message) -> list[tuple[str, float]]:
    """Names and confidences of the likeliest intents, the likeliest first."""
    ranking = message.get(INTENT_RANKING_KEY) or []
    return [(str(r["name"]), float(r["confidence"])) for r in ranking]


def best_ranked(message: Message, prefix: str) -> tuple[str, float]:
    """The likeliest intent of a kind; empty and 0 when none is ranked."""
    found = (entry for entry in ranking_of(message) if entry[0].startswith(prefix))
    return next(found, ("", 0.0))
