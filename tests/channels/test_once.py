"""A message that is sent again gets the answer it already got."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.channels.once import Once

from .test_limits import Clock


class Asked:
    """Counts how often it is asked; answers when it is let go."""

    def __init__(self, *, wait: bool = False, fail: int = 0) -> None:
        self.times = 0
        self._let_go = asyncio.Event()
        self._fail = fail
        if not wait:
            self._let_go.set()

    def let_go(self) -> None:
        self._let_go.set()

    async def __call__(self) -> list[dict[str, Any]]:
        self.times += 1
        number = self.times
        await self._let_go.wait()
        if number <= self._fail:
            raise RuntimeError("asked in vain")
        return [{"text": f"answer {number}"}]


async def test_a_repeat_gets_the_same_answer() -> None:
    once, ask = Once(), Asked()
    first = await once.answer("a", ask)
    assert await once.answer("a", ask) == first == [{"text": "answer 1"}]
    assert ask.times == 1


async def test_another_message_is_asked_anew() -> None:
    once, ask = Once(), Asked()
    assert await once.answer("a", ask) != await once.answer("b", ask)


async def test_a_repeat_joins_a_call_under_way() -> None:
    once, ask = Once(), Asked(wait=True)
    calls = [asyncio.ensure_future(once.answer("a", ask)) for _ in range(3)]
    await asyncio.sleep(0)
    ask.let_go()
    assert await asyncio.gather(*calls) == [[{"text": "answer 1"}]] * 3
    assert ask.times == 1


async def test_a_phone_that_hangs_up_finds_its_answer_when_it_calls_again() -> None:
    once, ask = Once(), Asked(wait=True)
    first = asyncio.ensure_future(once.answer("a", ask))
    await asyncio.sleep(0)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    again = asyncio.ensure_future(once.answer("a", ask))
    await asyncio.sleep(0)
    ask.let_go()
    assert await again == [{"text": "answer 1"}]
    assert ask.times == 1, "the message counted twice in the conversation"


async def test_one_who_hangs_up_does_not_cut_off_the_other() -> None:
    once, ask = Once(), Asked(wait=True)
    calls = [asyncio.ensure_future(once.answer("a", ask)) for _ in range(2)]
    await asyncio.sleep(0)
    calls[1].cancel()
    await asyncio.sleep(0)
    ask.let_go()
    assert await calls[0] == [{"text": "answer 1"}]


async def test_a_failure_is_not_remembered() -> None:
    once, ask = Once(), Asked(fail=1)
    with pytest.raises(RuntimeError):
        await once.answer("a", ask)
    assert await once.answer("a", ask) == [{"text": "answer 2"}]


async def test_an_answer_is_forgotten_after_its_time() -> None:
    clock, ask = Clock(), Asked()
    once = Once(seconds=60, clock=clock)
    await once.answer("a", ask)
    clock.now += 59
    await once.answer("a", ask)
    assert ask.times == 1
    clock.now += 2
    await once.answer("a", ask)
    assert ask.times == 2


async def test_silence_forgets_too() -> None:
    once = Once(seconds=0.05)
    await once.answer("a", Asked())
    await asyncio.sleep(0.2)
    assert not once._answers


async def test_only_so_many_answers_are_remembered() -> None:
    once, ask = Once(at_most=3, clock=Clock()), Asked()
    for key in "abcdef":
        await once.answer(key, ask)
    assert len(once._answers) <= 3
    await once.answer("f", ask)
    assert ask.times == 6
