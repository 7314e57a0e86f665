"""Two topics in one message, when a question may mean either or asks for both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.content.answering import BotMessage, answer_reply, answer_topic
from bot.content.loading import Content
from bot.content.schema import Channel, Language
from bot.language.gsm import fold, segments

_SMS_SEGMENTS = 2
_BUTTONS = 4


def answer_two_topics(
    content: Content,
    names: Sequence[str],
    language: Language,
    channel: Channel,
    values: Mapping[str, str],
) -> BotMessage | None:
    """The first topic in full, the second in its short form under its title.

    On SMS both short forms; where they do not fit two segments the first alone.
    None when there are not two names or one of them is no topic.
    """
    if len(names) < 2:
        return None
    first = answer_topic(content, names[0], language, channel, values)
    second = answer_topic(content, names[1], language, "sms", values)
    between = answer_reply(content, "two_topics", language, channel, {})
    if first is None or second is None or between is None:
        return None
    title = content.topics[names[1]].title.in_language(language)
    bridge = between.text.replace("<title>", title)
    text = f"{first.text}\n\n{bridge}\n{second.text}"
    if channel == "sms" and segments(fold(text)) > _SMS_SEGMENTS:
        return first
    custom = {
        **first.custom,
        "answer_ids": list(names),
        "sources": [*first.custom["sources"], *second.custom["sources"]],
    }
    buttons = {b["payload"]: b for b in (*first.buttons, *second.buttons)}
    return BotMessage(text, tuple(buttons.values())[:_BUTTONS], custom)
