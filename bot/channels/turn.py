"""One turn of a conversation, the same for every channel and for ``know287g ask``.

This is the edge of the process: whatever goes wrong behind it, the person gets a safe
answer, and in a crisis the crisis text, which needs neither model nor database.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.inbound import looks_forced, may_be_choice, read_inbound
from bot.channels.output import TurnOutput
from bot.content.answering import answer_reply
from bot.content.loading import current_content
from bot.content.schema import Language
from bot.crisis.rules import recognise_crisis
from bot.dialogue.state import Standing, channel_of
from bot.language.detection import guess_language
from bot.privacy.personal_data import take_out_personal_data

logger = logging.getLogger(__name__)

#: Seconds after which a person gets the safe text instead of waiting on.
SECONDS_AT_MOST = 10.0
#: Characters in which a crisis is looked for when Rasa does not read the message.
_CHARACTERS_READ = 2_000

Handle = Callable[[UserMessage], Awaitable[Any]]
Recall = Callable[[str], Awaitable[Standing]]


@dataclass(frozen=True)
class Turn:
    """What a person sent."""

    sender: str
    text: str
    channel: str
    message_id: str | None = None
    lang: Language | None = None
    """The language the person chose, if they chose one."""
    hint: Language | None = None
    """The page's language: used only while the words tell nothing."""


async def take_turn(turn: Turn, handle: Handle, recall: Recall) -> list[dict[str, Any]]:
    """The bot's messages for what a person sent; always at least one.

    Args:
        turn: What came in.
        handle: Rasa's handler for a user message.
        recall: Tells where a sender's conversation stands.
    """
    output = TurnOutput(turn.channel)
    try:
        answering = _answer(turn, output, handle, recall)
        return await asyncio.wait_for(answering, SECONDS_AT_MOST)
    except Exception as error:  # noqa: BLE001 (the edge: a person must get an answer)
        logger.error("a turn failed: %s", type(error).__name__)
        return output.messages or [safe_reply("error", turn, None)]


async def _answer(
    turn: Turn, output: TurnOutput, handle: Handle, recall: Recall
) -> list[dict[str, Any]]:
    standing = await recall(turn.sender) if may_be_choice(turn.text) else Standing()
    inbound = read_inbound(turn.text, standing.offered)
    if inbound.reply:
        return [safe_reply(inbound.reply, turn, standing.language)]
    metadata = {"lang": turn.lang, "hint": turn.hint}
    cleaned = take_out_personal_data(inbound.text)
    message = UserMessage(
        cleaned.text,
        output,
        turn.sender,
        input_channel=turn.channel,
        message_id=turn.message_id,
        metadata={name: value for name, value in metadata.items() if value},
    )
    await handle(message)
    # Rasa says nothing when an action fails, and actions are what looks places up.
    said = output.messages or [
        safe_reply("lookup_unavailable", turn, standing.language)
    ]
    return [*said, *_warning(said)] if cleaned.found else said


def _warning(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Asks not to send what was taken out; not in a crisis, whose text says it."""
    custom = said[0].get("custom") or {}
    if str(custom.get("answer_id") or "").startswith("crisis_"):
        return []
    language: Language = "es" if custom.get("language") == "es" else "en"
    content = current_content()
    note = answer_reply(content, "no_personal_data", language, "web", {})
    if note is None:
        return []
    # No answer of its own: what was asked is answered by the messages before.
    return [{"text": note.text, "buttons": [], "custom": {"language": language}}]


def safe_reply(name: str, turn: Turn, held: Language | None) -> dict[str, Any]:
    """A reply that needs neither Rasa nor database; in a crisis, the crisis text.

    Args:
        name: id of the reply.
        turn: what the person sent.
        held: language of the conversation so far, if it has one.
    """
    name = recognise_crisis(turn.text[:_CHARACTERS_READ]) or name
    # A payload holds no words of a person.
    words = "" if looks_forced(turn.text) else turn.text[:_CHARACTERS_READ]
    guess = guess_language(words, habit=held or turn.hint)
    language = turn.lang or guess.language
    content = current_content()
    message = answer_reply(content, name, language, channel_of(turn.channel), {})
    return message.to_response() if message else {}
