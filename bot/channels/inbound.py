"""What every channel does with a person's text before Rasa sees it.

Rasa lets anyone force an intent and slots by typing ``/intent{...}``, ``//intent`` or
``EXTERNAL: intent``. Here a payload counts only when the bot itself has just offered it
in this conversation; from any other text the force is taken out and the words are read
as words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.language.spelling import visible

CHARACTERS_AT_MOST = 1_000
#: Longest title of a button, with room for what a keyboard adds.
_CHOICE_AT_MOST = 60
_FORCE = re.compile(r"^(?:[\s/\\]+|EXTERNAL\s*:\s*)+", re.I)
#: What may be typed for a button: its number, perhaps with a stop or a bracket.
_NUMBER = re.compile(r"^\(?(\d{1,2})[.)]?$")


@dataclass(frozen=True)
class Inbound:
    """A text made ready, or the reply that answers it without Rasa."""

    text: str = ""
    reply: Literal["", "empty", "too_long", "expired_button"] = ""


def read_inbound(text: str, offered: Mapping[str, str]) -> Inbound:
    """What to hand to Rasa for a person's text.

    Args:
        text: What came in, of any length.
        offered: Payloads by what may be typed for them (number, title, payload), as
            the bot offered them in its newest turn.
    """
    if len(text) > CHARACTERS_AT_MOST:
        return Inbound(reply="too_long")
    shown = visible(text)
    if not shown:
        return Inbound(reply="empty")
    payload = _chosen(shown, offered)
    if payload:
        return Inbound(text=payload)
    if looks_forced(shown):
        words = _FORCE.sub("", shown)
        if re.match(r"^[\w@.]+\s*(?:\{|$)", words):
            return Inbound(reply="expired_button")
        shown = words
    return Inbound(text=shown) if shown else Inbound(reply="empty")


def looks_forced(text: str) -> bool:
    """Whether a text tries to reach Rasa as a payload."""
    return _FORCE.match(text) is not None


def may_be_choice(text: str) -> bool:
    """Whether a text may stand for a button, so that offers must be looked up."""
    return len(text) <= _CHOICE_AT_MOST or (
        len(text) <= CHARACTERS_AT_MOST and looks_forced(visible(text))
    )


def _chosen(shown: str, offered: Mapping[str, str]) -> str | None:
    number = _NUMBER.match(shown)
    keys = [shown, shown.lower(), number.group(1) if number else ""]
    return next((offered[key] for key in keys if key and key in offered), None)
