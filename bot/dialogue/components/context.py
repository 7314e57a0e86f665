"""What a message means in its conversation, once the classifier has had its say.

In this order: a crisis stands; an answer to what the bot has just asked; a place (or a
kind of agency) alone, which repeats the last look-up there; a message the bot is not
sure enough about, for which it offers the nearest topics; everything else as it is.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_RANKING_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue import naming
from bot.dialogue.conversation import last_bot_message
from bot.dialogue.wording import without_names
from bot.language.spelling import plain, visible
from bot.places.answers import resolve
from bot.places.model import Place, PlaceMention, PlaceReading

_FILLERS = Path(__file__).resolve().parents[3] / "data" / "language" / "fillers.yml"
_TOPIC = "faq_"
_LOOKUP = "lookup_"
#: Crises whose text has a next part, and what ends them.
_CONTINUED = ("crisis_ice_at_door", "crisis_detained", "crisis_being_stopped")
_ENDINGS = ("thanks", "bye", "stop")
_FEW_WORDS = 6
#: Kinds of agency that a state, a school or a tribe has only one of, so that naming the
#: kind asks about it even when no place is known.
_NAMED_KINDS = frozenset(
    {"state_police", "national_guard", "prisons", "campus", "wildlife", "tribal"}
)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False
)
class ContextResolver(GraphComponent):
    """Decides the intent from the classifier's view and the conversation."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Bars on the classifier's view; chosen in docs/evaluation.md.

        ``alone``: confidence at which one topic is answered alone; below it the next
        one is answered too, in short. ``sure``: below it the nearest topics are only
        offered, unless both of them are topics. ``near``: how far behind, in
        confidence, a look-up may be to be preferred for a message that names a place.
        ``familiar``: margin below which a message is like nothing the bot knows.
        """
        return {"sure": 0.52, "alone": 0.85, "near": 0.15, "familiar": -0.85}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ContextResolver:
        """Creates the component."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._sure = float(config["sure"])
        self._alone = float(config["alone"])
        self._near = float(config["near"])
        self._familiar = float(config["familiar"])

    def process(
        self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None
    ) -> list[Message]:
        """Settles the intent of each message and names its topic."""
        for message in messages:
            self._settle(message, tracker)
            intent = str((message.get(INTENT) or {}).get("name") or "")
            if intent.startswith(_TOPIC):
                _add_entity(message, "topic", intent[len(_TOPIC) :])
        return messages

    def _settle(
        self, message: Message, tracker: Optional[DialogueStateTracker]
    ) -> None:
        intent = message.get(INTENT) or {}
        name = str(intent.get("name") or "")
        if name.startswith("crisis_") and intent.get("confidence") == 1.0:
            return
        if not any(c.isalnum() for c in visible(message.get(TEXT) or "")):
            _set_intent(message, "gibberish", 1.0)
            return
        said = (last_bot_message(tracker) if tracker else None) or {}
        custom = said.get("custom") or {}
        if _answers_question(message, custom.get("awaiting")):
            return
        if self._stays_in_crisis(message, str(custom.get("answer_id") or "")):
            return
        if _place_alone(message, custom, tracker):
            return
        if not naming.names_somebody(message) or not self._prefer_lookup(message):
            self._judge(message)

    def _stays_in_crisis(self, message: Message, answer_id: str) -> bool:
        """A few unclear words after a crisis text: its next part follows."""
        intent = message.get(INTENT) or {}
        name = str(intent.get("name") or "")
        clear = float(intent.get("confidence") or 0.0) >= self._alone
        few = len(str(message.get(TEXT) or "").split()) <= _FEW_WORDS
        if answer_id not in _CONTINUED or not few or name in _ENDINGS:
            return False
        if clear and name not in ("affirm", "deny", "menu", "gibberish"):
            return False
        _set_intent(message, f"{answer_id}_more", 1.0)
        return True

    def _prefer_lookup(self, message: Message) -> bool:
        """A message that names a place asks for a look-up if one is near."""
        ranking = message.get(INTENT_RANKING_KEY) or []
        nothing: dict[str, Any] = {"name": "", "confidence": 0.0}
        best = ranking[0] if ranking else nothing
        if str(best["name"]).startswith(_LOOKUP):
            _set_intent(message, str(best["name"]), 1.0)
            return True
        lookup = next((r for r in ranking if str(r["name"]).startswith(_LOOKUP)), None)
        near = lookup is not None and lookup["confidence"] >= 0.5 - self._near
        if lookup is not None and near:
            _set_intent(message, str(lookup["name"]), float(lookup["confidence"]))
            return True
        if naming.names_zip(message) and float(best["confidence"]) < 0.9:
            _set_intent(message, "lookup_place", 1.0)
            return True
        if naming.asks_about_one(message, str(best["name"])):
            _set_intent(message, str((lookup or {"name": "lookup_place"})["name"]), 1.0)
            return True
        return False

    def _judge(self, message: Message) -> None:
        intent = message.get(INTENT) or {}
        confidence = float(intent.get("confidence") or 0.0)
        margin = float(intent.get("margin", 0.0))
        if margin < self._familiar and intent.get("name") != "gibberish":
            _set_intent(message, "out_of_scope", 1.0 - confidence)
        elif confidence < self._alone and _two_topics(message):
            _set_intent(message, "two_answers", confidence)
        elif confidence < self._sure:
            _set_intent(message, "did_you_mean", confidence)


