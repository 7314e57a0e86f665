"""One message of the bot: text by language and channel, buttons, sources, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.content.loading import Content
from bot.content.schema import Button, Channel, Language, Reply, Source, Topic

_VALUE = re.compile(r"\{(\w+)\}")
_SENTENCE = re.compile(r"(?<=[.!?])(\s+)|(\n+)")


@dataclass(frozen=True)
class BotMessage:
    """What a channel sends: text, buttons and the machine-readable rest."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    custom: dict[str, Any] = field(default_factory=dict)

    def to_response(self) -> dict[str, Any]:
        """The message as a Rasa response dictionary."""
        return {
            "text": self.text,
            "buttons": [dict(button) for button in self.buttons],
            "custom": self.custom,
        }


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its live values filled in.

    A sentence that needs a value we do not have is left out: the rest of the answer is
    still right, a gap or a bare ``{name}`` would not be.
    """
    if "{" not in text:
        return text
    kept = []
    for piece in _SENTENCE.split(text):
        if piece is None:
            continue
        needed = set(_VALUE.findall(piece))
        if needed <= values.keys():
            kept.append(_VALUE.sub(lambda found: values[found.group(1)], piece))
    joined = re.sub(r" {2,}", " ", "".join(kept))
    return re.sub(r"\n{3,}", "\n\n", joined).strip()


def topic_payload(topic_id: str) -> str:
    """Payload of a button that asks for a topic."""
    return f"/faq_{topic_id}"


def topic_button(topic: Topic, language: Language) -> dict[str, str]:
    """Button that asks for a topic."""
    title = topic.title.in_language(language)
    return {"title": title, "payload": topic_payload(topic.id)}


def _buttons(
    content: Content, listed: tuple[str | Button, ...], language: Language
) -> tuple[dict[str, str], ...]:
    made = []
    for item in listed:
        if isinstance(item, Button):
            title = item.title.in_language(language)
            made.append({"title": title, "payload": item.payload})
        elif item in content.topics:
            made.append(topic_button(content.topics[item], language))
    return tuple(made)


def show_sources(sources: tuple[Source, ...]) -> list[dict[str, str]]:
    """Sources as sent beside an answer."""
    return [
        {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published": source.published,
            "checked": source.checked.isoformat(),
        }
        for source in sources
    ]


def _custom(item: Topic | Reply, answer_id: str, language: Language) -> dict[str, Any]:
    reviewed = item.reviewed
    return {
        "answer_id": answer_id,
        "language": language,
        "sources": show_sources(item.sources),
        "reviewed": {
            "on": reviewed.on.isoformat(),
            "next": reviewed.next.isoformat(),
            "by_role": reviewed.by_role,
        }
        if reviewed
        else None,
    }


def answer_topic(
    content: Content,
    topic_id: str,
    language: Language,
    channel: Channel,
    values: Mapping[str, str],
) -> BotMessage | None:
    """The answer of a topic, or None when there is no such topic."""
    topic = content.topics.get(topic_id)
    if topic is None:
        return None
    text = fill(topic.answer.choose(language, channel), values)
    buttons = _buttons(content, topic.follow_ups, language)
    return BotMessage(text, buttons, _custom(topic, topic.id, language))


def answer_reply(
    content: Content,
    reply_id: str,
    language: Language,
    channel: Channel,
    values: Mapping[str, str],
) -> BotMessage | None:
    """A reply that is not a topic, or None when there is no such reply."""
    reply = content.replies.get(reply_id)
    if reply is None:
        return None
    text = fill(reply.choose(language, channel), values)
    buttons = _buttons(content, reply.buttons, language)
    custom = _custom(reply, reply.answer_id or reply.id, language)
    if reply.on_reply:
        custom["on_reply"] = dict(reply.on_reply)
    return BotMessage(text, buttons, custom)
