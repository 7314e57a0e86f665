"""Answers to questions that deny: "so they can NOT come in?", "¿o sea que no entran?".

A "yes" or "no" at the start of an answer is to the plain question; to one that denies
it would say the opposite. There the answer begins with its fact instead.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bot.content.answering import BotMessage
from bot.content.schema import Language
from bot.data_files import read_yaml
from bot.language.spelling import plain

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "denied.yml"
_YES_OR_NO = re.compile(r"^(?:yes|no|s[ií])\s*[.,:;]\s*", re.I)


def denies(text: str, language: Language) -> bool:
    """Whether a message is a question that denies what it asks about."""
    words = _words()
    spelling = plain(text, language)
    asks = "?" in text or re.search(words["concludes"], spelling) is not None
    return asks and re.search(words[language], spelling) is not None


def begin_with_fact(message: BotMessage, lead: str) -> BotMessage:
    """The answer without its first yes or no; as it is when it has none.

    Args:
        message: the answer.
        lead: what the answer begins with instead.
    """
    rest = _YES_OR_NO.sub("", message.text, count=1)
    if rest == message.text or not rest:
        return message
    return replace(message, text=f"{lead} {rest[0].upper()}{rest[1:]}")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    read: dict[str, str] = read_yaml(_WORDS)
    return read
