"""Numbers with unit and date; lists that say what they leave out."""

from __future__ import annotations

import pytest

from bot.content.schema import Channel, Language

from .conftest import CHANNELS, LANGUAGES, LIST_AGE, LIST_DATE, Asker


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("how many agreements in Texas", 387, "agreements"),
        ("cuántos acuerdos tiene Florida", 348, "agreements"),
        ("how many jail enforcement agreements in Georgia", 16, "agreements"),
        ("cuántos acuerdos de task force hay en Pensilvania", 98, "agreements"),
        ("cuántas agencias participan en Luisiana", 35, "agencies"),
        ("how many are there nationwide", 1843, "agreements"),
        ("cuántas agencias hay en todo el país", 1549, "agencies"),
        ("how many sheriffs in North Carolina", 22, "agencies"),
        ("does Maryland have any left", 0, "agreements"),
        ("how many states have the task force model", 34, "states"),
    ],
)
def test_a_count_names_number_unit_and_date(
    ask: Asker,
    question: str,
    value: int,
    unit: str,
    language: Language,
    channel: Channel,
) -> None:
    answer = ask(question, "lookup_count", language, channel)
    assert answer.lookup["count"]["value"] == value
    assert answer.lookup["count"]["unit"] == unit
    assert f"{value:,}" in answer.first_line
    assert LIST_DATE[language] in answer.first_line
    assert LIST_AGE[language] in answer.first_line


def test_a_count_of_one_is_not_a_plural(ask: Asker) -> None:
    english = ask("how many in Colorado", "lookup_count").text
    spanish = ask("cuántos en Colorado", "lookup_count", "es").text
    assert "1 agreement in Colorado, held by 1 agency" in english
    assert "1 acuerdo en Colorado, de 1 agencia" in spanish
    assert "1 acuerdos" not in spanish and "1 agreements" not in english


def test_the_count_of_a_county_is_its_agencies_and_not_its_states(ask: Asker) -> None:
    answer = ask("how many does Polk County, Florida have", "lookup_count")
    assert answer.kind == "agreements"
    assert ("Polk County Sheriff's Office", "WSO") in answer.stated("local")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_state_with_none_has_its_law_beside(ask: Asker, language: Language) -> None:
    answer = ask("Maryland", language=language)
    assert answer.lookup["count"]["value"] == 0
    assert "SB 245" in answer.text
    last = {"en": "April 30, 2026", "es": "30 de abril de 2026"}
    assert last[language] in answer.text


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_state_with_the_most_is_named_first(ask: Asker, channel: Channel) -> None:
    answer = ask("which state has the most agreements", "lookup_count", "en", channel)
    assert answer.first_line.startswith("Texas")
    assert answer.lookup["count"]["filter"] == {"state": "TX"}
    assert answer.lookup["ranking"][1] == {"state": "FL", "value": 348}


def test_the_county_with_the_most_is_found_in_either_language(ask: Asker) -> None:
    english = ask("which county in texas has the most agreements", "lookup_count")
    spanish = ask("qué condado de texas tiene más acuerdos", "lookup_count", "es")
    assert english.lookup["count"] == spanish.lookup["count"]
    assert "Galveston County" in english.first_line
    assert "Condado de Galveston" in spanish.first_line


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_with_a_model_are_all_named_on_the_web(
    ask: Asker, language: Language
) -> None:
    answer = ask("which states have the task force model", "lookup_none", language)
    assert len(answer.lookup["ranking"]) == answer.lookup["count"]["value"] == 34
    assert "Guam 1" in answer.text


@pytest.mark.parametrize("channel", CHANNELS)
def test_states_with_none_are_all_named(ask: Asker, channel: Channel) -> None:
    answer = ask("which states have no agreements", "lookup_none", "en", channel)
    assert answer.lookup["count"]["value"] == 16
    assert ("Illinois" if channel == "web" else "IL") in answer.text


def test_states_without_a_model_are_fewer_to_have_it(ask: Asker) -> None:
    answer = ask("which states have no jail enforcement model", "lookup_none")
    assert answer.lookup["count"]["filter"] == {"without": True, "model": "JEM"}
    assert answer.lookup["count"]["value"] > 16


