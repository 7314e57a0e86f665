"""What is due is erased on time, with one timer however much is held."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.privacy.conversations import MemoryConversations
from bot.privacy.sweeping import Sweep


@pytest.fixture
async def timers(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses of all timers that the loop is asked for; the timers run as asked."""
    loop, asked = asyncio.get_running_loop(), []
    call_later = loop.call_later

    def noted(
        delay: float, callback: Callable[..., object], *args: object, **more: object
    ) -> asyncio.TimerHandle:
        asked.append(delay)
        return call_later(delay, callback, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(loop, "call_later", noted)
    return asked


async def test_a_thousand_conversations_take_one_timer(timers: list[float]) -> None:
    held = MemoryConversations(minutes=60, at_most=2_000)
    for number in range(1_000):
        held.put(str(number), "words")
    assert len(timers) == 1 and 3_590 < timers[0] <= 3_600


async def test_each_goes_at_its_own_time_without_another_message() -> None:
    held = MemoryConversations(minutes=0.15 / 60, at_most=10)
    held.put("a", "words")
    await asyncio.sleep(0.1)
    held.put("b", "words")
    await asyncio.sleep(0.1)
    assert list(held._held) == ["b"]
    await asyncio.sleep(0.15)
    assert not held._held


async def test_when_nothing_is_held_no_timer_runs_until_something_is(
    timers: list[float],
) -> None:
    held = MemoryConversations(minutes=0.05 / 60, at_most=10)
    held.put("a", "words")
    await asyncio.sleep(0.15)
    ended = len(timers)
    await asyncio.sleep(0.15)
    # The sleeps are timers too, one each.
    assert not held._held and len(timers) == ended + 1
    held.put("b", "words")
    await asyncio.sleep(0.15)
    assert not held._held


def test_a_second_event_loop_gets_its_own_timer() -> None:
    swept: list[int] = []

    def erase() -> float | None:
        swept.append(1)
        return 10.0

    sweep = Sweep(erase)

    async def wake() -> None:
        sweep.wake()
        sweep.wake()

    sweep.wake()
    assert not swept, "no loop runs, so nothing is timed"
    asyncio.run(wake())
    asyncio.run(wake())
    assert len(swept) == 2
