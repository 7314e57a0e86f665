"""One turn of a conversation, the same for every channel and for ``know287g ask``.

This is the edge of the process: whatever goes wrong behind it, the person gets a safe
answer, and in a crisis the crisis text, which needs neither model nor database.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import UserMessage

from bot.channels.inbound import may_be_choice, read_inbound
from bot.channels.output import TurnOutput
from bot.content.answering import answer_reply
from bot.content.loading import current_content
from bot.content.schema import Language
from bot.crisis.rules import recognise_crisis
from bot.dialogue.state import channel_of
from bot.language.detection import guess_language

logger = logging.getLogger(__name__)

#: Seconds after which a person gets the safe text instead of waiting on.
SECONDS_AT_MOST = 10.0
#: Characters in which a crisis is looked for when Rasa does not read the message.
_CHARACTERS_READ = 2_000

Handle = Callable[[UserMessage], Awaitable[Any]]
Offers = Callable[[str], Awaitable[Mapping[str, str]]]


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


async def take_turn(turn: Turn, handle: Handle, offers: Offers) -> list[dict[str, Any]]:
    """The bot's messages for what a person sent; always at least one.

    Args:
        turn: What came in.
        handle: Rasa's handler for a user message.
        offers: Gives the payloads on offer in a sender's conversation.
    """
    output = TurnOutput(turn.channel)
    try:
        handed = _hand_over(turn, output, handle, offers)
        reply = await asyncio.wait_for(handed, SECONDS_AT_MOST)
    except Exception as error:  # noqa: BLE001 (the edge: a person must get an answer)
        logger.error("a turn failed: %s", type(error).__name__)
        return output.messages or [_safe(turn, "error")]
    if reply:
        return [_safe(turn, reply)]
    # Rasa says nothing when an action fails, and actions are what looks places up.
    return output.messages or [_safe(turn, "lookup_unavailable")]


async def _hand_over(
    turn: Turn, output: TurnOutput, handle: Handle, offers: Offers
) -> str:
    """Lets Rasa answer into ``output``, or gives the name of a reply without it."""
    offered = await offers(turn.sender) if may_be_choice(turn.text) else {}
    inbound = read_inbound(turn.text, offered)
    if inbound.reply:
        return inbound.reply
    metadata = {"lang": turn.lang, "hint": turn.hint}
    message = UserMessage(
        inbound.text,
        output,
        turn.sender,
        input_channel=turn.channel,
        message_id=turn.message_id,
        metadata={name: value for name, value in metadata.items() if value},
    )
    await handle(message)
    return ""


def _safe(turn: Turn, otherwise: str) -> dict[str, Any]:
    """The crisis text if the message tells of one, else another reply."""
    return _reply(recognise_crisis(turn.text[:_CHARACTERS_READ]) or otherwise, turn)


def _reply(name: str, turn: Turn) -> dict[str, Any]:
    guess = guess_language(turn.text[:1000], habit=turn.hint)
    language = turn.lang or guess.language
    content = current_content()
    message = answer_reply(content, name, language, channel_of(turn.channel), {})
    return message.to_response() if message else {}
