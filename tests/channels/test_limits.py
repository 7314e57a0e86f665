from __future__ import annotations

import gc

from bot.channels.limits import RateLimit


class Clock:
    """A clock that is moved by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_and_the_next_message_waits() -> None:
    limit = RateLimit(per_minute=60, burst=3, clock=Clock())
    assert [limit.seconds_to_wait("a") for _ in range(3)] == [0, 0, 0]
    assert limit.seconds_to_wait("a") == 1.0


def test_tokens_come_back_with_time_but_never_more_than_a_burst() -> None:
    clock = Clock()
    limit = RateLimit(per_minute=60, burst=3, clock=clock)
    for _ in range(3):
        limit.seconds_to_wait("a")
    clock.now += 1
    assert limit.seconds_to_wait("a") == 0
    assert limit.seconds_to_wait("a") > 0
    clock.now += 3_600
    assert [limit.seconds_to_wait("a") for _ in range(4)] == [0, 0, 0, 1.0]


def test_waiting_costs_no_token() -> None:
    clock = Clock()
    limit = RateLimit(per_minute=60, burst=1, clock=clock)
    limit.seconds_to_wait("a")
    assert all(limit.seconds_to_wait("a") > 0 for _ in range(100))
    clock.now += 1
    assert limit.seconds_to_wait("a") == 0


def test_callers_do_not_share_a_bucket() -> None:
    limit = RateLimit(per_minute=60, burst=1, clock=Clock())
    assert limit.seconds_to_wait("a") == 0
    assert limit.seconds_to_wait("b") == 0
    assert limit.seconds_to_wait("a") > 0


def test_only_so_many_callers_are_remembered_and_the_oldest_go_first() -> None:
    limit = RateLimit(per_minute=60, burst=1, callers_at_most=2, clock=Clock())
    for caller in ("a", "b", "c"):
        limit.seconds_to_wait(caller)
    assert len(limit._buckets) == 2
    assert limit.seconds_to_wait("c") > 0
    assert limit.seconds_to_wait("a") == 0


def test_callers_are_forgotten_as_soon_as_they_may_send_as_much_as_a_new_one() -> None:
    clock = Clock()
    limit = RateLimit(per_minute=60, burst=3, clock=clock)
    for caller in "abc":
        limit.seconds_to_wait(caller)
    for _ in range(3):
        limit.seconds_to_wait("d")
    assert len(limit._buckets) == 4
    clock.now += 1
    limit.seconds_to_wait("d")
    assert len(limit._buckets) == 1, "one token is back: three of four are full again"


def test_no_address_is_held_anywhere() -> None:
    address = "203.0.113." + str(77)
    limit = RateLimit()
    limit.seconds_to_wait(address)
    held = [repr(value) for value in gc.get_referents(limit.__dict__)]
    assert held and not any(address in text for text in held)


def test_two_processes_name_the_same_caller_differently() -> None:
    names = set()
    for _ in range(2):
        limit = RateLimit()
        limit.seconds_to_wait("203.0.113.77")
        names |= set(limit._buckets)
    assert len(names) == 2
