"""What a message means in its conversation, once the classifier has had its say.

In this order: a crisis that is over; a crisis stands; an answer to what the bot has
just asked, or a topic of those it offered; a crisis that goes on; a few words that mean
one thing after the answer just read; a place (or a kind of agency) alone, which repeats
the last look-up there; one of the agreements just named; two questions in one; a
look-up of the place named or meant; a message the bot is not sure enough about, for
which it gives both likely answers or offers the nearest topics; everything else as it
is.
"""

from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue import leaning, naming
from bot.dialogue.after_crisis import (
    CRISIS,
    goes_on,
    settle_after_crisis,
    settle_told_story,
)
from bot.dialogue.asked_language import follow_language
from bot.dialogue.choosing import settle_choice
from bot.dialogue.conversation import last_bot_message, recent_lookup
from bot.dialogue.place_or_topic import PLACE, settle_place
from bot.dialogue.place_said import answers_question, place_alone
from bot.dialogue.said_next import settle_next
from bot.dialogue.settling import (
    LOOKUP,
    TOPIC,
    add_entity,
    best_ranked,
    intent_of,
    ranking_of,
    set_intent,
    set_pair,
)
from bot.language.other_languages import recognise_other_language
from bot.language.spelling import visible

#: How far over the bar a topic must be to be told with a line on one's own case.
_CLEARLY = 0.08
#: Refusals that are followed by what holds in general.
_OWN_CASE = ("refuse_personal_case", "refuse_prediction")


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
        ``on_topic``: lead over "none of these" below which topics are only offered.
        ``beside_case``: confidence from which a topic is told beside a refusal to judge
        a person's case. ``hint``: confidence of such a refusal from which a topic is
        told with a line that the case is not judged, to people who speak of their own.
        ``one_topic``: confidence below which a topic whose rival is none is only
        offered.
        """
        return {
            "sure": 0.52,
            "alone": 0.85,
            "near": 0.15,
            "familiar": -0.85,
            "on_topic": 0.2,
            "beside_case": 0.15,
            "hint": 0.05,
            "one_topic": 0.7,
        }

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
        self._on_topic = float(config["on_topic"])
        self._beside_case = float(config["beside_case"])
        self._hint = float(config["hint"])
        self._one_topic = float(config["one_topic"])

    def process(
        self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None
    ) -> list[Message]:
        """Settles the intent of each message and names its topic."""
        for message in messages:
            self._settle(message, tracker)
            intent, _ = intent_of(message)
            if intent.startswith(TOPIC):
                add_entity(message, "topic", intent[len(TOPIC) :])
        return messages

    def _settle(
        self, message: Message, tracker: Optional[DialogueStateTracker]
    ) -> None:
        if settle_after_crisis(message, tracker):
            return
        name, confidence = intent_of(message)
        if name.startswith(CRISIS) and confidence == 1.0:
            return
        if not any(c.isalnum() for c in visible(message.get(TEXT) or "")):
            set_intent(message, "gibberish")
            return
        if recognise_other_language(str(message.get(TEXT) or "")):
            set_intent(message, "other_language")
            return
        said = (last_bot_message(tracker) if tracker else None) or {}
        custom = said.get("custom") or {}
        if follow_language(message, custom):
            return
        if answers_question(message, custom.get("awaiting")):
            return
        if settle_choice(message, said):
            return
        if settle_next(message, tracker, in_crisis=True):
            return
        if settle_told_story(message, tracker):
            return
        if goes_on(message, custom, sure=self._sure) or settle_next(message, tracker):
            return
        lookup = recent_lookup(tracker) if tracker else None
        if lookup and (model := leaning.model_meant(message, lookup)):
            set_pair(message, "place_and_topic", [f"{TOPIC}{model.lower()}"], 1.0)
            add_entity(message, "model", model)
            return
        # After that: "the jail one" names a kind of agency too.
        if place_alone(message, custom, tracker):
            return
        if self._two_questions(message):
            return
        named = naming.names_somebody(message)
        meant = named or bool(message.get("means_place"))
        bars = {"near": self._near, "alone": self._alone}
        if not (meant and settle_place(message, named=named, **bars)):
            self._judge(message)

    def _two_questions(self, message: Message) -> bool:
        """Two questions in one message, each clear, get an answer each."""
        parts = message.get("parts") or ()
        if len(parts) != 2:
            return False
        topics = [name for name in parts if name.startswith(TOPIC)]
        lookups = [name for name in parts if name.startswith(LOOKUP)]
        if len(topics) == 2:
            set_pair(message, "both_answers", topics, 1.0)
            return True
        if topics and PLACE in lookups:
            set_pair(message, "place_and_topic", topics, 1.0)
            return True
        return False

    def _judge(self, message: Message) -> None:
        name, confidence = intent_of(message)
        view = message.get(INTENT) or {}
        strange = float(view.get("margin", 0.0)) < self._familiar
        beyond = float(view.get("over_off_topic", 1.0))
        if strange and name != "gibberish":
            set_intent(message, "out_of_scope", 1.0 - confidence)
        elif name.startswith(TOPIC) and beyond < self._on_topic:
            set_intent(message, "did_you_mean", confidence)
        elif name in _OWN_CASE:
            self._case(message, name, confidence)
        elif self._tells_own_case(message) or self._pair(message):
            return
        elif confidence < (self._one_topic if name.startswith(TOPIC) else self._sure):
            set_intent(message, "did_you_mean", confidence)

    def _case(self, message: Message, name: str, confidence: float) -> None:
        """A person's own case: not judged, but what holds for all is told if near."""
        topic, behind = best_ranked(message, TOPIC)
        if topic and behind >= self._beside_case:
            set_pair(message, "case_and_topic", [name, topic], confidence)
        else:
            set_intent(message, name, confidence)

    def _tells_own_case(self, message: Message) -> bool:
        """A topic asked of one's own case: not judged, but what holds for all is told.

        A hint of a case is enough when a person speaks of themselves or their family.
        """
        name, confidence = intent_of(message)
        if not name.startswith(TOPIC) or confidence < self._sure + _CLEARLY:
            return False
        ranking = ranking_of(message)
        hint = next((r for r in ranking if r[0] in _OWN_CASE), ("", 0.0))
        if hint[1] < self._hint or not leaning.speaks_of_own(message):
            return False
        set_pair(message, "case_and_topic", [name, hint[0]], confidence)
        return True

    def _pair(self, message: Message) -> bool:
        """Both likeliest answers, where two topics or a case and a topic are near."""
        _, confidence = intent_of(message)
        if confidence >= self._alone:
            return False
        likely = [name for name, _ in ranking_of(message)[:2]]
        topics = [name for name in likely if name.startswith(TOPIC)]
        cases = [name for name in likely if name in _OWN_CASE]
        if len(topics) == 2:
            set_pair(message, "two_answers", topics, confidence)
        elif topics and cases:
            set_pair(message, "case_and_topic", likely, confidence)
        else:
            return False
        return True
