"""Conversations that erase themselves: where serialised trackers live, and how long.

Nothing is ever written to disk. In memory by default; with several workers in Redis,
whose own clock erases them.
"""

from __future__ import annotations

import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

from bot.privacy.sweeping import Sweep

#: Level of compression: the next ones save a tenth for twice the time.
_FAST = 1


class Conversations(Protocol):
    """A place for serialised conversations."""

    def put(self, key: str, value: str) -> None:
        """Keeps a conversation and starts its time anew."""

    def get(self, key: str) -> str | None:
        """The conversation, or None when it is unknown or its time has passed."""

    def drop(self, key: str) -> None:
        """Forgets a conversation at once."""

    def keys(self) -> list[str]:
        """Keys of the conversations held now."""


class MemoryConversations:
    """In this process's memory; the oldest go first when there are too many.

    Held compressed: a conversation of one turn takes 5 KB as JSON and 1.5 KB so, for
    0.2 ms of processor time.
    """

    def __init__(
        self,
        minutes: float,
        at_most: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Sets the time to live in minutes and the largest number held."""
        self._seconds = minutes * 60
        self._at_most = at_most
        self._clock = clock
        self._held: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._lock = threading.Lock()
        self._sweep = Sweep(self.sweep)

    def put(self, key: str, value: str) -> None:
        """Keeps a conversation and starts its time anew."""
        packed = zlib.compress(value.encode("utf-8", "surrogatepass"), _FAST)
        with self._lock:
            self._held[key] = (self._clock() + self._seconds, packed)
            self._held.move_to_end(key)
            self._expire()
            while len(self._held) > self._at_most:
                self._held.popitem(last=False)
        self._sweep.wake()

    def get(self, key: str) -> str | None:
        """The conversation, or None when it is unknown or its time has passed."""
        with self._lock:
            self._expire()
            found = self._held.get(key)
        if found is None:
            return None
        return zlib.decompress(found[1]).decode("utf-8", "surrogatepass")

    def drop(self, key: str) -> None:
        """Forgets a conversation at once."""
        with self._lock:
            self._held.pop(key, None)

    def keys(self) -> list[str]:
        """Keys of the conversations held now."""
        with self._lock:
            self._expire()
            return list(self._held)

    def sweep(self) -> float | None:
        """Erases what has expired; called by a timer so that silence erases too.

        Returns:
            Seconds until the next conversation expires; None when none is held.
        """
        with self._lock:
            self._expire()
            oldest = next(iter(self._held.values()), None)
            return None if oldest is None else oldest[0] - self._clock()

    def _expire(self) -> None:
        now = self._clock()
        while self._held:
            key, (until, _) = next(iter(self._held.items()))
            if until > now:
                return
            del self._held[key]


class RedisConversations:
    """In Redis, under keys that expire by themselves."""

    PREFIX = "know287g:conversation:"

    def __init__(self, url: str, minutes: float, prefix: str = PREFIX) -> None:
        """Connects lazily; the first command tells whether Redis is there."""
        import redis

        self._prefix = prefix

        self._redis = redis.Redis.from_url(url, decode_responses=True, socket_timeout=3)
        self._seconds = max(1, int(minutes * 60))

    def put(self, key: str, value: str) -> None:
        """Keeps a conversation and starts its time anew."""
        self._redis.set(self._prefix + key, value, ex=self._seconds)

    def get(self, key: str) -> str | None:
        """The conversation, or None when it is unknown or its time has passed."""
        found: str | None = self._redis.get(self._prefix + key)
        return found

    def drop(self, key: str) -> None:
        """Forgets a conversation at once."""
        self._redis.delete(self._prefix + key)

    def keys(self) -> list[str]:
        """Keys of the conversations held now."""
        start = len(self._prefix)
        return [key[start:] for key in self._redis.scan_iter(self._prefix + "*")]


def conversations(
    redis_url: str,
    minutes: float,
    at_most: int,
    prefix: str = RedisConversations.PREFIX,
) -> MemoryConversations | RedisConversations:
    """The place for conversations that the settings ask for.

    Args:
        redis_url: Redis to use; empty for this process's memory.
        minutes: time to live after the last message.
        at_most: largest number held in memory.
        prefix: start of the keys in Redis, one for each kind of thing held.
    """
    if redis_url:
        return RedisConversations(redis_url, minutes, prefix)
    return MemoryConversations(minutes, at_most)
