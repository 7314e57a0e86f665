"""Names for conversations in place of telephone numbers, under a key that rotates.

The name is the keyed hash of the number under the operator's key *and* a random salt.
The salt lives in memory (or, with several workers, in Redis under a key that expires),
is replaced every few hours and then destroyed. After that nobody can tell which name
belonged to which number, not even with the operator's key in hand.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Protocol

from bot.privacy.keyed_hash import keyed_hash, normalise_number

_SALT_BYTES = 32
_LABEL = "conversation"


class Salts(Protocol):
    """A place for the salt of each period."""

    def salt(self, period: int) -> bytes:
        """The salt of a period; made when it is asked for first."""

    def known(self, period: int) -> bytes | None:
        """The salt of a period if there is one."""


class MemorySalts:
    """In this process's memory; only the newest two are kept."""

    def __init__(self) -> None:
        self._held: dict[int, bytes] = {}

    def salt(self, period: int) -> bytes:
        """The salt of a period; those of periods before the last one are destroyed."""
        self._held = {p: s for p, s in self._held.items() if p >= period - 1}
        return self._held.setdefault(period, os.urandom(_SALT_BYTES))

    def known(self, period: int) -> bytes | None:
        """The salt of a period if there is one."""
        return self._held.get(period)


class RedisSalts:
    """In Redis, shared by all workers; each expires after two periods."""

    PREFIX = "know287g:salt:"

    def __init__(self, url: str, seconds: float) -> None:
        """Connects lazily; ``seconds`` is the length of a period."""
        import redis

        self._redis = redis.Redis.from_url(url, socket_timeout=3)
        self._seconds = max(1, int(2 * seconds))

    def salt(self, period: int) -> bytes:
        """The salt of a period; the first worker that asks makes it."""
        name = f"{self.PREFIX}{period}"
        self._redis.set(name, os.urandom(_SALT_BYTES), ex=self._seconds, nx=True)
        return bytes(self._redis.get(name) or b"")

    def known(self, period: int) -> bytes | None:
        """The salt of a period if there is one."""
        found = self._redis.get(f"{self.PREFIX}{period}")
        return bytes(found) if found else None


class Pseudonyms:
    """Gives numbers their names."""

    def __init__(
        self,
        key: bytes,
        hours: float,
        salts: Salts,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Sets the operator's key and after how many hours the salt changes."""
        self._key = key
        self._seconds = hours * 3600
        self._salts = salts
        self._clock = clock

    def name(self, number: str, is_alive: Callable[[str], bool]) -> str:
        """The name of a number's conversation.

        A conversation that is under way when the salt changes goes on under its old
        name, for one more period at most.

        Args:
            number: the telephone number.
            is_alive: whether there is a conversation under a name.
        """
        period = int(self._clock() // self._seconds)
        plain = normalise_number(number)
        now = self._hash(self._salts.salt(period), plain)
        before = self._salts.known(period - 1)
        if before is None or is_alive(now):
            return now
        old = self._hash(before, plain)
        return old if is_alive(old) else now

    def _hash(self, salt: bytes, number: str) -> str:
        return keyed_hash(self._key + salt, _LABEL, number)


def pseudonyms(key: bytes, hours: float, redis_url: str) -> Pseudonyms:
    """Pseudonyms with the place for salts that the settings ask for."""
    salts = RedisSalts(redis_url, hours * 3600) if redis_url else MemorySalts()
    return Pseudonyms(key, hours, salts)
