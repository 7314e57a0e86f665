"""What is said of a place: both levels, the answer first, nothing that is not so."""

from __future__ import annotations

import pytest

from bot.content.schema import Channel, Language

from .conftest import CHANNELS, LANGUAGES, LIST_AGE, LIST_DATE, Asker

LAKELAND = "is Lakeland, Florida working with ICE?"
MIAMI_BEACH = "is the Miami Beach, Florida police department in the program?"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_town_that_takes_part_is_told_yes_with_its_police_and_sheriff(
    ask: Asker, language: Language, channel: Channel
) -> None:
    answer = ask(LAKELAND, language=language, channel=channel)
    assert answer.kind == "agreements"
    assert answer.stated("local") == {
        ("Lakeland Police Department", "TFM"),
        ("Polk County Sheriff's Office", "TFM"),
        ("Polk County Sheriff's Office", "WSO"),
    }
    assert answer.first_line.startswith(("Yes: ", "Sí: ", "Si: "))
    assert [place["fips"] for place in answer.lookup["places"]] == ["12105"]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_date_and_age_of_the_list_stand_in_the_first_line(
    ask: Asker, language: Language, channel: Channel
) -> None:
    for question in (LAKELAND, "Chicago, Illinois", "77494", "texas"):
        answer = ask(question, language=language, channel=channel)
        assert LIST_DATE[language] in answer.first_line
        assert LIST_AGE[language] in answer.first_line
        assert answer.lookup["as_of"] == "2026-05-18"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_town_whose_police_is_not_listed_hears_of_its_county_all_the_same(
    ask: Asker, language: Language, channel: Channel
) -> None:
    answer = ask(MIAMI_BEACH, language=language, channel=channel)
    assert answer.kind == "agreements"
    assert answer.stated("local") == {
        ("Miami-Dade Corrections and Rehabilitation", "WSO"),
        ("Miami-Dade Sheriff's Office", "TFM"),
    }
    start = {"en": "City police: no. Others: yes.", "es": "Polic"}
    assert answer.first_line.startswith(start[language])


def test_what_was_asked_about_comes_first(ask: Asker) -> None:
    police = ask("is the police of Lakeland, Florida in it?").text
    sheriff = ask("is the sheriff in Lakeland, Florida in it?").text
    assert police.index("Lakeland Police") < police.index("Polk County Sheriff")
    assert sheriff.index("Polk County Sheriff") < sheriff.index("Lakeland Police")


def test_a_sheriff_who_is_not_listed_is_said_first_where_the_police_is(
    ask: Asker,
) -> None:
    answer = ask("30060, is my sheriff in 287g?")
    assert answer.first_line.startswith("Sheriff: no. Others: yes.")
    assert answer.text.index("Sheriff and jail of Cobb") < answer.text.index(
        "Marietta P"
    )
    assert answer.stated("local") == {("Marietta Police Department", "TFM")}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_not_listed_is_never_the_same_as_not_working_with_ice(
    ask: Asker, language: Language, channel: Channel
) -> None:
    caveat = {
        ("en", "web"): "does not mean an agency does not work with ICE",
        ("en", "sms"): "Not listed does not mean no help to ICE",
        ("es", "web"): "no quiere decir que una agencia no coopere con ICE",
        ("es", "sms"): "No aparecer no significa que no ayude a ICE",
    }[language, channel]
    for question in (MIAMI_BEACH, "Chicago, Illinois", "Houston, Texas", "30060"):
        answer = ask(question, language=language, channel=channel)
        assert caveat in answer.text, question


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_with_nothing_listed_says_so_of_both_levels(
    ask: Asker, language: Language
) -> None:
    answer = ask("Chicago, Illinois", language=language)
    assert answer.kind == "not_listed"
    assert answer.lookup["agreements"] == []
    named = {
        "en": (
            "Not on ICE's list",
            "Chicago police",
            "Sheriff and jail of Cook County",
        ),
        "es": (
            "No aparecen en la lista de ICE",
            "Policía de Chicago",
            "Alguacil y cárcel del condado de Cook",
        ),
    }
    for words in named[language]:
        assert words in answer.text
    none = {"en": "No agency in Illinois", "es": "Ninguna agencia en Illinois"}
    assert none[language] in answer.text
    assert "/faq_state_law" in [b["payload"] for b in answer.buttons]


def test_a_zip_in_several_counties_names_each(ask: Asker) -> None:
    answer = ask("77494")
    assert answer.stated("local") == {
        ("Fort Bend County Sheriff's Office", "JEM"),
        ("Fort Bend County Sheriff's Office", "WSO"),
        ("Waller County Sheriff's Office", "WSO"),
    }
    assert "Sheriff and jail of Harris County: not on this list" in answer.text
    assert "It depends on where you live" in answer.text


def test_a_citys_lesser_counties_concern_only_who_lives_there(ask: Asker) -> None:
    answer = ask("Houston, Texas - do the cops there have 287g?")
    assert answer.kind == "not_listed"
    assert answer.stated("local") == set()
    assert "If you live in the part in Fort Bend County" in answer.text
    assert ("Fort Bend County Sheriff's Office", "JEM") in answer.stated("nearby")


