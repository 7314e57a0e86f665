"""What is read soon after a start, so that nobody waits for it."""

from __future__ import annotations

import asyncio
import logging

import pytest
from sanic import Sanic

from bot.answers import live_values
from bot.serve import warming


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "_SECONDS", 0.0)
    monkeypatch.setattr(warming, "_PAUSE", 0.0)


def run(steps: warming.Steps) -> None:
    asyncio.run(warming.warming(steps)(Sanic.get_app("warm", force_create=True)))


@pytest.mark.parametrize("steps", [warming.READING, warming.LOOKING_UP])
def test_every_step_succeeds(
    steps: warming.Steps, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "bot"):
        run(steps)
    assert not caplog.records


def test_the_counts_are_there_afterwards() -> None:
    live_values._values.cache_clear()
    run(warming.READING)
    assert live_values._values.cache_info().currsize == 2


def test_a_step_that_fails_is_told_and_the_next_one_taken(
    caplog: pytest.LogCaptureFixture,
) -> None:
    taken = []

    def fails() -> None:
        raise OSError("words")

    with caplog.at_level(logging.WARNING, "bot"):
        run((fails, lambda: taken.append(1)))
    assert taken == [1]
    assert "OSError" in caplog.text and "words" not in caplog.text
