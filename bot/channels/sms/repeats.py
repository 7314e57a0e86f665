"""Each message of a carrier's is answered once, however often it is posted."""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from bot.channels.once import Once
from bot.privacy.keyed_hash import keyed_hash

#: A carrier that tries again does so within this time.
SECONDS = 3600.0
_AT_MOST = 50_000


class Repeats:
    """Remembers messages for an hour, as keyed hashes of this process.

    A repeat gets nothing once the answer has gone out. One that comes while the answer
    is still being made, or after the carrier hung up without it, gets that answer.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Starts with no message known."""
        self._key = os.urandom(32)
        self._once = Once(seconds=SECONDS, clock=clock)
        self._given: OrderedDict[str, float] = OrderedDict()
        self._clock = clock

    async def answer(self, message_id: str, ask: Callable[[], Awaitable[str]]) -> str:
        """The answer to a message; empty when it has been given already.

        Args:
            message_id: the carrier's id of the message.
            ask: makes the answer; called once for an id.
        """
        name = keyed_hash(self._key, "message", message_id)
        self._forget()
        if name in self._given:
            return ""

        async def make() -> list[dict[str, str]]:
            return [{"text": await ask()}]

        # Cancelled here when the carrier hangs up: then nothing is noted as given.
        (made,) = await self._once.answer(name, make)
        first = name not in self._given
        self._given[name] = self._clock() + SECONDS
        self._once.forget(name)
        return str(made["text"]) if first else ""

    def _forget(self) -> None:
        now = self._clock()
        while self._given:
            name, until = next(iter(self._given.items()))
            if until > now and len(self._given) < _AT_MOST:
                return
            del self._given[name]
