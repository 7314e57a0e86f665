"""How many messages may come from one place, without keeping anyone's address."""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from collections import OrderedDict
from collections.abc import Callable


class RateLimit:
    """A token bucket per caller; callers are held as keyed hashes of this process.

    A shelter or a school is one address for many people, so the bucket is wide.
    """

    def __init__(
        self,
        per_minute: float = 120,
        burst: float = 40,
        callers_at_most: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Sets the rate, the burst and how many callers are remembered at most."""
        self._rate = per_minute / 60
        self._burst = burst
        self._at_most = callers_at_most
        self._clock = clock
        self._key = os.urandom(32)
        self._buckets: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(self, caller: str) -> float:
        """Takes one token; 0 when there was one, else the seconds until there is."""
        name = hmac.new(self._key, caller.encode(), hashlib.sha256).digest()[:16]
        now = self._clock()
        tokens, since = self._buckets.pop(name, (self._burst, now))
        tokens = min(self._burst, tokens + (now - since) * self._rate)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / self._rate
        self._buckets[name] = (tokens - 1 if wait == 0 else tokens, now)
        self._forget(now)
        return wait

    def _forget(self, now: float) -> None:
        """Forgets callers whose bucket is full again, and the oldest of too many."""
        while self._buckets:
            name, (tokens, since) = next(iter(self._buckets.items()))
            full = tokens + (now - since) * self._rate >= self._burst
            if not full and len(self._buckets) <= self._at_most:
                return
            del self._buckets[name]
