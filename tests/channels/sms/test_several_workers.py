"""Workers that share Redis and a database are one number to the person who writes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest
import redis

from bot.channels.sms import given as given_module
from bot.channels.sms.connector import answering_of, repeats_of
from bot.channels.sms.given import RedisGiven
from bot.channels.sms.repeats import Repeats
from bot.channels.sms.simulator import NUMBER
from bot.privacy.conversations import RedisConversations
from bot.privacy.pseudonyms import Pseudonyms, RedisSalts
from bot.settings import Settings

from .conftest import KEY, Agent, Line, Open, message

pytestmark = pytest.mark.services


@pytest.fixture
def server(redis_url: str) -> Iterator[redis.Redis]:
    """The Redis for tests; what the channel leaves there is taken away."""
    connected = redis.Redis.from_url(redis_url)
    before = set(connected.keys("know287g:*"))
    yield connected
    left = set(connected.keys("know287g:*")) - before
    if left:
        connected.delete(*left)


@pytest.fixture
async def workers(
    server: redis.Redis, redis_url: str, open_line: Open, tmp_path: Path
) -> AsyncIterator[list[Line]]:
    """Two connectors that share nothing but Redis and the database of STOPs."""
    shared = Settings(
        redis_url=redis_url,
        phone_key=KEY.decode(),
        opt_out_database_url=f"sqlite:///{tmp_path / 'stops.sqlite'}",
    )
    async with AsyncExitStack() as stack:
        lines = []
        for _ in range(2):
            agent = Agent()
            agent.tracker_store._held = RedisConversations(redis_url, 60)
            opened = open_line(
                agent=agent,
                answering=answering_of(shared),
                repeats=repeats_of(shared),
            )
            lines.append(await stack.enter_async_context(opened))
        # Each counts its own messages: their ids must not meet.
        lines[1]._count = 1_000
        yield lines


async def test_a_conversation_goes_on_with_another_worker(workers: list[Line]) -> None:
    states = [{"title": s, "payload": f"/{s}"} for s in ("ohio", "utah")]
    workers[0].agent.says = [message("Which?", "clarify", buttons=states)]
    assert "2 utah" in await workers[0].text("franklin county")
    said = await workers[1].text("2")
    (got,) = workers[1].agent.got
    assert got.text == "/utah" and "Know 287(g)" not in said
    assert got.sender_id == workers[0].agent.got[0].sender_id


async def test_more_is_answered_by_another_worker(workers: list[Line]) -> None:
    workers[0].agent.says = [message("A sentence of an answer. " * 40)]
    first = await workers[0].text("tell me")
    second = await workers[1].text("more")
    assert first.endswith("Text MORE to go on.") and "A sentence" in second
    assert not workers[1].agent.got


async def test_a_stop_is_known_to_all_workers(workers: list[Line]) -> None:
    assert "START" in await workers[0].text("STOP")
    assert await workers[1].text("hi") == ""
    await workers[1].text("START")
    assert await workers[0].text("hi")


async def test_a_repeat_that_reaches_another_worker_is_not_answered(
    workers: list[Line],
) -> None:
    posted = workers[0].carrier.sign("hi", NUMBER, f"SM{uuid4().hex}")
    first, again = [await worker.post(posted) for worker in workers]
    assert b"<Message>" in first.content and b"<Message>" not in again.content
    assert again.status_code == 200 and not workers[1].agent.got


async def test_all_that_is_in_redis_expires_and_names_nobody(
    workers: list[Line], server: redis.Redis
) -> None:
    sid = f"SM{uuid4().hex}"
    await workers[0].post(workers[0].carrier.sign("hi", NUMBER, sid))
    await workers[0].text("la migra en mi puerta")
    keys = server.keys("know287g:*")
    kinds = {key.split(b":")[1] for key in keys}
    assert {b"conversation", b"sms", b"salt", b"sms-given"} <= kinds
    assert all(server.ttl(key) > 0 for key in keys)
    held = b" ".join([*keys, *(server.get(key) or b"" for key in keys)])
    assert NUMBER[2:].encode() not in held and sid.encode() not in held


Ask = Callable[[], Awaitable[str]]


def asking(times: list[int], seconds: float = 0.0) -> Ask:
    async def ask() -> str:
        times.append(1)
        await asyncio.sleep(seconds)
        return "answer"

    return ask


def two(redis_url: str) -> list[Repeats]:
    return [Repeats(KEY, RedisGiven(redis_url)) for _ in range(2)]


async def test_a_repeat_waits_for_the_worker_that_has_begun(
    server: redis.Redis, redis_url: str
) -> None:
    sid, times = uuid4().hex, []
    one, other = two(redis_url)
    answers = await asyncio.gather(
        one.answer(sid, asking(times, 0.5)), other.answer(sid, asking(times))
    )
    assert answers == ["answer", ""] and len(times) == 1


async def test_when_the_carrier_hangs_up_another_worker_answers_the_repeat(
    server: redis.Redis, redis_url: str
) -> None:
    sid, times = uuid4().hex, []
    one, other = two(redis_url)
    first = asyncio.ensure_future(one.answer(sid, asking(times, 30)))
    await asyncio.sleep(0.1)
    first.cancel()
    assert await asyncio.gather(first, return_exceptions=True)
    # At once, and not only when the first worker's claim has expired.
    answered = await asyncio.wait_for(other.answer(sid, asking(times)), 3)
    assert answered == "answer"


async def test_when_a_worker_dies_another_answers_the_repeat(
    server: redis.Redis, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_module, "BEGUN_SECONDS", 1)
    sid, times = uuid4().hex, []
    one, other = two(redis_url)
    dead = asyncio.ensure_future(one.answer(sid, asking(times, 30)))
    await asyncio.sleep(0.1)
    assert await other.answer(sid, asking(times)) == "answer"
    assert len(times) == 2
    dead.cancel()


def test_all_workers_have_one_salt_and_so_one_name_for_a_number(
    server: redis.Redis, redis_url: str
) -> None:
    clock = lambda: 7_200.0 * 1_000_000  # noqa: E731
    names = [Pseudonyms(KEY, 2, RedisSalts(redis_url, 7_200), clock) for _ in range(2)]
    assert len({name.name(NUMBER, lambda _: False) for name in names}) == 1
    other = Pseudonyms(b"o" * 32, 2, RedisSalts(redis_url, 7_200), clock)
    assert other.name(NUMBER, lambda _: False) != names[0].name(NUMBER, lambda _: False)


def test_a_salt_in_redis_is_random_and_gone_after_two_periods(
    server: redis.Redis, redis_url: str
) -> None:
    salts, period = RedisSalts(redis_url, 3_600), 900_000_000
    assert salts.known(period) is None
    first = salts.salt(period)
    assert len(first) == 32 and salts.salt(period) == first == salts.known(period)
    assert salts.salt(period + 1) != first
    key = f"{RedisSalts.PREFIX}{period}"
    assert 7_100 < server.ttl(key) <= 7_200
    server.delete(key)
    assert salts.known(period) is None and salts.salt(period) != first
