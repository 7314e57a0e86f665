"""Two answers in one message: to two questions, or where a question may mean either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from bot.content.answering import (
    BotMessage,
    answer_reply,
    answer_topic,
    topic_payload,
)
from bot.content.loading import Content
from bot.content.schema import Channel, Language
from bot.content.speaking import Speaking
from bot.language.choices import more_words
from bot.language.gsm import fold, segments

_SMS_SEGMENTS = 2
_BUTTONS = 4

#: What stands between the answers, by why there are two: a reply with ``<title>``.
Bridge = Literal["two_topics", "two_asked"]


def answer_two(
    content: Content, names: Sequence[str], bridge: Bridge, speaking: Speaking
) -> BotMessage | None:
    """Two answers in one message.

    On the web the first in full and the second in its short form under its title. By
    SMS both short forms; where they do not fit two segments the first, and the second
    for the word MORE.

    Args:
        content: topics and replies.
        names: the ids of a topic or a reply, then of a topic.
        bridge: why there are two.
        speaking: language, channel and live values.

    Returns:
        None when there are not two names or one of them has no answer.
    """
    if len(names) < 2 or names[1] not in content.topics:
        return None
    first = _answer(content, names[0], speaking)
    short = replace(speaking, channel="sms")
    second = _answer(content, names[1], short)
    between = _between(content, bridge, names[1], speaking)
    if first is None or second is None:
        return None
    text = f"{first.text}\n\n{between}\n{second.text}"
    if speaking.channel == "sms" and segments(fold(text)) > _SMS_SEGMENTS:
        return _with_more(content, first, names[1], speaking)
    custom = {
        **first.custom,
        "answer_ids": [first.custom["answer_id"], second.custom["answer_id"]],
        "sources": [*first.custom["sources"], *second.custom["sources"]],
    }
    buttons = {b["payload"]: b for b in (*first.buttons, *second.buttons)}
    return BotMessage(text, tuple(buttons.values())[:_BUTTONS], custom)


def answer_case(
    content: Content, names: Sequence[str], speaking: Speaking
) -> BotMessage | None:
    """A person's own case: one line that it is not judged, then what holds for all.

    By SMS, where both do not fit two segments, the likelier alone: the topic, or the
    refusal in full with the topic for the word MORE.

    Args:
        content: topics and replies.
        names: the ids of the refusal and of the topic, the likelier first.
        speaking: language, channel and live values.

    Returns:
        None when one of the two is missing.
    """
    topic = next((name for name in names if name in content.topics), "")
    case = next((name for name in names if name not in content.topics), "")
    general = _answer(content, topic, speaking)
    refusal = _answer(content, case, speaking)
    line = _answer(content, "case_line", speaking)
    if general is None or refusal is None or line is None:
        return None
    text = f"{line.text}\n\n{general.text}"
    if speaking.channel == "sms" and segments(fold(text)) > _SMS_SEGMENTS:
        if names[0] == topic:
            return general
        return _with_more(content, refusal, topic, speaking)
    custom = {**general.custom, "answer_id": case, "answer_ids": [case, topic]}
    buttons = {b["payload"]: b for b in (*refusal.buttons[:1], *general.buttons)}
    return BotMessage(text, tuple(buttons.values())[:_BUTTONS], custom)


def shortest_first(
    content: Content, names: Sequence[str], language: Language, channel: Channel
) -> list[str]:
    """Topics in the order of the length of their answers."""

    def length(name: str) -> int:
        return len(content.topics[name].answer.choose(language, channel))

    return sorted((name for name in names if name in content.topics), key=length)


def _answer(content: Content, name: str, speaking: Speaking) -> BotMessage | None:
    how: tuple[Language, Channel, Any] = (
        speaking.language,
        speaking.channel,
        speaking.values,
    )
    if name in content.topics:
        return answer_topic(content, name, *how)
    return answer_reply(content, name, *how)


def _between(content: Content, name: str, topic: str, speaking: Speaking) -> str:
    said = answer_reply(content, name, speaking.language, speaking.channel, {})
    title = content.topics[topic].title.in_language(speaking.language)
    return said.text.replace("<title>", title) if said else title


def _with_more(
    content: Content, first: BotMessage, topic: str, speaking: Speaking
) -> BotMessage:
    """The first answer, and the second for a word, where the offer of it fits."""
    offer = f"{first.text}\n{_between(content, 'two_more', topic, speaking)}"
    if segments(fold(offer)) > _SMS_SEGMENTS:
        return first
    on_reply = {word: topic_payload(topic) for word in more_words()}
    return BotMessage(offer, first.buttons, {**first.custom, "on_reply": on_reply})
