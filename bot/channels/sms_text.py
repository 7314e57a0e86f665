"""A bot message as the text of an SMS: folded, with choices as a numbered list."""

from __future__ import annotations

from typing import Any

from bot.language.gsm import fold_if_shorter

#: Answer ids after which a person has to choose, so that the choices must be shown.
_CHOICES_SHOWN = ("did_you_mean", "clarify")


def render_sms(message: dict[str, Any]) -> str:
    """Text of a message for a phone.

    Buttons become "1 Title 2 Title" where the person has to choose; follow-ups that
    are only an offer are left out, for an SMS costs the reader money.
    """
    return fold_if_shorter(write_choices(message))


def write_choices(message: dict[str, Any], first: int = 1) -> str:
    """Text of a message with its choices, not folded yet.

    Args:
        message: one message of the bot.
        first: number of its first button. The buttons of a turn are counted through,
            over all its messages, shown or not.
    """
    text = str(message.get("text", ""))
    answer_id = str((message.get("custom") or {}).get("answer_id", ""))
    buttons = message.get("buttons") or []
    if buttons and answer_id in _CHOICES_SHOWN:
        choices = [f"{n} {button['title']}" for n, button in enumerate(buttons, first)]
        text = "\n".join([text, *choices])
    return text
