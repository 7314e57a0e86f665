"""Rasa's hook for a custom NLG class: texts are looked up when they are given.

Named in ``endpoints.yml``. It runs inside the Rasa process, needs neither the action
server nor the database, and reads the content from disk again when a file has changed:
a corrected wording is live at once.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.answers.live_values import LiveValues
from bot.answers.sms_pages import SEGMENTS
from bot.answers.state_law import ANSWERED, answer_state_law, state_asked
from bot.content.answering import BotMessage, answer_reply, answer_topic
from bot.content.denied import begin_with_fact, denies
from bot.content.loading import Content, current_content
from bot.content.schema import LANGUAGES, Channel, Language
from bot.content.speaking import Speaking
from bot.content.two_topics import (
    Bridge,
    answer_case,
    answer_two,
    shortest_first,
)
from bot.crisis.rules import recognise_crisis
from bot.dialogue.asked_language import told_in_other_language
from bot.dialogue.conversation import (
    language_of_tracker,
    pair_of,
    previous_answer_id,
)
from bot.dialogue.nearest import offer_nearest
from bot.dialogue.state import channel_of
from bot.language.asked import language_asked
from bot.language.other_languages import recognise_other_language
from bot.language.sms_pages import fits

logger = logging.getLogger(__name__)

_TOPIC = "utter_faq_"
_REPLY = "utter_"
#: Responses of two answers, with what stands between them.
_PAIRS: dict[str, Bridge] = {
    "two_answers": "two_topics",
    "both_answers": "two_asked",
}


class ContentNLG(NaturalLanguageGenerator):
    """Serves topics and replies by language and channel."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        """Takes what Rasa passes to an NLG class; nothing of it is needed."""

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """The response for an ``utter_`` action.

        There is always one: for a name without a text the general error reply.
        """
        language = language_of_tracker(tracker)
        channel = channel_of(output_channel)
        content = current_content()
        message = _say(content, utter_action, tracker, language, channel)
        if message is None:
            logger.error("no text for a response; gave the error reply")
            message = answer_reply(content, "error", language, channel, {})
        return message.to_response() if message else None


def _say(
    content: Content,
    utter_action: str,
    tracker: DialogueStateTracker,
    language: Language,
    channel: Channel,
) -> BotMessage | None:
    if utter_action.startswith(_TOPIC):
        name = utter_action[len(_TOPIC) :]
        state = _state_asked(name, tracker) if name in ANSWERED else None
        message = (
            answer_state_law(content, state, language, channel)
            if state
            else answer_topic(content, name, language, channel, LiveValues(language))
        )
        return _exactly(content, message, tracker, language)
    name = utter_action[len(_REPLY) :]
    if name == "did_you_mean":
        return _did_you_mean(content, tracker, language, channel)
    if name in _PAIRS:
        speaking = Speaking(language, channel, LiveValues(language))
        return _pair(content, _PAIRS[name], tracker, speaking)
    if name == "case_and_topic":
        pair = pair_of(tracker.latest_message)
        said = answer_case(
            content, pair, Speaking(language, channel, LiveValues(language))
        )
        return said or _did_you_mean(content, tracker, language, channel)
    if name == "topic_of_place":
        # The look-up before it has had its say; this is what is true everywhere.
        topics = pair_of(tracker.latest_message)[:1] or ("error",)
        return answer_topic(content, topics[0], language, "sms", LiveValues(language))
    if name == "other_language":
        return _other_language(content, tracker, language, channel)
    if name == "default":
        name = _crisis_told(tracker) or "error"
    return answer_reply(content, name, language, channel, LiveValues(language))


def _crisis_told(tracker: DialogueStateTracker) -> str | None:
    """The crisis in a message that no rule answers: a model older than the code."""
    latest = tracker.latest_message
    return recognise_crisis((latest.text or "") if latest else "")


def _exactly(
    content: Content,
    message: BotMessage | None,
    tracker: DialogueStateTracker,
    language: Language,
) -> BotMessage | None:
    """A topic's answer without the yes or no that would mislead who denies."""
    latest = tracker.latest_message
    text = (latest.text or "") if latest else ""
    if message is not None and language_asked(text):
        return told_in_other_language(message)
    if message is None or not denies(text, language):
        return message
    lead = answer_reply(content, "to_be_exact", language, "web", {})
    return begin_with_fact(message, lead.text) if lead else message


def _other_language(
    content: Content,
    tracker: DialogueStateTracker,
    language: Language,
    channel: Channel,
) -> BotMessage | None:
    """One line in the language of the message, then what to do in danger in ours.

    Nobody here can tell a crisis in a language the bot does not speak, so the steps are
    always said; by SMS where they fit.
    """
    latest = tracker.latest_message
    found = recognise_other_language((latest.text or "") if latest else "")
    said = answer_reply(content, "other_language", language, channel, {})
    if said is None or found is None:
        return said
    steps = [
        answer_reply(content, "in_danger", lang, channel, {}) for lang in LANGUAGES
    ]
    danger = " / ".join(step.text for step in steps if step)
    if channel == "sms":
        whole = f"{found.line} {danger}"
        return replace(said, text=whole if fits(whole, SEGMENTS) else found.line)
    return replace(said, text=f"{found.line}\n\n{said.text}\n\n{danger}")


def _state_asked(topic: str, tracker: DialogueStateTracker) -> str | None:
    """The state whose law is asked for: the message's, else the conversation's."""
    latest = tracker.latest_message
    text = (latest.text or "") if latest else ""
    entities = latest.entities if latest else []
    return state_asked(topic, text, entities, tracker.get_slot("place"))


def _ranking(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    latest = tracker.latest_message
    return list((latest.parse_data or {}).get("intent_ranking", [])) if latest else []


def _pair(
    content: Content, bridge: Bridge, tracker: DialogueStateTracker, speaking: Speaking
) -> BotMessage | None:
    """Two answers in one message; an offer of the nearest where they can't be given."""
    language, channel = speaking.language, speaking.channel
    names: Sequence[str] = pair_of(tracker.latest_message)
    about_laws = bool(names) and ANSWERED.issuperset(names)
    if about_laws and (state := _state_asked(names[0], tracker)):
        return answer_state_law(content, state, language, channel)
    if bridge == "two_asked":
        names = shortest_first(content, names, language, channel)
    found = answer_two(content, names, bridge, speaking)
    return found or _did_you_mean(content, tracker, language, channel)


def _did_you_mean(
    content: Content,
    tracker: DialogueStateTracker,
    language: Language,
    channel: Channel,
) -> BotMessage | None:
    """The nearest topics as buttons; the second time in a row, people who can help."""
    if previous_answer_id(tracker) == "did_you_mean":
        return answer_reply(content, "not_understood_twice", language, channel, {})
    return offer_nearest(content, _ranking(tracker), language, channel)
