"""Collects what the bot says in one turn, one dictionary a message."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel


class TurnOutput(OutputChannel):
    """Keeps each message whole: text, buttons, image and the machine-readable rest.

    Rasa's collecting channel splits a message into several.
    """

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.messages: list[dict[str, Any]] = []

    def name(self) -> str:
        """Name of the channel: it decides the form of an answer."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes one message."""
        kept = {
            key: message[key]
            for key in ("text", "buttons", "image", "custom")
            if message.get(key)
        }
        if kept:
            self.messages.append(kept)

    async def send_text_message(
        self, recipient_id: str, text: str, **kwargs: Any
    ) -> None:
        """Takes a bare text."""
        self.messages.append({"text": text})
