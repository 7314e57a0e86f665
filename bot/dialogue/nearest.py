"""The nearest topics, offered as buttons when the bot is not sure enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.content.answering import BotMessage, answer_reply, topic_button
from bot.content.loading import Content
from bot.content.schema import Channel, InBothLanguages, Language

#: With three, the right one is among them nine times out of ten (docs/evaluation.md).
BUTTONS = 3
_TOPIC = "faq_"


def nearest_buttons(
    content: Content, ranking: Sequence[dict[str, Any]], language: Language
) -> tuple[dict[str, str], ...]:
    """Buttons for the best-ranked intents that have a title."""
    buttons: list[dict[str, str]] = []
    for entry in ranking:
        name = str(entry.get("name") or "")
        if name.startswith(_TOPIC) and name[len(_TOPIC) :] in content.topics:
            buttons.append(topic_button(content.topics[name[len(_TOPIC) :]], language))
        elif title := _reply_title(content, name):
            said = title.in_language(language)
            buttons.append({"title": said, "payload": f"/{name}"})
        if len(buttons) == BUTTONS:
            break
    return tuple(buttons)


def _reply_title(content: Content, name: str) -> InBothLanguages | None:
    reply = content.replies.get(name)
    return reply.title if reply else None


def offer_nearest(
    content: Content,
    ranking: Sequence[dict[str, Any]],
    language: Language,
    channel: Channel,
) -> BotMessage | None:
    """Asks "did you mean" with up to three buttons; the menu when nothing is near."""
    buttons = nearest_buttons(content, ranking, language)
    if not buttons:
        return answer_reply(content, "menu", language, channel, {})
    message = answer_reply(content, "did_you_mean", language, channel, {})
    return replace(message, buttons=buttons) if message else None
