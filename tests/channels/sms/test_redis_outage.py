"""Redis is gone: each message stands alone, and what matters most still works."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.sms.connector import answering_of
from bot.channels.sms.given import RedisGiven
from bot.channels.sms.repeats import Repeats
from bot.privacy.conversations import RedisConversations
from bot.settings import Settings

from .conftest import KEY, Agent, Line, Open

#: Nothing listens on port 1.
NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture
async def line(open_line: Open, tmp_path: Path) -> AsyncIterator[Line]:
    """A connector whose Redis does not answer; Rasa's conversations lie there too."""
    chosen = Settings(
        redis_url=NOBODY,
        phone_key=KEY.decode(),
        opt_out_database_url=f"sqlite:///{tmp_path / 'stops.sqlite'}",
    )
    agent = Agent()
    agent.tracker_store._held = RedisConversations(NOBODY, 60)
    repeats = Repeats(KEY, RedisGiven(NOBODY))
    opened = open_line(agent=agent, answering=answering_of(chosen), repeats=repeats)
    async with opened as started:
        yield started


async def test_a_stop_is_honoured_and_a_start_too(line: Line) -> None:
    assert "START" in await line.text("STOP")
    assert await line.text("what is 287g") == ""
    assert "on for you" in await line.text("START")
    assert await line.text("what is 287g")


async def test_help_and_cries_are_answered(line: Line) -> None:
    assert "MigraWatch" in await line.text("HELP")
    assert "911" in await line.text("¡AYUDA!")


async def test_a_crisis_gets_its_steps(line: Line) -> None:
    assert "Keep the door closed" in await line.text("ICE is at my door")
    assert "No abra la puerta" in await line.text("la migra está en mi puerta")


async def test_a_question_gets_a_hotline_and_no_silence(line: Line) -> None:
    assert "1-844-363-1423" in await line.text("what is 287g")


async def test_a_repeat_may_be_answered_again(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    posted = line.carrier.sign("HELP", "+12025550123", "SM-again")
    with caplog.at_level(logging.ERROR):
        for _ in range(2):
            assert b"MigraWatch" in (await line.post(posted)).content
    assert "Redis failed: ConnectionError" in caplog.text
    assert "5550123" not in caplog.text
