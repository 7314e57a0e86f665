"""The whole bot in one process: newest model, real actions, real database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest

from bot.agencies.building import ensure_database
from bot.content.schema import Language
from bot.serve import model_files, without_tensorflow
from bot.settings import settings

without_tensorflow.prefer()

from bot.dialogue.assistant import Assistant, Reading  # noqa: E402


@dataclass(frozen=True)
class Said:
    """What the bot said in one turn; the parts of its first message."""

    reading: Reading
    text: str
    answer_id: str
    language: str
    titles: list[str]
    payloads: list[str]
    custom: dict[str, Any] = field(default_factory=dict)

    @property
    def lookup(self) -> dict[str, Any]:
        """What a look-up rests on; empty for other answers."""
        return dict(self.custom.get("lookup") or {})


def said(reading: Reading) -> Said:
    """The parts of a reading's first message; there must be one with a text."""
    first = reading.messages[0]
    custom = first.get("custom") or {}
    buttons = first.get("buttons") or []
    return Said(
        reading,
        first["text"],
        str(custom.get("answer_id")),
        str(custom.get("language")),
        [button["title"] for button in buttons],
        [button["payload"] for button in buttons],
        custom,
    )


class Bot:
    """A loaded bot and the event loop it lives in."""

    def __init__(self, assistant: Assistant, loop: asyncio.AbstractEventLoop) -> None:
        self.assistant, self._loop = assistant, loop

    def run(self, work: Any) -> Any:
        """Awaits something in the bot's loop."""
        return self._loop.run_until_complete(work)

    def open(self, channel: str = "web", lang: Language | None = None) -> Talk:
        """A fresh conversation."""
        return Talk(self, channel, lang)


class Talk:
    """One conversation."""

    def __init__(self, bot: Bot, channel: str, lang: Language | None) -> None:
        self.sender = str(uuid4())
        self._bot, self._channel, self._lang = bot, channel, lang

    def say(self, text: str) -> Said:
        """Says one thing and reads what comes back."""
        saying = self._bot.assistant.say(self.sender, text, self._channel, self._lang)
        return said(self._bot.run(saying))


@pytest.fixture(scope="package")
def bot() -> Iterator[Bot]:
    model = model_files.newest_model(settings().models)
    if model is None:
        pytest.skip("no trained model: run `know287g train`")
    damage = model_files.describe_damage(model)
    if damage:
        pytest.skip(f"the newest model can't be used: {damage}")
    ensure_database()
    loop = asyncio.new_event_loop()
    yield Bot(loop.run_until_complete(Assistant.load(model)), loop)
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
