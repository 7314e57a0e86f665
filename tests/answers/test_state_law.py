"""The law of a state that was named: its own entry first, with its source and date."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from bot.answers.names import state_codes
from bot.answers.payloads import payload
from bot.answers.state_law import answer_state_law, state_asked
from bot.content.loading import Content
from bot.content.schema import Channel, Language
from bot.content.states import state_law, state_law_reminder
from bot.language.gsm import fold, segments
from bot.places.model import Place, PlaceMention

from .conftest import CHANNELS, LANGUAGES, TODAY

TAMPA = asdict(Place("city", "FL", "Tampa", ("12057",)))
GEORGIA = Place("state", "GA", "Georgia")


def mention(*places: Place) -> dict[str, object]:
    return {"entity": "place", "value": asdict(PlaceMention(0, 1, "x", places))}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_states_entry_comes_first_and_whole(
    shipped: Content, language: Language, channel: Channel
) -> None:
    for code in state_codes():
        law = state_law(code)
        message = answer_state_law(shipped, code, language, channel, TODAY)
        assert message.text.startswith(law.text(language)), code
        assert message.custom["answer_id"] == "state_law"
        assert message.custom["language"] == language
        assert message.custom["sources"] == [dict(s) for s in law.sources]
        if channel == "sms":
            assert segments(fold(message.text)) <= 2, code
        else:
            assert state_law_reminder(language) in message.text


def test_the_source_of_the_main_statement_stands_first(shipped: Content) -> None:
    message = answer_state_law(shipped, "TX", "en", "web", TODAY)
    assert "Texas S.B. 8" in message.custom["sources"][0]["title"]
    assert "Texas S.B. 8" in message.text
    assert message.custom["sources"][0]["url"].startswith("https://")
    assert message.custom["reviewed"]["on"] == "2026-11-25"


def test_a_state_without_a_known_law_says_that_one_may_be_missed(
    shipped: Content,
) -> None:
    english = answer_state_law(shipped, "GU", "en", "web", TODAY).text
    spanish = answer_state_law(shipped, "GU", "es", "web", TODAY).text
    assert "We know of no law" in english and "one that we missed" in english
    assert "No conocemos ninguna ley" in spanish


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_entry_past_its_review_date_says_so(
    shipped: Content, channel: Channel
) -> None:
    due = state_law("AR").next
    assert due is not None
    on_the_day = answer_state_law(shipped, "AR", "en", channel, due).text
    after = answer_state_law(shipped, "AR", "en", channel, due + timedelta(1)).text
    assert "for a new check" not in on_the_day
    assert "for a new check on February 23, 2027" in after


def test_the_list_of_the_states_agencies_is_offered(shipped: Content) -> None:
    buttons = answer_state_law(shipped, "GA", "es", "web", TODAY).buttons
    assert buttons[0] == {
        "title": "Agencias en Georgia",
        "payload": payload("lookup_list", GEORGIA),
    }


@pytest.mark.parametrize("topic", ["state_law", "must_join"])
def test_a_state_in_the_message_is_the_one_asked_for(topic: str) -> None:
    assert (
        state_asked(topic, "must georgia sheriffs", [mention(GEORGIA)], TAMPA) == "GA"
    )


def test_a_town_in_the_message_names_its_state() -> None:
    place = Place("city", "TX", "Houston", ("48201",))
    assert state_asked("state_law", "houston", [mention(place)], None) == "TX"


def test_a_name_of_several_states_names_none() -> None:
    places = Place("county", "FL", "Polk County"), Place("county", "IA", "Polk County")
    assert state_asked("state_law", "polk county", [mention(*places)], None) is None


def test_a_button_names_its_state() -> None:
    entity = {
        "entity": "place",
        "value": '{"kind":"state","state":"GA","name":"Georgia","fips":[]}',
    }
    assert state_asked("state_law", "/faq_state_law{}", [entity], None) == "GA"


@pytest.mark.parametrize(
    ("topic", "text", "state"),
    [
        ("state_law", "is there a law about this", "FL"),
        ("state_law", "/faq_state_law", "FL"),
        ("state_law", "which states ban it", None),
        ("state_law", "qué estados lo prohíben", None),
        ("must_join", "is it mandatory", None),
        ("must_join", "does my sheriff have to join", "FL"),
    ],
)
def test_the_place_talked_about_counts_where_the_law_in_general_is_not_meant(
    topic: str, text: str, state: str | None
) -> None:
    assert state_asked(topic, text, [], TAMPA) == state


def test_without_any_place_the_law_in_general_is_meant() -> None:
    assert state_asked("state_law", "is there a law", [], None) is None
    assert state_asked("state_law", "x", [], {"state": "ZZ"}) is None


def test_an_entry_with_several_sources_shows_them_all() -> None:
    law = state_law("CA")
    assert len(law.sources) == 3
    assert all(source["checked"] == "2026-11-25" for source in law.sources)
    assert law.checked == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("does the state make them do it", "GA"),
        ("la ley los obliga", "GA"),
        ("tienen que hacerlo?", "GA"),
        ("must a sheriff join", None),
    ],
)
def test_whether_they_must_is_told_by_the_law_of_the_place_spoken_of(
    text: str, state: str | None
) -> None:
    gwinnett = {"kind": "county", "state": "GA", "name": "Gwinnett County"}
    assert state_asked("must_join", text, [], gwinnett) == state
