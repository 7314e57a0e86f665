"""One test for each promise of the README's section on what is kept about people."""

from __future__ import annotations

import ast
import functools
import gc
import io
import logging
import re
import sys
from pathlib import Path
from uuid import uuid4

import pytest
import yaml

from bot.serve import without_tensorflow
from bot.settings import Settings, settings

without_tensorflow.prefer()

from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import UserUttered  # noqa: E402
from rasa.shared.core.trackers import DialogueStateTracker  # noqa: E402

from bot.channels.turn import Turn, take_turn  # noqa: E402
from bot.channels.web import WebInput  # noqa: E402
from bot.dialogue.state import Standing  # noqa: E402
from bot.dialogue.tracker_store import ExpiringTrackerStore  # noqa: E402
from bot.privacy import log_filter  # noqa: E402
from bot.privacy.conversations import MemoryConversations  # noqa: E402

SECRET = "zyxomma"


@pytest.fixture(scope="module")
def readme(project: Path) -> str:
    """The README's section on what is kept."""
    text = (project / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^## What is kept.*?(?=^## )", text, re.S | re.M)
    assert found, "the README no longer says what is kept about people"
    return found.group()


# A conversation lives in memory only and erases itself.


def test_the_readme_names_the_minutes_of_the_settings(readme: str) -> None:
    minutes = Settings.__fields__["conversation_minutes"].default
    assert f"{minutes} minutes after its last message" in readme
    assert "KNOW287G_CONVERSATION_MINUTES" in readme


def test_the_minutes_can_not_be_set_past_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOW287G_CONVERSATION_MINUTES", str(24 * 60 + 1))
    with pytest.raises(ValueError, match="conversation_minutes"):
        Settings()


def test_the_store_that_endpoints_yml_names_is_the_one_that_erases(
    project: Path,
) -> None:
    endpoints = yaml.safe_load((project / "endpoints.yml").read_text())
    named = endpoints["tracker_store"]["type"]
    assert named == "bot.dialogue.tracker_store.ExpiringTrackerStore"
    assert "event_broker" not in endpoints, "a broker would send conversations away"
    store = ExpiringTrackerStore(Domain.empty())
    assert isinstance(store._held, MemoryConversations)


async def test_a_conversation_is_gone_after_its_minutes() -> None:
    now = [0.0]
    store = ExpiringTrackerStore(Domain.empty())
    minutes = settings().conversation_minutes
    store._held = MemoryConversations(minutes, 10, clock=lambda: now[0])
    sender = str(uuid4())
    await store.save(DialogueStateTracker.from_events(sender, [UserUttered(SECRET)]))
    now[0] = minutes * 60 - 1
    assert await store.retrieve(sender) is not None
    now[0] = minutes * 60 + 1
    assert await store.retrieve(sender) is None
    assert not store._held._held


def test_no_answer_is_remembered_longer_than_its_conversation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings(), "conversation_minutes", 1)
    assert WebInput()._once._seconds <= 60


async def test_nothing_of_a_turn_is_written_to_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = ExpiringTrackerStore(Domain.empty())
    tracker = DialogueStateTracker.from_events(str(uuid4()), [UserUttered(SECRET)])
    await store.save(tracker)
    assert not list(tmp_path.rglob("*"))


def test_the_database_has_no_table_of_people() -> None:
    from bot.agencies import tables

    names = set(tables.metadata.tables)
    words = (
        "conversation",
        "message",
        "person",
        "user",
        "sender",
        "session",
        "tracker",
    )
    assert not [n for n in names for word in words if word in n.lower()]
    columns = {
        c.name for table in tables.metadata.tables.values() for c in table.columns
    }
    assert not columns & {
        "text",
        "message",
        "sender",
        "sender_id",
        "phone",
        "ip",
        "email",
    }


def cached_texts(prefix: str) -> list[str]:
    """Every key that the caches of modules of the project hold."""
    found: list[str] = []
    for name, module in list(sys.modules.items()):
        if name.startswith(prefix):
            for value in vars(module).values():
                if isinstance(value, functools._lru_cache_wrapper):
                    for held in gc.get_referents(value):
                        found += map(str, held) if isinstance(held, dict) else []
    return found


def read_a_message() -> None:
    """Takes a message through everything that reads words."""
    from rasa.shared.nlu.constants import TEXT
    from rasa.shared.nlu.training_data.message import Message

    from bot.crisis.rules import recognise_crisis
    from bot.dialogue.components.context import ContextResolver
    from bot.dialogue.components.language import LanguageIdentifier
    from bot.dialogue.components.places import PlaceExtractor
    from bot.dialogue.wording import with_place_token

    message = Message(data={TEXT: f"is {SECRET} county, florida in it"})
    LanguageIdentifier().process([message])
    PlaceExtractor().process([message])
    ContextResolver(ContextResolver.get_default_config()).process([message])
    with_place_token(message)
    recognise_crisis(str(message.get(TEXT)))


def test_a_cache_that_keeps_words_would_be_found() -> None:
    from bot.agencies.names import agency_key

    agency_key("Zyxommaville Police Department")
    held = cached_texts("bot.agencies.names")
    assert any("Zyxommaville" in text for text in held)
    agency_key.cache_clear()


@pytest.mark.parametrize(
    "package",
    ["language", "places", "crisis", "dialogue", "content", "answers", "channels"],
)
def test_no_cache_keeps_what_a_person_wrote(package: str) -> None:
    read_a_message()
    texts = cached_texts(f"bot.{package}")
    assert not [text for text in texts if SECRET in text.lower()]


def test_no_cache_of_the_agencies_keeps_what_a_person_wrote() -> None:
    read_a_message()
    texts = cached_texts("bot.agencies")
    assert not [text for text in texts if SECRET in text.lower()]


# No log holds a word that a person wrote.


async def test_a_turn_that_fails_writes_no_word_at_any_level(
    logs_restored: None,
) -> None:
    log_filter.install(logging.DEBUG)
    stream = io.StringIO()
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, log_filter.WordlessFormatter):
            handler.setStream(stream)  # type: ignore[attr-defined]

    async def fail(message: UserMessage) -> None:
        logging.getLogger("rasa.core").debug("Received %s", message.text)
        raise ValueError(message.text)

    async def recall(_: str) -> Standing:
        return Standing()

    turn = Turn(str(uuid4()), f"my name is {SECRET}", "web")
    assert await take_turn(turn, fail, recall)
    assert "ValueError" in stream.getvalue()
    assert SECRET not in stream.getvalue()


def logging_calls(project: Path) -> list[tuple[Path, ast.Call]]:
    calls = []
    for folder in ("bot", "actions"):
        for path in (project / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id in ("logger", "logging")
                ):
                    calls.append((path, node))
    return calls


LEVELS = ("debug", "info", "warning", "error", "exception", "critical")
WORDS = {"text", "message", "turn", "body", "request"}


def test_our_own_log_lines_are_fixed_sentences(project: Path) -> None:
    told = [
        (path, call)
        for path, call in logging_calls(project)
        if isinstance(call.func, ast.Attribute) and call.func.attr in LEVELS
    ]
    assert len(told) >= 5
    wrong = []
    for path, call in told:
        inside = [node for given in call.args for node in ast.walk(given)]
        names = {node.id for node in inside if isinstance(node, ast.Name)}
        names |= {node.attr for node in inside if isinstance(node, ast.Attribute)}
        made = [node for node in inside if isinstance(node, ast.JoinedStr)]
        if made or names & WORDS:
            wrong.append(f"{path.name}:{call.lineno}")
    assert not wrong
