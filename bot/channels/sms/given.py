"""Which messages have been answered: in this process's memory, or in Redis for all.

Names of messages are keyed hashes; nothing of a message or its answer is held here.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Literal, Protocol

from bot.privacy.outage import tolerate_outage
from bot.privacy.sweeping import Sweep

#: A carrier that tries again does so within this time.
SECONDS = 3600.0
#: Longer than an answer can take: by then a worker that has begun one is gone.
BEGUN_SECONDS = 20.0
_AT_MOST = 50_000

#: ``new``: ours to answer; ``begun``: another worker is at it; ``given``: done.
State = Literal["new", "begun", "given"]


class Given(Protocol):
    """A place that remembers which messages have been answered."""

    def begin(self, name: str) -> State:
        """Asks to answer a message, which is done by whoever is told ``new``."""

    def finish(self, name: str) -> bool:
        """Notes that the answer goes out now; whether it is the first to do so."""

    def leave(self, name: str) -> None:
        """Notes that whoever began has not answered: the carrier hung up."""


class MemoryGiven:
    """In this process's memory; the oldest go first when there are too many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Starts with no message known."""
        self._held: OrderedDict[str, float] = OrderedDict()
        self._clock = clock
        self._sweep = Sweep(self._forget)

    def begin(self, name: str) -> State:
        """``given`` or ``new``: within a process, calls under way are joined."""
        self._forget()
        return "given" if name in self._held else "new"

    def finish(self, name: str) -> bool:
        """Notes that the answer goes out now; whether it is the first to do so."""
        first = name not in self._held
        self._held[name] = self._clock() + SECONDS
        self._held.move_to_end(name)
        while len(self._held) > _AT_MOST:
            self._held.popitem(last=False)
        self._sweep.wake()
        return first

    def leave(self, name: str) -> None:
        """Nothing to do: what was begun is not held."""

    def _forget(self) -> float | None:
        now = self._clock()
        while self._held:
            name, until = next(iter(self._held.items()))
            if until > now:
                return until - now
            del self._held[name]
        return None


class RedisGiven:
    """In Redis, shared by all workers, under keys that expire by themselves.

    Without Redis every message counts as new: a second answer is better than none.
    """

    PREFIX = "know287g:sms-given:"

    def __init__(self, url: str) -> None:
        """Connects lazily; the first command tells whether Redis is there."""
        import redis

        self._redis = redis.Redis.from_url(url, decode_responses=True, socket_timeout=3)

    def begin(self, name: str) -> State:
        """``new`` for one worker; the others are told how far that one has come."""
        key, seconds = self.PREFIX + name, int(BEGUN_SECONDS)
        with tolerate_outage():
            if self._redis.set(key, "begun", ex=seconds, nx=True):
                return "new"
            # It may have expired since; then the next try gets it.
            return "given" if self._redis.get(key) == "given" else "begun"
        return "new"

    def finish(self, name: str) -> bool:
        """Notes that the answer goes out now; whether it is the first to do so."""
        key, seconds = self.PREFIX + name, int(SECONDS)
        with tolerate_outage():
            before = self._redis.set(key, "given", ex=seconds, get=True)
            return bool(before != "given")
        return True

    def leave(self, name: str) -> None:
        """Lets another worker begin."""
        with tolerate_outage():
            self._redis.delete(self.PREFIX + name)
