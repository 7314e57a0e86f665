"""A wish for the other language: it changes, and the last answer comes again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.content.answering import BotMessage
from bot.content.loading import current_content
from bot.dialogue.settling import TOPIC, ranking_of, set_intent
from bot.language.asked import language_asked
from bot.language.detection import Language

_READ_ANEW = ("language", "place", "agency_kind")
_CRISIS = "crisis_"
#: Share of the classifier's view; "English" alone may be read as a town.
_LIKELY = 0.2
_SWITCH_ID = "language_switch"
_SWITCH = f"{TOPIC}{_SWITCH_ID}"


def follow_language(message: Message, said: dict[str, Any]) -> bool:
    """Answers a wish for a language in that language, with what was said last.

    Args:
        message: a message with the classifier's view of it.
        said: the machine-readable part of the bot's last answer; empty at the start.

    Returns:
        Whether that was what the message wished.
    """
    asked = language_asked(str(message.get(TEXT) or ""))
    if asked is None or dict(ranking_of(message)).get(_SWITCH, 0.0) < _LIKELY:
        return False
    _change_language(message, asked)
    last = str(said.get("answer_id") or "")
    if last.startswith(_CRISIS):
        set_intent(message, last)
    elif last in current_content().topics:
        set_intent(message, f"{TOPIC}{last}")
    elif said.get("lookup_intent"):
        set_intent(message, str(said["lookup_intent"]))
    return True


def told_in_other_language(message: BotMessage) -> BotMessage:
    """An answer told again, marked as one to the wish for a language as well."""
    told = message.custom.get("answer_ids") or [message.custom["answer_id"]]
    if _SWITCH_ID in told:
        return message
    return replace(
        message, custom={**message.custom, "answer_ids": [_SWITCH_ID, *told]}
    )


def _change_language(message: Message, language: Language) -> None:
    message.set("language", language)
    # "English" is a town in Indiana, too.
    others = [e for e in message.get(ENTITIES) or [] if e["entity"] not in _READ_ANEW]
    changed = {"entity": "language", "value": language}
    message.set(ENTITIES, [*others, changed], add_to_output=True)
