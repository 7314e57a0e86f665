"""The bot's messages of one turn as one text for a phone: at most two segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.channels.sms.held import Held
from bot.channels.sms_text import write_choices
from bot.content.answering import answer_reply
from bot.content.loading import current_content
from bot.content.schema import Language
from bot.language.choices import more_words
from bot.language.gsm import fold_if_shorter
from bot.language.sms_pages import cut_page, fits

#: Segments of one text message to a person.
SEGMENTS = 2
#: Answers that say by themselves who this is.
_INTRODUCE = ("greeting", "sms_start", "sms_help")


def say(name: str, language: Language) -> str:
    """A reply of the channel's own in one language, folded if that saves a segment."""
    message = answer_reply(current_content(), name, language, "sms", {})
    return fold_if_shorter(message.text) if message else ""


def write_reply(
    messages: Sequence[dict[str, Any]], held: Held, language: Language
) -> tuple[str, Held]:
    """One text for all messages of a turn, and where the conversation then stands.

    What does not fit waits for the word MORE. A crisis text goes out alone and whole.

    Args:
        messages: what the bot said, in order.
        held: where the conversation stood; its rest follows what the bot said.
        language: language of the channel's own words.
    """
    pieces = _pieces(messages)
    follows = [held.rest] if held.bot_first and held.rest else []
    ids = [str((m.get("custom") or {}).get("answer_id", "")) for m in messages]
    now = Held(greeted=held.greeted, language=language)
    if ids and ids[0].startswith("crisis"):
        return _write_crisis([*pieces, *follows], replace(now, crisis=True), language)
    if not held.greeted:
        now = replace(now, greeted=True)
        if not set(ids) & set(_INTRODUCE):
            pieces = [say("sms_first", language), *pieces]
    offering = _offering(messages) + len(pieces) - len(messages)
    return _write([*pieces, *follows], offering, now, language)


def next_page(held: Held, language: Language) -> tuple[str, Held]:
    """The next page of what an earlier reply left out."""
    page, rest = cut_page(held.rest, say("sms_more", language), SEGMENTS)
    return page, replace(held, rest=rest, ended=not rest, language=language)


def _pieces(messages: Sequence[dict[str, Any]]) -> list[str]:
    pieces, first = [], 1
    for message in messages:
        pieces.append(write_choices(message, first).strip())
        first += len(message.get("buttons") or [])
    return pieces


def _offering(messages: Sequence[dict[str, Any]]) -> int:
    """How many messages stand up to the last one that itself offers MORE."""
    words = set(more_words())
    offers = [
        number
        for number, message in enumerate(messages, 1)
        if words & set((message.get("custom") or {}).get("on_reply") or {})
    ]
    return offers[-1] if offers else -len(messages)


def _write(
    pieces: list[str], offering: int, now: Held, language: Language
) -> tuple[str, Held]:
    whole = "\n".join(pieces)
    offered = "\n".join(pieces[: max(offering, 0)])
    if offered and not fits(whole, SEGMENTS) and fits(offered, SEGMENTS):
        # The text says itself what MORE brings; a second offer would confuse.
        rest = "\n".join(pieces[offering:])
        return fold_if_shorter(offered), replace(now, rest=rest, bot_first=bool(rest))
    page, rest = cut_page(whole, say("sms_more", language), SEGMENTS)
    return page, replace(now, rest=rest)


def _write_crisis(pieces: list[str], now: Held, language: Language) -> tuple[str, Held]:
    crisis, rest = pieces[0], "\n".join(pieces[1:])
    if rest:
        longer = f"{crisis}\n{say('sms_more', language)}"
        # Never a second segment for a mere offer.
        crisis = longer if fits(longer, 1) else crisis
    page, left = cut_page(crisis, say("sms_more", language), SEGMENTS)
    return page, replace(now, rest="\n".join(filter(None, [left, rest])))
