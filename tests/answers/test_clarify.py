"""Asking back: options, buttons, and the way back through Rasa's payload parser."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from rasa.shared.core.training_data.story_reader.yaml_story_reader import (
    YAMLStoryReader,
)
from rasa.shared.nlu.training_data.message import Message

from bot.agencies.answers import AgencyRef
from bot.answers.payloads import agency_payload, payload, read_agency, read_place
from bot.content.schema import Channel, Language
from bot.places.model import Place

from .conftest import CHANNELS, LANGUAGES, Asker

PLACES = [
    Place("city", "FL", "Lakeland", ("12105",)),
    Place("county", "MD", "St. Mary's County", ("24037",)),
    Place("county", "NM", "Doña Ana County", ("35013",)),
    Place("city", "HI", '\'Ewa "Beach" {x}', ("15003",), "96706"),
    Place("state", "GU", "Guam"),
]
AGENCY = AgencyRef(
    "FL|x", 'Sheriff\'s "Office", {A} & B', "FL", "sheriff", "county", ("12105",), True
)


def through_rasa(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Intent and entities as Rasa reads them out of a button's payload."""
    read = YAMLStoryReader.unpack_regex_message(Message({"text": text}), None)
    return read.get("intent")["name"], read.get("entities")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_comes_back_from_its_button_unchanged(place: Place) -> None:
    intent, (entity,) = through_rasa(payload("lookup_place", place))
    assert intent == "lookup_place"
    assert entity["entity"] == "place"
    assert read_place(entity["value"]) == place
    assert read_agency(entity["value"]) is None


def test_an_agency_comes_back_from_its_button_unchanged() -> None:
    intent, (entity,) = through_rasa(agency_payload("lookup_signed", AGENCY))
    assert intent == "lookup_signed"
    assert read_agency(entity["value"]) == AGENCY
    assert read_place(entity["value"]) is None


@pytest.mark.parametrize(
    "value",
    [None, 7, "", "{", "[]", '"x"', "{}", '{"kind": "city"}', '{"agency": 3}', "null"],
)
def test_what_is_no_place_or_agency_is_read_as_none(value: Any) -> None:
    assert read_place(value) is None
    assert read_agency(value) is None


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "question",
    [
        "Is Franklin County working with ICE?",
        "sheriff del condado de Washington",
        "is the Springfield police on ICE's list?",
        "the LA sheriff, are they with ICE?",
        "are the CCSO deputies in it?",
        "does the campus police in Tallahassee have it",
    ],
)
def test_every_button_of_a_question_back_leads_to_an_answer(
    ask: Asker, question: str, language: Language, channel: Channel
) -> None:
    asked = ask(question, language=language, channel=channel)
    assert asked.kind == "clarify" and asked.custom["answer_id"] == "clarify"
    assert asked.buttons
    for button in asked.buttons:
        intent, entities = through_rasa(button["payload"])
        answer = ask.pose(intent, button["payload"], entities, language, channel)
        assert answer.custom["answer_id"] == "lookup", button["title"]
        assert button["title"]


def test_the_options_of_a_state_are_all_states_that_have_one(ask: Asker) -> None:
    asked = ask("Is Franklin County working with ICE?")
    options = asked.lookup["clarify"]["options"]
    assert asked.lookup["clarify"]["slot"] == "state"
    assert {"FL", "GA", "OH", "VT", "WA"} <= set(options)
    assert len(options) == len(set(options)) >= 24
    assert asked.lookup["agreements"] == []


def test_states_with_agreements_are_offered_first(ask: Asker) -> None:
    titles = [b["title"] for b in ask("Is Franklin County working with ICE?").buttons]
    assert "Alabama" in titles
    assert "Vermont" not in titles and "Illinois" not in titles


def test_a_state_that_is_not_offered_may_be_written(ask: Asker) -> None:
    text = ask("Is Franklin County working with ICE?").text
    assert "If yours is not here, write the state" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_city_and_a_state_of_one_name_are_told_apart(
    ask: Asker, language: Language
) -> None:
    asked = ask("¿Y Nueva York?", language=language)
    assert asked.lookup["clarify"]["slot"] == "city_or_state"
    titles = {
        "en": ["The city", "All of New York"],
        "es": ["La ciudad", "Todo Nueva York"],
    }
    assert [button["title"] for button in asked.buttons] == titles[language]


def test_the_rest_of_the_question_outlives_the_asking_back(ask: Asker) -> None:
    asked = ask("is the police of Springfield still in it", "lookup_status")
    awaiting = asked.custom["awaiting"]
    json.dumps(awaiting)
    florida = next(c for c in awaiting["candidates"] if c["state"] == "FL")
    entity = {"entity": "place", "value": {**MENTION, "candidates": [florida]}}
    answer = ask.pose(awaiting["intent"], "florida", [entity], asked=awaiting["asked"])
    assert "Springfield" in answer.text.splitlines()[1]


MENTION = {"start": 0, "end": 7, "text": "florida"}


def test_a_choice_between_agencies_may_be_answered_with_the_state(ask: Asker) -> None:
    agencies = [
        asdict(
            AgencyRef(None, "Hill County Sheriff's Office", "TX", "sheriff", "county")
        ),
        asdict(
            AgencyRef(None, "Hill County Sheriff's Office", "MT", "sheriff", "county")
        ),
    ]
    answer = ask("montana", asked={"agencies": agencies})
    assert answer.kind == "not_listed"
    assert "Hill County Sheriff's Office" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_name_is_said_back_in_short(ask: Asker, language: Language) -> None:
    answer = ask("Zyxomma County, Nebraska", language=language)
    assert answer.kind == "unknown_place"
    assert "Zyxomma County" in answer.text


def test_a_zip_that_does_not_exist_is_said_to_be_none(ask: Asker) -> None:
    answer = ask("my zip is 99999, is there 287(g)?")
    assert answer.kind == "unknown_place"
    assert "99999" in answer.text
