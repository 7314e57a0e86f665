"""A message that leans on the place just spoken of means that place's own."""

from __future__ import annotations

import pytest

from bot.content.schema import Language
from bot.places.model import Place

from .conftest import Asker

POLK = Place("county", "FL", "Polk County", ("12105",))
HOUSTON = Place("city", "TX", "Houston", ("48201", "48157", "48339"))
HARRIS = Place("county", "GA", "Harris County", ("13145",))
GASTON = Place("county", "NC", "Gaston County", ("37071",))
TENNESSEE = Place("state", "TN", "Tennessee")


def test_a_bare_town_is_looked_for_in_the_state_spoken_of(ask: Asker) -> None:
    lakeland = Place("city", "FL", "Lakeland", ("12105",))
    assert ask("what about Lakeland", known=POLK).place == lakeland


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("sorry, I meant the county", "en"),
        ("not the city, the county", "en"),
        ("no, el condado", "es"),
        ("quise decir el condado", "es"),
    ],
)
def test_the_county_after_a_town_is_the_towns_own(
    ask: Asker, text: str, language: Language
) -> None:
    place = ask(text, language=language, known=HOUSTON).place
    assert place is not None
    assert (place.name, place.state) == ("Harris County", "TX")


@pytest.mark.parametrize(
    ("text", "language"),
    [("the one in Texas", "en"), ("no, Texas", "en"), ("¿y la de Texas?", "es")],
)
def test_the_one_in_a_state_is_the_place_of_the_same_name_there(
    ask: Asker, text: str, language: Language
) -> None:
    place = ask(text, language=language, known=HARRIS).place
    assert place is not None and place.fips == ("48201",)


def test_a_state_that_is_not_meant_is_left_out(ask: Asker) -> None:
    place = ask("not Georgia, Texas", known=HARRIS).place
    assert place is not None and place.state == "TX"


@pytest.mark.parametrize(
    ("text", "language"),
    [("and the town police?", "en"), ("¿y la policía de la ciudad?", "es")],
)
def test_a_countys_town_police_are_named_and_the_town_asked_for(
    ask: Asker, text: str, language: Language
) -> None:
    answer = ask(text, language=language, known=POLK)
    assert ("Bartow Police Department", "TFM") in answer.stated("nearby")
    assert not answer.first_line.startswith(("Yes", "Sí"))
    assert {"en": "Which city?", "es": "¿Qué ciudad?"}[language] in answer.text


def test_a_count_of_those_keeps_the_state(ask: Asker) -> None:
    those = ask("how many of them are sheriffs", "lookup_count", known=TENNESSEE)
    assert those.lookup["count"]["value"] == 51
    nation = ask("how many sheriffs nationwide", "lookup_count", known=TENNESSEE)
    assert nation.lookup["count"]["value"] == 774


def test_two_states_are_put_side_by_side_where_one_is_leant_on(ask: Asker) -> None:
    answer = ask("are those more than Georgia", "lookup_count", known=TENNESSEE)
    assert [one["state"] for one in answer.lookup["ranking"]] == ["TN", "GA"]


@pytest.mark.parametrize(
    ("text", "on_street"),
    [("what does that mean", False), ("so can they stop me on the street", True)],
)
def test_what_it_means_is_told_by_the_places_models(
    ask: Asker, text: str, on_street: bool
) -> None:
    answer = ask(text, known=GASTON)
    assert "only inside the jail" in answer.text
    assert ("no immigration powers on the street" in answer.text) is on_street


def test_the_rest_names_what_was_left_out(ask: Asker) -> None:
    text = ask("show me the rest", known=POLK).text
    assert "Winter Haven Police Department" in text
    assert "Florida Gaming Control Commission" in text


@pytest.mark.parametrize(
    ("text", "language", "dated"),
    [
        ("source?", "en", "May 18, 2026"),
        ("how recent is that", "en", "May 18, 2026"),
        ("¿de qué fecha es?", "es", "18 de mayo de 2026"),
    ],
)
def test_the_list_itself_is_told_with_its_date_and_address(
    ask: Asker, text: str, language: Language, dated: str
) -> None:
    answer = ask(text, language=language, known=POLK)
    assert dated in answer.text and "ice.gov" in answer.text
    assert not answer.lookup["agreements"]


def test_sms_says_yes_or_no_and_the_model_of_each_place_compared(ask: Asker) -> None:
    question = "Polk County, Florida or Gwinnett County, Georgia"
    text = ask(question, channel="sms").text
    assert "yes, Polk County sheriff (street task force, jail warrants)" in text
    assert "Gwinnett County, GA: no" in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("task force?", "194 agreements"),
        ("is that a lot", "number 1 of 40"),
        ("how many of those are police", "76 police departments"),
    ],
)
def test_a_few_words_after_a_state_are_of_that_state(
    ask: Asker, text: str, said: str
) -> None:
    texas = Place("state", "TX", "Texas")
    assert said in ask(text, "lookup_count", known=texas).text
