"""The look-up action as Rasa calls it: says one message, remembers the place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.engine import Engine

from actions import looking_up
from actions.looking_up import ActionLookUp, last_awaiting
from bot.agencies import tables
from bot.agencies.building import Built, build_database
from bot.agencies.database import open_engine
from bot.places.model import Place, PlaceMention
from bot.privacy.personal_data import take_out_personal_data

LAKELAND = Place("city", "FL", "Lakeland", ("12105",))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_engine(f"sqlite:///{tmp_path_factory.mktemp('actions') / 'a.sqlite'}")
    with made.begin() as connection:
        tables.metadata.create_all(connection)
    assert isinstance(build_database(made), Built)
    yield made
    made.dispose()


def tracker(
    intent: str,
    text: str,
    *places: Place,
    slots: dict[str, Any] | None = None,
    events: list[dict[str, Any]] | None = None,
    channel: str = "web",
    metadata: dict[str, Any] | None = None,
) -> Tracker:
    mention = asdict(PlaceMention(0, len(text), text, places))
    latest = {
        "intent": {"name": intent},
        "text": text,
        "entities": [{"entity": "place", "value": mention}] if places else [],
        "metadata": metadata or {},
    }
    return Tracker(
        "someone",
        {"language": None, "place": None, **(slots or {})},
        latest,
        [*(events or []), {"event": "user", "input_channel": channel}],
        False,
        None,
        {},
        channel,
    )


async def run(talk: Tracker) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    dispatcher = CollectingDispatcher()
    events = await ActionLookUp().run(dispatcher, talk, {})
    return dispatcher.messages, events


@pytest.fixture(autouse=True)
def on_database(monkeypatch: pytest.MonkeyPatch, database: Engine) -> None:
    monkeypatch.setattr(looking_up, "engine", lambda: database)


async def test_a_place_is_answered_in_one_message_and_remembered() -> None:
    messages, events = await run(tracker("lookup_place", "lakeland fl", LAKELAND))
    (message,) = messages
    assert "Lakeland Police Department" in message["text"]
    assert message["custom"]["answer_id"] == "lookup"
    assert message["custom"]["lookup"]["as_of"] == "2026-05-18"
    assert message["custom"]["sources"][0]["publisher"] == "ICE"
    assert message["buttons"]
    assert events[0]["name"] == "place"
    assert events[0]["value"]["name"] == "Lakeland"


@pytest.mark.parametrize(
    ("slot", "chosen", "words"),
    [("es", None, "Según"), (None, None, "Lakeland"), ("en", "es", "según")],
)
async def test_the_language_chosen_goes_before_the_one_heard(
    slot: str | None, chosen: str | None, words: str
) -> None:
    talk = tracker(
        "lookup_place",
        "lakeland",
        LAKELAND,
        slots={"language": slot},
        metadata={"lang": chosen} if chosen else {},
    )
    messages, _ = await run(talk)
    assert words.lower() in messages[0]["text"].lower()
    assert messages[0]["custom"]["language"] == (chosen or slot or "en")


async def test_on_sms_the_short_form_is_said() -> None:
    web, _ = await run(tracker("lookup_place", "lakeland", LAKELAND))
    sms, _ = await run(tracker("lookup_place", "lakeland", LAKELAND, channel="sms"))
    assert len(sms[0]["text"]) < len(web[0]["text"])
    assert "\n" not in sms[0]["text"]


async def test_an_answer_to_a_question_back_keeps_what_was_asked() -> None:
    first, _ = await run(tracker("lookup_place", "does the highway patrol have it"))
    said = {"event": "bot", "data": {"custom": first[0]["custom"]}}
    georgia = Place("state", "GA", "Georgia")
    answer, _ = await run(tracker("lookup_place", "georgia", georgia, events=[said]))
    (agreement,) = answer[0]["custom"]["lookup"]["agreements"]
    assert agreement["agency"] == "Georgia Department of Public Safety"


async def test_another_kind_of_look_up_starts_afresh() -> None:
    first, _ = await run(tracker("lookup_place", "does the highway patrol have it"))
    said = {"event": "bot", "data": {"custom": first[0]["custom"]}}
    georgia = Place("state", "GA", "Georgia")
    answer, _ = await run(tracker("lookup_count", "georgia", georgia, events=[said]))
    assert answer[0]["custom"]["lookup"]["kind"] == "count"


async def test_the_slot_helps_where_no_place_is_named() -> None:
    talk = tracker(
        "lookup_signed", "when did they sign", slots={"place": asdict(LAKELAND)}
    )
    messages, _ = await run(talk)
    assert "April 24, 2025" in messages[0]["text"]


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.sqlite", "sqlite://"])
async def test_a_database_that_is_down_is_said_and_nothing_is_remembered(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    broken = open_engine(url)
    monkeypatch.setattr(looking_up, "engine", lambda: broken)
    messages, events = await run(tracker("lookup_place", "lakeland", LAKELAND))
    assert messages[0]["custom"]["answer_id"] == "error"
    assert "ice.gov" in messages[0]["text"]
    assert events == []


@pytest.mark.parametrize(
    ("events", "awaiting"),
    [
        ([], {}),
        ([{"event": "user"}], {}),
        ([{"event": "bot", "data": None}], {}),
        ([{"event": "bot", "data": {"custom": {"awaiting": {"intent": "x"}}}}],
         {"intent": "x"}),
        ([{"event": "bot", "data": {"custom": {"awaiting": {"intent": "x"}}}},
          {"event": "bot", "data": {"custom": {}}}, {"event": "user"}], {}),
    ],
)  # fmt: skip
def test_only_the_newest_message_may_ask_something(
    events: list[dict[str, Any]], awaiting: dict[str, Any]
) -> None:
    assert last_awaiting(events) == awaiting


async def test_the_picture_of_an_answer_keeps_its_words(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_up, "engine", lambda: database)
    texas = Place("state", "TX", "Texas")
    said = CollectingDispatcher()
    asked = tracker("lookup_count", "cuantos en texas", texas, slots={"language": "es"})
    await ActionLookUp().run(said, asked, {})
    (message,) = said.messages
    assert message["image"].startswith("/webhooks/web/charts/state-tx.es.svg")
    assert message["custom"]["image"]["alt"].startswith("Gráfica: acuerdos 287(g)")


async def test_more_goes_on_by_what_the_bot_kept(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_up, "engine", lambda: database)
    said = CollectingDispatcher()
    asked = tracker("lookup_place", "lakeland", LAKELAND, channel="sms")
    await ActionLookUp().run(said, asked, {})
    payload = said.messages[0]["custom"]["on_reply"]["más"]
    # As Rasa reads a payload: its JSON's values become entities.
    value = json.loads(payload[payload.index("{") :])["place"]
    going_on = tracker("lookup_place", payload, channel="sms")
    going_on.latest_message["entities"] = [{"entity": "place", "value": value}]
    events = await ActionLookUp().run(said, going_on, {})
    first, second = (message["text"] for message in said.messages)
    assert second != first and second.startswith("Rest, ICE list of")
    assert events == [{"event": "slot", "timestamp": None, "name": "place",
                       "value": asdict(LAKELAND)}]  # fmt: skip
    assert take_out_personal_data(payload).text == payload


async def test_a_wish_for_a_language_tells_the_look_up_before_it_again() -> None:
    mention = asdict(PlaceMention(0, 11, "lakeland fl", (LAKELAND,)))
    before = {
        "intent": {"name": "lookup_place"},
        "text": "lakeland fl",
        "entities": [{"entity": "place", "value": mention}],
    }
    talk = tracker(
        "lookup_place",
        "en español por favor",
        slots={"language": "es"},
        events=[{"event": "user", "parse_data": before}],
    )
    messages, _ = await run(talk)
    assert "Policía de Lakeland" in messages[0]["text"]
