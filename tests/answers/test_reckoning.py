"""Shares, ranks, several models, first and last: the number asked for and no other."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.times import read_period
from bot.content.schema import Language
from bot.places.model import Place

from .conftest import LANGUAGES, Asker


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("what part of all agreements, in percent, is jail enforcement", 182, "10%"),
        ("qué porcentaje de Texas es del modelo WSO", 141, "36%"),
        ("what proportion of agreements is in Florida", 348, "19%"),
        ("how many agencies hold all three models", 50, "50 agencies"),
        ("which agencies in Georgia have more than one model", 9, "9 agencies"),
        ("which state has the least agreements", 1, "Colorado, Guam, Massachusetts"),
        ("is Florida the number one state", 348, "number 2 of 40"),
        ("do all the sheriffs in Tennessee take part", 51, "Not all"),
        ("how many counties in Georgia have no agreement", 122, "122 do not"),
        ("how many towns in Missouri", 47, "47 police departments"),
        ("how many university police", 18, "18 university"),
        ("how many state agencies", 67, "67 state agencies"),
    ],
)
@pytest.mark.parametrize("intent", ["lookup_count", "lookup_list", "lookup_none"])
def test_a_reckoning_is_of_what_was_asked_whatever_kind_it_sounds_like(
    ask: Asker, question: str, value: int, said: str, intent: str
) -> None:
    answer = ask(question, intent)
    assert said in answer.first_line
    assert answer.lookup["count"]["value"] == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_models_stand_side_by_side(ask: Asker, language: Language) -> None:
    answer = ask("more task force or jail in Georgia", "lookup_count", language)
    assert "25" in answer.first_line and "16" in answer.first_line


def test_states_are_compared_by_the_model_asked_about(ask: Asker) -> None:
    answer = ask("has Texas more task force deals than Florida", "lookup_count")
    assert answer.lookup["ranking"] == [
        {"state": "TX", "value": 194},
        {"state": "FL", "value": 274},
    ]


def test_the_county_with_the_most_is_of_the_whole_country(ask: Asker) -> None:
    answer = ask("which county has the most agreements", "lookup_count")
    assert answer.lookup["count"]["filter"] == {"fips": "12099"}


def test_what_cannot_be_reckoned_is_said_with_what_can(ask: Asker) -> None:
    answer = ask("how many agreements per capita", "lookup_count")
    assert answer.text.startswith("I cannot work that out")
    assert "count" not in answer.lookup


def test_a_countys_number_comes_before_its_agencies(ask: Asker) -> None:
    answer = ask("how many has Schuylkill County, Pennsylvania", "lookup_count")
    assert answer.first_line.startswith("12 agreements")
    assert answer.kind == "agreements"


def test_the_newest_of_a_model_are_of_that_model(ask: Asker) -> None:
    answer = ask("the latest jail model agreements", "lookup_newest")
    assert {a["model"] for a in answer.lookup["agreements"]} == {"JEM"}
    assert {a["signed"] for a in answer.lookup["agreements"]} == {"2026-05-14"}


@pytest.mark.parametrize("intent", ["lookup_signed", "lookup_status", "lookup_history"])
def test_the_oldest_of_a_state_still_stands(ask: Asker, intent: str) -> None:
    answer = ask("who was the first agency to sign in North Carolina", intent)
    assert {a["signed"] for a in answer.lookup["agreements"]} == {"2019-12-31"}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how many were signed in April 2026", 178),
        ("cuántos firmaron en 2020", 85),
        ("who signed in Missouri in May 2026", 6),
    ],
)
def test_those_signed_within_a_time_are_counted(
    ask: Asker, question: str, value: int
) -> None:
    answer = ask(question, "lookup_count")
    assert answer.lookup["count"]["value"] == value
    assert str(value) in answer.first_line


@pytest.mark.parametrize("intent", ["lookup_list", "lookup_status", "lookup_place"])
def test_who_left_a_state_are_not_those_that_are_in_it(ask: Asker, intent: str) -> None:
    answer = ask("which agencies in Arkansas backed out", intent)
    assert {a["status"] for a in answer.lookup["agreements"]} == {"ended"}
    assert len(answer.lookup["agreements"]) == 2


def test_a_month_beside_its_year_is_no_town(ask: Asker) -> None:
    question = "how many agreements were there in Georgia in May 2025"
    assert ask(question, "lookup_count").lookup["values"]["2025-05-16"] == 19


def test_a_citys_and_states_name_is_the_state_where_agreements_are_counted(
    ask: Asker,
) -> None:
    assert ask("how many in New York", "lookup_count").lookup["count"]["value"] == 14


def test_a_pending_agency_is_asked_for_in_a_state_as_a_place(ask: Asker) -> None:
    answer = ask("hay alguna agencia pendiente en Texas", "lookup_place", "es")
    assert answer.kind == "pending"


@pytest.mark.parametrize(
    "question",
    [
        "was Gwinnett County, Georgia ever in it",
        "did Mecklenburg County, North Carolina quit",
    ],
)
def test_since_when_the_lists_can_tell_is_said_where_they_know_of_no_end(
    ask: Asker, question: str
) -> None:
    answer = ask(question, "lookup_status")
    assert "begin on February 21, 2025" in answer.text


def test_a_places_change_of_model_is_told_by_its_own_agencies(ask: Asker) -> None:
    changed = ask("did Person County, North Carolina change models", "lookup_status")
    assert [(a["model"], a["status"]) for a in changed.lookup["agreements"]] == [
        ("JEM", "ended"),
        ("WSO", "listed"),
    ]
    kept = ask("did Gaston County, North Carolina change models", "lookup_status")
    assert kept.first_line.startswith("No agency") and "changed" in kept.first_line


def test_a_time_after_the_newest_list_is_not_said_to_have_seen_none(ask: Asker) -> None:
    answer = ask("how many signed in October 2026", "lookup_count")
    assert "cannot tell what came later" in answer.text
    assert "count" not in answer.lookup


def test_another_state_after_a_count_gets_its_number_without_a_yes(ask: Asker) -> None:
    answer = ask("and Oklahoma?", "lookup_count")
    assert answer.first_line.startswith("69 agreements")


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("how many were there in jan 2026", "2026-01-13"),
        ("cuántos había en ene. 2026", "2026-01-13"),
        ("how many in sept 2025", "2025-09-24"),
    ],
)
def test_a_months_short_form_beside_its_year_is_that_month(
    ask: Asker, text: str, listed: str
) -> None:
    assert ask(text, "lookup_history").lookup["asked_date"] == listed


def test_counties_without_after_a_state_are_that_states(ask: Asker) -> None:
    answer = ask(
        "how many counties dont",
        "lookup_count",
        known=Place("state", "TX", "Texas"),
    )
    assert answer.text.startswith("Of 254 counties in Texas")


@pytest.mark.parametrize("text", ["any that ended", "did any end"])
def test_what_ended_after_a_state_is_of_that_state(ask: Asker, text: str) -> None:
    texas = Place("state", "TX", "Texas")
    assert ask(text, "lookup_status", known=texas).kind == "ended"


@pytest.mark.parametrize(
    ("text", "intent", "kind", "said"),
    [
        ("who signed in may 2026", "lookup_newest", "list", "74 agreements"),
        ("firmaron en marzo de 2026", "lookup_count", "list", "121 agreements"),
        ("did any county in virginia leave", "lookup_status", "ended", "7 agreements"),
        ("percent of texas counties", "lookup_count", "count", "198 have"),
        ("why is california zero", "lookup_none", "count", "None: 0 agreements in Cal"),
    ],
)
def test_times_endings_and_counties_are_told_apart(
    ask: Asker, text: str, intent: str, kind: str, said: str
) -> None:
    answer = ask(text, intent)
    assert answer.kind == kind
    assert said in answer.text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("how many signed in may", date(2026, 5, 1)),
        ("cuantos firmaron en diciembre", date(2025, 12, 1)),
        ("how many signed in may 2025", date(2025, 5, 1)),
        ("may ice stop me", None),
    ],
)
def test_a_month_without_its_year_is_the_newest_of_its_name(
    text: str, first: date | None
) -> None:
    assert read_period(text, date(2026, 11, 25))[0] == first