def _two_topics(message: Message) -> bool:
    """Whether the two likeliest intents are topics, so that both can be answered."""
    ranking = message.get(INTENT_RANKING_KEY) or []
    return len(ranking) > 1 and all(
        str(entry["name"]).startswith(_TOPIC) for entry in ranking[:2]
    )


def _set_intent(message: Message, name: str, confidence: float) -> None:
    found = {"name": name, "confidence": confidence}
    message.set(INTENT, found, add_to_output=True)


def _add_entity(message: Message, entity: str, value: Any) -> None:
    entities = [*(message.get(ENTITIES) or []), {"entity": entity, "value": value}]
    message.set(ENTITIES, entities, add_to_output=True)


def _answers_question(message: Message, awaiting: Any) -> bool:
    """Whether the message answers what the bot asked; if so it repeats the look-up."""
    if not isinstance(awaiting, dict):
        return False
    candidates = [_place(raw) for raw in awaiting.get("candidates") or []]
    if candidates:
        chosen = resolve(message.get(TEXT) or "", tuple(candidates))
        if chosen:
            _replace_places(message, chosen)
            _set_intent(message, str(awaiting["intent"]), 1.0)
            return True
    return False


def _place(raw: dict[str, Any]) -> Place:
    return Place(**{**raw, "fips": tuple(raw.get("fips") or ())})


def _replace_places(message: Message, chosen: tuple[Place, ...]) -> None:
    text = message.get(TEXT) or ""
    mention = PlaceMention(0, len(text), text, chosen)
    kept = [e for e in message.get(ENTITIES) or [] if e.get("entity") != "place"]
    entity = {
        "entity": "place",
        "start": 0,
        "end": len(text),
        "value": asdict(mention),
    }
    message.set(ENTITIES, [*kept, entity], add_to_output=True)


def _place_alone(
    message: Message, custom: dict[str, Any], tracker: Optional[DialogueStateTracker]
) -> bool:
    """Whether only a place, or a kind of agency, was said; repeats the look-up."""
    reading = message.get("places")
    if not isinstance(reading, PlaceReading):
        return False
    rest = _other_words(message)
    asking = rest & _words("asking")
    if reading.mentions and rest <= _words("fillers") | _words("asking"):
        lookup = "" if asking else str(custom.get("lookup_intent") or "")
        repeat = lookup if lookup.startswith(_LOOKUP) else "lookup_place"
        if custom.get("answer_id") == "state_law" and naming.names_only_states(message):
            repeat = "faq_state_law"  # "write your state's name to see its law"
        _set_intent(message, repeat, 1.0)
        return True
    kinds = set(reading.agency_kinds)
    known = tracker is not None and tracker.get_slot("place")
    named = bool(kinds & _NAMED_KINDS) or (bool(kinds) and bool(known))
    unknown = rest - _words("fillers") - _words("asking")
    if not reading.mentions and named and len(unknown) <= 1 and len(rest) <= 6:
        _set_intent(message, "lookup_place", 1.0)
        return True
    return False


def _other_words(message: Message) -> set[str]:
    """The words of a message without its place names, in their plain spelling."""
    words = plain(without_names(message), message.get("language") or "en").split()
    return {word for word in words if word.isalnum()}


@lru_cache(maxsize=2)
def _words(kind: str) -> frozenset[str]:
    lists = yaml.safe_load(_FILLERS.read_text(encoding="utf-8"))[kind]
    return frozenset(str(word) for words in lists.values() for word in words)
