"""Conversations erase themselves."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest

from bot.privacy.conversations import (
    Conversations,
    MemoryConversations,
    RedisConversations,
    conversations,
)


class Clock:
    """A clock that is moved by hand, in minutes."""

    def __init__(self) -> None:
        self.minutes = 0.0

    def __call__(self) -> float:
        return self.minutes * 60


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def held(clock: Clock) -> MemoryConversations:
    return MemoryConversations(minutes=60, at_most=3, clock=clock)


def test_a_conversation_is_there_until_its_time_has_passed(
    held: MemoryConversations, clock: Clock
) -> None:
    held.put("a", "words")
    clock.minutes = 59.9
    assert held.get("a") == "words"
    clock.minutes = 60
    assert held.get("a") is None
    assert held.keys() == []


def test_a_new_message_starts_the_time_anew(
    held: MemoryConversations, clock: Clock
) -> None:
    held.put("a", "one")
    clock.minutes = 50
    held.put("a", "two")
    clock.minutes = 109
    assert held.get("a") == "two"
    clock.minutes = 110
    assert held.get("a") is None


def test_reading_does_not_make_a_conversation_last(
    held: MemoryConversations, clock: Clock
) -> None:
    held.put("a", "words")
    for minute in range(60):
        clock.minutes = minute
        held.get("a")
    clock.minutes = 61
    assert held.get("a") is None


def test_what_has_expired_is_no_longer_in_memory_after_a_sweep(
    held: MemoryConversations, clock: Clock
) -> None:
    held.put("a", "words")
    clock.minutes = 61
    held.sweep()
    assert not held._held


def test_a_sweep_leaves_the_others(held: MemoryConversations, clock: Clock) -> None:
    held.put("a", "old")
    clock.minutes = 30
    held.put("b", "new")
    clock.minutes = 61
    held.sweep()
    assert list(held._held) == ["b"]


def test_a_conversation_that_went_on_is_not_swept_with_older_ones(
    held: MemoryConversations, clock: Clock
) -> None:
    held.put("a", "1")
    held.put("b", "1")
    clock.minutes = 30
    held.put("a", "2")
    clock.minutes = 61
    held.sweep()
    assert list(held._held) == ["a"]


def test_when_there_are_too_many_the_oldest_go(held: MemoryConversations) -> None:
    for key in "abcd":
        held.put(key, key)
    assert held.keys() == ["b", "c", "d"]


def test_writing_again_makes_a_conversation_the_newest(
    held: MemoryConversations,
) -> None:
    for key in "abcad":
        held.put(key, key)
    assert held.keys() == ["c", "a", "d"]


def test_dropping_forgets_at_once(held: MemoryConversations) -> None:
    held.put("a", "words")
    held.drop("a")
    held.drop("never there")
    assert held.get("a") is None and not held._held


def test_what_is_held_is_compressed_and_comes_back_as_it_was(
    held: MemoryConversations,
) -> None:
    words = '{"event": "user", "text": "¿ñ \\ud800 👍"}' * 100 + "\ud800"
    held.put("a", words)
    assert held.get("a") == words
    ((_, packed),) = held._held.values()
    assert len(packed) < len(words) / 10


def test_an_unknown_conversation_is_none(held: MemoryConversations) -> None:
    assert held.get("x") is None


def test_many_threads_do_not_disturb_each_other() -> None:
    held = MemoryConversations(minutes=60, at_most=50)
    faults: list[Exception] = []

    def work(name: int) -> None:
        try:
            for n in range(300):
                held.put(f"{name}-{n % 30}", "words")
                held.get(f"{(name + 1) % 4}-{n % 30}")
                held.keys()
        except Exception as fault:  # noqa: BLE001 (a thread's fault is told to the test)
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(held.keys()) == 50


def test_without_redis_conversations_live_in_memory() -> None:
    assert isinstance(conversations("", 60, 10), MemoryConversations)


def test_with_an_address_they_live_in_redis() -> None:
    chosen = conversations("redis://127.0.0.1:1/0", 60, 10)
    assert isinstance(chosen, RedisConversations)


@pytest.fixture
def in_redis(redis_url: str) -> Iterator[RedisConversations]:
    held = RedisConversations(redis_url, minutes=1 / 60)
    yield held
    for key in held.keys():  # noqa: SIM118 (not a dictionary)
        held.drop(key)


@pytest.mark.services
def test_redis_keeps_and_forgets_like_memory(in_redis: RedisConversations) -> None:
    held: Conversations = in_redis
    key = str(uuid4())
    assert held.get(key) is None
    held.put(key, "palabras ñ")
    assert held.get(key) == "palabras ñ"
    assert key in held.keys()  # noqa: SIM118 (not a dictionary)
    held.drop(key)
    assert held.get(key) is None


@pytest.mark.services
def test_in_redis_a_conversation_goes_by_itself(in_redis: RedisConversations) -> None:
    key = str(uuid4())
    in_redis.put(key, "words")
    stored = in_redis.PREFIX + key
    assert 0 < in_redis._redis.pttl(stored) <= 1_000
    end = time.monotonic() + 5
    while in_redis._redis.exists(stored) and time.monotonic() < end:
        time.sleep(0.05)
    assert not in_redis._redis.exists(stored)


@pytest.mark.services
def test_in_redis_every_key_expires(in_redis: RedisConversations) -> None:
    for _ in range(5):
        in_redis.put(str(uuid4()), "words")
    lives = [
        in_redis._redis.ttl(in_redis.PREFIX + key)
        for key in in_redis.keys()  # noqa: SIM118 (not a dictionary)
    ]
    assert len(lives) == 5 and all(life >= 0 for life in lives)