def test_the_newest_are_all_of_the_last_day(ask: Asker) -> None:
    answer = ask("what are the newest agreements", "lookup_newest")
    assert answer.kind == "list"
    assert {a["signed"] for a in answer.lookup["agreements"]} == {"2026-05-17"}
    assert len(answer.lookup["agreements"]) == 9


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_list_says_how_many_it_leaves_out(ask: Asker, channel: Channel) -> None:
    answer = ask("list the agencies of Texas", "lookup_list", "en", channel)
    named = {a["agency"] for a in answer.lookup["agreements"]}
    left_out = answer.lookup["count"]["value"] - len(named)
    assert answer.lookup["count"]["value"] == 305
    assert f"And {left_out} more" in answer.text


def test_a_list_may_be_of_one_kind_only(ask: Asker) -> None:
    sheriffs = ask("list the sheriffs in ohio", "lookup_list")
    assert sheriffs.lookup["count"]["value"] == 7
    assert all("Sheriff" in a["agency"] for a in sheriffs.lookup["agreements"])
    campuses = ask("what universities are on the list", "lookup_list")
    assert campuses.lookup["count"] == {
        "value": 18,
        "unit": "agencies",
        "filter": {"agency_kind": "campus"},
    }


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pending_list_is_called_old_by_its_own_date(
    ask: Asker, language: Language, channel: Channel
) -> None:
    answer = ask("what agencies are pending", "lookup_pending", language, channel)
    assert answer.kind == "pending"
    assert answer.lookup["pending_as_of"] == "2026-02-27"
    assert answer.stated() == {
        ("Franklin County Sheriff's Office", "TFM"),
        ("Franklin County Sheriff's Office", "WSO"),
    }
    day = {"en": "February 27, 2026", "es": "27 de febrero de 2026"}
    assert day[language] in answer.first_line


def test_a_state_without_pending_agencies_is_told_with_the_date(ask: Asker) -> None:
    answer = ask("any pending in texas", "lookup_pending")
    assert answer.lookup["agreements"] == []
    assert "February 27, 2026" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_earlier_list_is_told_with_its_date(ask: Asker, language: Language) -> None:
    answer = ask(
        "What did Broward County, Florida have in February 2025?",
        "lookup_history",
        language,
    )
    assert answer.kind == "history"
    assert answer.lookup["asked_date"] == "2025-02-21"
    assert answer.stated() == {("Broward County Sheriff's Office", "WSO")}
    assert LIST_DATE[language] in answer.text


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_states_past_is_a_number_beside_todays(ask: Asker, channel: Channel) -> None:
    answer = ask(
        "what did georgia have at the start of 2025", "lookup_history", "en", channel
    )
    assert answer.lookup["values"] == {"2025-02-21": 6, "2026-05-18": 65}
    assert "6 agreements" in answer.text and "65 agreements" in answer.text


def test_growth_goes_from_the_oldest_list_to_the_newest(ask: Asker) -> None:
    answer = ask("how has it grown over time", "lookup_count")
    values = answer.lookup["values"]
    assert (values["2025-02-21"], values["2026-05-18"]) == (151, 1843)
    assert len(values) > 2
    assert "That is the oldest list I have" in answer.text


@pytest.mark.parametrize("channel", CHANNELS)
def test_who_left_is_a_list_without_reasons(ask: Asker, channel: Channel) -> None:
    answer = ask("who has left the program", "lookup_status", "en", channel)
    assert answer.kind == "ended"
    assert "75 agreements" in answer.first_line
    assert {a["status"] for a in answer.lookup["agreements"]} == {"ended"}


def test_who_left_in_a_state_is_that_states(ask: Asker) -> None:
    answer = ask("has anyone left the program in maryland", "lookup_status")
    assert {a["state"] for a in answer.lookup["agreements"]} == {"MD"}
    assert len(answer.lookup["agreements"]) == 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_changed_models_are_told_before_and_after(
    ask: Asker, language: Language
) -> None:
    answer = ask("which agencies changed models", "lookup_status", language)
    person = [
        (a["model"], a["status"])
        for a in answer.lookup["agreements"]
        if a["agency"] == "Person County Sheriff's Office"
    ]
    assert person == [("JEM", "ended"), ("WSO", "listed")]
