"""Answers a repeated message with the answer it already got."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from bot.privacy.sweeping import Sweep

Answer = list[dict[str, Any]]


class Once:
    """Remembers answers by message for a while, and joins calls under way.

    A phone that lost its connection sends the same message again; it must neither
    count twice in the conversation nor wait for nothing.
    """

    def __init__(
        self,
        seconds: float = 600,
        at_most: int = 5_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Sets how long, and how many, answers are remembered."""
        self._seconds = seconds
        self._at_most = at_most
        self._clock = clock
        self._answers: OrderedDict[str, tuple[float, asyncio.Future[Answer]]] = (
            OrderedDict()
        )
        # Forget on time even when nobody writes any more.
        self._sweep = Sweep(self._forget)

    async def answer(self, key: str, ask: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer for a key; ``ask`` is called only the first time."""
        self._forget()
        known = self._answers.get(key)
        if known is not None:
            return await asyncio.shield(known[1])
        while len(self._answers) >= self._at_most:
            self._answers.popitem(last=False)
        future = asyncio.ensure_future(ask())
        self._answers[key] = (self._clock() + self._seconds, future)
        self._sweep.wake()
        # Only a failure is forgotten: a caller who hangs up will send again.
        future.add_done_callback(lambda done: self._forget_failure(key, done))
        return await asyncio.shield(future)

    def knows(self, key: str) -> bool:
        """Whether there is an answer for a key, or one is under way."""
        return key in self._answers

    def _forget_failure(self, key: str, done: asyncio.Future[Answer]) -> None:
        held = self._answers.get(key)
        failed = done.cancelled() or done.exception() is not None
        if failed and held is not None and held[1] is done:
            del self._answers[key]

    def forget(self, start: str) -> None:
        """Forgets the answers whose keys start so, for "erase this chat"."""
        for key in [key for key in self._answers if key.startswith(start)]:
            del self._answers[key]

    def _forget(self) -> float | None:
        """Forgets what is due; seconds until the next is, None when there is none."""
        now = self._clock()
        while self._answers:
            key, (until, _) = next(iter(self._answers.items()))
            if until > now:
                return until - now
            del self._answers[key]
        return None
