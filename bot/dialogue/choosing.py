"""Choosing one of the topics just offered by saying its place: "the second one", "sí".

Numbers and titles are read by the channels. Here are the words for them; after a
look-up "the second one" is one of its agreements, and after "which place?" a place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.data_files import read_yaml
from bot.dialogue.settling import set_intent
from bot.language.spelling import plain

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "choices.yml"
#: Answers whose buttons are what the person is asked to choose from.
_OFFERS = frozenset({"did_you_mean", "menu", "fallback", "not_helpful", "deny"})


def settle_choice(message: Message, said: Mapping[str, Any]) -> bool:
    """Settles words that choose one of the buttons just offered.

    Args:
        message: the message.
        said: the bot's newest message (buttons, custom).

    Returns:
        Whether it chose one.
    """
    custom = said.get("custom") or {}
    buttons = list(said.get("buttons") or [])
    if custom.get("answer_id") not in _OFFERS or not buttons:
        return False
    spelling = plain(str(message.get(TEXT) or ""), "es").strip(" .!?")
    number = _number(spelling, len(buttons))
    if number is None and len(buttons) == 1 and _fits("agreed", spelling):
        number = 0
    if number is None:
        return False
    set_intent(message, _intent_of(buttons, number))
    return True


def _number(spelling: str, count: int) -> int | None:
    for number, name in enumerate(("first", "second", "third", "fourth")):
        if number < count and _fits(name, spelling):
            return number
    return count - 1 if _fits("last", spelling) else None


def _intent_of(buttons: Sequence[Mapping[str, Any]], number: int) -> str:
    return str(buttons[number].get("payload", "")).removeprefix("/").partition("{")[0]


def _fits(name: str, spelling: str) -> bool:
    return re.search(_patterns()[name], spelling) is not None


@lru_cache(maxsize=1)
def _patterns() -> dict[str, str]:
    read: dict[str, dict[str, str]] = read_yaml(_WORDS)
    return read["by_place"]
