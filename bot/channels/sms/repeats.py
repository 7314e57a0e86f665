"""Each message of a carrier's is answered once, however often it is posted."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable

from bot.channels.once import Once
from bot.channels.sms.given import BEGUN_SECONDS, SECONDS, Given, MemoryGiven
from bot.privacy.keyed_hash import keyed_hash

_LABEL = "message"
#: Pause between two looks at what another worker has begun.
_LOOK_SECONDS = 0.2


class Repeats:
    """Remembers messages for an hour, as keyed hashes.

    A repeat gets nothing once the answer has gone out. One that comes while the answer
    is still being made, or after the carrier hung up without it, gets that answer; when
    it reaches another worker then, a new one.
    """

    def __init__(self, key: bytes | None = None, place: Given | None = None) -> None:
        """Starts with no message known.

        Args:
            key: secret of the hashes, the same for all workers that share a place; by
                default one of this process.
            place: where it is remembered; by default in this process's memory.
        """
        self._key = key or os.urandom(32)
        self._given = place or MemoryGiven()
        self._once = Once(seconds=SECONDS)

    async def answer(self, message_id: str, ask: Callable[[], Awaitable[str]]) -> str:
        """The answer to a message; empty when it has been given already.

        Args:
            message_id: the carrier's id of the message.
            ask: makes the answer; called once for an id.
        """
        name = keyed_hash(self._key, _LABEL, message_id)
        if not self._once.knows(name) and not await self._begin(name):
            return ""

        async def make() -> list[dict[str, str]]:
            return [{"text": await ask()}]

        try:
            (made,) = await self._once.answer(name, make)
        except asyncio.CancelledError:
            # The carrier hung up: nothing is given, and it may come to any worker next.
            if self._once.knows(name):
                self._given.leave(name)
            raise
        first = self._given.finish(name)
        self._once.forget(name)
        return str(made["text"]) if first else ""

    async def _begin(self, name: str) -> bool:
        """Whether the message is ours to answer; waits for a worker that has begun."""
        looks = int(BEGUN_SECONDS / _LOOK_SECONDS) + 1
        for _ in range(looks):
            state = self._given.begin(name)
            if state != "begun":
                return state == "new"
            await asyncio.sleep(_LOOK_SECONDS)
        return True
