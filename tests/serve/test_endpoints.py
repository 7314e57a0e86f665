from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from rasa.core.lock_store import LockStore, RedisLockStore
from rasa.core.utils import AvailableEndpoints

from bot.serve.endpoints import count_workers, locks_in_redis, read_endpoints
from bot.settings import settings


@pytest.fixture(autouse=True)
def fresh_settings() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_actions_are_called_at_the_port_of_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KNOW287G_ACTION_PORT", "5999")
    assert read_endpoints().action.url == "http://127.0.0.1:5999/webhook"


def test_a_redis_address_is_read_with_its_parts() -> None:
    config = locks_in_redis("rediss://bot:secret@redis.example:6380/3")
    assert config.url == "redis.example"
    assert config.kwargs == {
        "username": "bot",
        "password": "secret",
        "port": 6380,
        "db": 3,
        "use_ssl": True,
    }


def test_several_workers_need_redis(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SANIC_WORKERS", "2")
    with_redis = AvailableEndpoints(lock_store=locks_in_redis("redis://127.0.0.1"))
    assert count_workers(with_redis) == 2
    assert caplog.text == ""
    assert count_workers(AvailableEndpoints()) == 1
    assert "KNOW287G_REDIS_URL" in caplog.text


@pytest.mark.services
async def test_in_redis_the_next_message_of_a_conversation_waits_its_turn() -> None:
    url = os.environ.get("KNOW287G_TEST_REDIS_URL")
    if not url:
        pytest.skip("KNOW287G_TEST_REDIS_URL is not set")
    store = LockStore.create(locks_in_redis(url))
    assert isinstance(store, RedisLockStore)
    async with store.lock("test-of-locks") as lock:
        mine = lock.now_serving
        assert not store.get_lock("test-of-locks").is_locked(mine)
        assert store.get_lock("test-of-locks").is_locked(mine + 1)
    store.delete_lock("test-of-locks")
