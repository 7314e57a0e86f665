"""Conversations in the store: a round trip, a cap on turns, forgetting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.conversation import offered, standing
from bot.dialogue.state import Standing
from bot.dialogue.tracker_store import TURNS_KEPT, ExpiringTrackerStore, shorten
from bot.privacy.conversations import MemoryConversations, RedisConversations
from bot.settings import settings

from .trackers import DOMAIN, SENDER, conversation, said_by_bot, said_by_user

BUTTON = {"title": "Jail", "payload": "/faq_jem"}


@pytest.fixture
def store() -> ExpiringTrackerStore:
    return ExpiringTrackerStore(DOMAIN)


def turns(number: int) -> DialogueStateTracker:
    events = [ActionExecuted("action_session_start"), SessionStarted()]
    for n in range(number):
        said = [said_by_user(f"words {n}"), said_by_bot(f"answer {n}", [BUTTON])]
        events += [*said, ActionExecuted("action_listen")]
    tracker = conversation(*events)
    tracker.update(SlotSet("language", "es"))
    tracker.update(SlotSet("place", {"name": "Polk County", "fips": ["12105"]}))
    return tracker


def users(tracker: DialogueStateTracker) -> list[str]:
    return [e.text for e in tracker.events if isinstance(e, UserUttered) and e.text]


async def test_a_conversation_comes_back_as_it_was(store: ExpiringTrackerStore) -> None:
    tracker = turns(3)
    await store.save(tracker)
    back = await store.retrieve(SENDER)
    assert back is not None
    events, before = list(back.events), list(tracker.events)
    newest = [n for n, e in enumerate(events) if isinstance(e, UserUttered)][-1]
    for kept, said in zip(events[newest:], before[newest:], strict=True):
        assert kept.as_dict() == said.as_dict()
    assert len(back.events) == len(tracker.events)
    assert back.get_slot("language") == "es"
    assert back.get_slot("place") == {"name": "Polk County", "fips": ["12105"]}
    assert offered(back)["1"] == "/faq_jem"
    full = await store.retrieve_full_tracker(SENDER)
    assert full is not None and list(full.events) == list(back.events)


async def test_older_answers_keep_only_what_later_messages_need(
    store: ExpiringTrackerStore,
) -> None:
    await store.save(turns(3))
    back = await store.retrieve(SENDER)
    assert back is not None
    older = next(e for e in back.events if isinstance(e, BotUttered))
    assert older.text is None
    assert older.data["custom"] == {"answer_id": "answer 0"}


async def test_where_a_conversation_stands_is_known_without_building_it(
    store: ExpiringTrackerStore,
) -> None:
    tracker = turns(3)
    await store.save(tracker)
    assert store.standing(SENDER) == standing(tracker)
    assert store.standing("nobody") == Standing()


async def test_an_unknown_sender_has_no_conversation(
    store: ExpiringTrackerStore,
) -> None:
    assert await store.retrieve(SENDER) is None
    assert list(await store.keys()) == []


@pytest.mark.parametrize("text", ["\ud800", "\x00", "ñ 😀", "a" * 10_000, '"}{\\'])
async def test_any_text_can_be_kept_and_ends_nothing(
    store: ExpiringTrackerStore, text: str
) -> None:
    await store.save(conversation(said_by_user(text)))
    back = await store.retrieve(SENDER)
    assert back is not None and users(back) == [text]


async def test_forgetting_is_at_once_and_of_one_sender(
    store: ExpiringTrackerStore,
) -> None:
    other = str(uuid4())
    for sender in (SENDER, other):
        await store.save(DialogueStateTracker(sender, DOMAIN.slots))
    store.forget(SENDER)
    store.forget("never there")
    assert await store.retrieve(SENDER) is None
    assert list(await store.keys()) == [other]


async def test_time_and_size_come_from_the_settings(
    store: ExpiringTrackerStore,
) -> None:
    held = store._held
    assert isinstance(held, MemoryConversations)
    assert held._seconds == settings().conversation_minutes * 60
    assert held._at_most == settings().conversations_at_most


async def test_silence_erases_too(
    store: ExpiringTrackerStore,
) -> None:
    held = MemoryConversations(minutes=0.001, at_most=10)
    store._held = held
    await store.save(turns(1))
    assert held._held
    await asyncio.sleep(0.4)
    assert not held._held, "nobody wrote, so nothing was erased"


def test_a_conversation_within_its_cap_is_left_as_it_is() -> None:
    tracker = turns(10)
    assert shorten(tracker, 10) is tracker


def test_past_its_cap_it_keeps_its_last_turns_and_its_slots() -> None:
    short = shorten(turns(11), 10)
    assert users(short) == [f"words {n}" for n in range(11 - TURNS_KEPT, 11)]
    assert short.get_slot("language") == "es"
    assert short.get_slot("place") == {"name": "Polk County", "fips": ["12105"]}
    assert offered(short)["1"] == "/faq_jem"


async def test_a_long_conversation_never_grows_past_its_cap(
    store: ExpiringTrackerStore,
) -> None:
    tracker = turns(0)
    longest = 0
    for n in range(3 * settings().conversation_turns):
        tracker.update(said_by_user(f"words {n}"))
        tracker.update(said_by_bot("a", [BUTTON]))
        await store.save(tracker)
        back = await store.retrieve(SENDER)
        assert back is not None
        tracker = back
        longest = max(longest, len(users(tracker)))
    assert longest <= settings().conversation_turns
    assert users(tracker)[-1] == f"words {3 * settings().conversation_turns - 1}"
    assert tracker.get_slot("language") == "es"


async def test_nothing_is_written_to_disk(
    store: ExpiringTrackerStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await store.save(turns(5))
    assert list(tmp_path.rglob("*")) == []


@pytest.fixture
def in_redis(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ExpiringTrackerStore]:
    monkeypatch.setattr(settings(), "redis_url", redis_url)
    store = ExpiringTrackerStore(DOMAIN)
    yield store
    store.forget(SENDER)


@pytest.mark.services
async def test_two_workers_share_a_conversation_through_redis(
    in_redis: ExpiringTrackerStore,
) -> None:
    await in_redis.save(turns(2))
    other = ExpiringTrackerStore(DOMAIN)
    assert isinstance(other._held, RedisConversations)
    back = await other.retrieve(SENDER)
    assert back is not None and users(back) == ["words 0", "words 1"]
    assert SENDER in await other.keys()
    other.forget(SENDER)
    assert await in_redis.retrieve(SENDER) is None