def test_other_towns_are_only_ever_nearby(ask: Asker) -> None:
    answer = ask("33139")
    assert ("Hialeah Police Department", "TFM") in answer.stated("nearby")
    assert ("Hialeah Police Department", "TFM") not in answer.stated("local")
    assert "each only on its own ground" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_agencies_go_by_the_names_people_know(ask: Asker, language: Language) -> None:
    text = ask(LAKELAND, language=language).text
    assert "Department of Highway Safety" not in text
    known = {"en": "Florida Highway Patrol", "es": "Patrulla de Caminos de Florida"}
    assert known[language] in text
    stated = ask(LAKELAND, language=language).stated("statewide")
    assert (
        "Florida Department of Highway Safety and Motor Vehicles, "
        "Division of Highway Patrol",
        "TFM",
    ) in stated


def test_a_question_about_powers_is_not_answered_with_yes(ask: Asker) -> None:
    answer = ask("can the police in Lakeland, Florida ask for my papers?")
    assert not answer.first_line.startswith("Yes")
    assert "may ask about immigration" in answer.text.split("\n\n")[1]


def test_a_model_that_is_not_held_is_not_answered_with_yes(ask: Asker) -> None:
    answer = ask("does Tarrant County, Texas have the task force model?")
    assert answer.first_line.startswith("Not that model, but another")
    assert answer.stated("local") == {("Tarrant County Sheriff's Office", "JEM")}


def test_an_independent_city_is_said_to_lie_in_no_county(ask: Asker) -> None:
    answer = ask("Is Hopewell County Virginia working with ICE?")
    assert [place["fips"] for place in answer.lookup["places"]] == ["51670"]
    assert "it lies in no county" in answer.text


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_territorys_own_agencies_are_the_local_ones(
    ask: Asker, language: Language, channel: Channel
) -> None:
    answer = ask("Guam", language=language, channel=channel)
    assert answer.kind == "agreements"
    assert answer.stated() == {("Office of the Attorney General", "TFM")}
    assert "Guam" in answer.text


@pytest.mark.parametrize("code_and_name", ["Puerto Rico", "the us virgin islands"])
def test_a_territory_with_none_is_counted_as_none(
    ask: Asker, code_and_name: str
) -> None:
    answer = ask(code_and_name)
    assert answer.lookup["count"]["value"] == 0
    assert "None: 0 agreements" in answer.first_line
    assert "We know of no law" in answer.text


def test_two_places_are_answered_side_by_side(ask: Asker) -> None:
    answer = ask("compare Tampa and Miami")
    assert ("Tampa Police Department", "TFM") in answer.stated("local")
    assert ("City of Miami Police Department", "TFM") in answer.stated("local")
    assert {place["fips"] for place in answer.lookup["places"]} >= {"12057", "12086"}


def test_places_of_one_breath_settle_each_others_state(ask: Asker) -> None:
    answer = ask("polk county or hillsborough county or tampa, which have it")
    assert {place["state"] for place in answer.lookup["places"]} == {"FL"}


def test_two_states_are_compared_by_their_numbers(ask: Asker) -> None:
    answer = ask("texas or florida?")
    assert answer.lookup["ranking"] == [
        {"state": "TX", "value": 387},
        {"state": "FL", "value": 348},
    ]
    assert "387" in answer.text and "348" in answer.text


def test_a_state_said_not_to_be_meant_is_no_second_place(ask: Asker) -> None:
    answer = ask("i said richmond virginia not texas")
    assert {place["state"] for place in answer.lookup["places"]} == {"VA"}


def test_the_place_is_kept_for_the_next_question(ask: Asker) -> None:
    place = ask(LAKELAND).place
    assert place is not None and place.name == "Lakeland"
    answer = ask("and the sheriff?", known=place)
    assert answer.text.index("Polk County Sheriff") < answer.text.index("Lakeland P")


def test_an_unknown_county_is_not_answered_with_its_state(ask: Asker) -> None:
    answer = ask("¿El condado de Springfield Falls, Ohio, está?", language="es")
    assert answer.kind == "unknown_place"
    assert answer.lookup["agreements"] == []


def test_without_a_place_it_is_asked_for(ask: Asker) -> None:
    answer = ask("does my county take part")
    assert answer.custom["answer_id"] == "clarify"
    assert "no street address" in answer.text


@pytest.mark.parametrize(
    "place", ["Anchorage, Alaska", "San Juan, Puerto Rico", "Hartford, Connecticut"]
)
def test_a_sheriff_is_not_spoken_of_where_counties_have_none(
    ask: Asker, place: str
) -> None:
    for channel in CHANNELS:
        assert "heriff" not in ask(place, channel=channel).text


def test_a_state_with_an_article_has_it(ask: Asker) -> None:
    assert "in the District of Columbia" in ask("Washington, DC").text
    spanish = ask("Islas Marianas del Norte", language="es").text
    assert "en las Islas Marianas del Norte" in spanish
