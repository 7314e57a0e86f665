"""What is said of agencies by name: listed, signed when, ended, or never listed."""

from __future__ import annotations

import pytest

from bot.content.schema import Channel, Language
from bot.places.model import Place

from .conftest import CHANNELS, LANGUAGES, LIST_DATE, Asker

POLK = Place("county", "FL", "Polk County", ("12105",))


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheriff_by_name_is_his_county(
    ask: Asker, language: Language, channel: Channel
) -> None:
    answer = ask("is Grady Judd's office in it", language=language, channel=channel)
    assert answer.stated("local") == {
        ("Polk County Sheriff's Office", "TFM"),
        ("Polk County Sheriff's Office", "WSO"),
    }
    assert answer.first_line.startswith(("Yes", "Sí", "Si"))


def test_a_town_agency_by_name_hears_of_its_county_too(ask: Asker) -> None:
    answer = ask("is the Mohawk Village Police Department listed?")
    assert answer.stated("local") == {("Mohawk Village Police Department", "TFM")}
    assert "Sheriff and jail of Herkimer County: not on this list" in answer.text


def test_an_agency_in_full_wins_over_a_place_of_many_states(ask: Asker) -> None:
    answer = ask("When did the Mohawk Village police sign?", "lookup_signed")
    assert answer.kind == "agreements"
    assert answer.stated() == {("Mohawk Village Police Department", "TFM")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_of_the_year_is_told_with_what_is_printed(
    ask: Asker, language: Language
) -> None:
    question = "When did the Mohawk Village police sign?"
    answer = ask(question, "lookup_signed", language)
    printed = {"en": "March 19, 2016", "es": "19 de marzo de 2016"}
    likely = {"en": "March 19, 2026", "es": "19 de marzo de 2026"}
    assert printed[language] in answer.text and likely[language] in answer.text
    assert answer.lookup["agreements"][0]["signed"] == "2016-03-19"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_signing_date_of_the_model_asked_about_comes_first(
    ask: Asker, language: Language, channel: Channel
) -> None:
    answer = ask(
        "When did the Collier County, Florida sheriff sign its jail agreement?",
        "lookup_signed",
        language,
        channel,
    )
    day = {"en": "June 9, 2020", "es": "9 de junio de 2020"}[language]
    assert day in answer.text.split(":")[0]
    assert answer.stated() == {
        ("Collier County Sheriff's Office", "JEM"),
        ("Collier County Sheriff's Office", "TFM"),
    }


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_agreement_that_ended_is_dated_between_two_lists_without_a_reason(
    ask: Asker, language: Language, channel: Channel
) -> None:
    answer = ask(
        "Did Frederick County, Maryland drop out?", "lookup_status", language, channel
    )
    assert answer.kind == "ended"
    (agreement,) = answer.lookup["agreements"]
    assert (agreement["model"], agreement["last_listed"]) == ("JEM", "2026-02-11")
    between = {
        "en": ("February 11, 2026", "February 27, 2026"),
        "es": ("11 de febrero de 2026", "27 de febrero de 2026"),
    }[language]
    assert all(day in answer.text for day in between)
    assert not any(word in answer.text.lower() for word in ("because", "porque"))


@pytest.mark.parametrize("intent", ["lookup_place", "lookup_status"])
def test_still_asks_for_what_has_ended(ask: Asker, intent: str) -> None:
    answer = ask("Is the Bucks County PA sheriff still on the list?", intent)
    assert answer.kind == "ended"
    assert answer.first_line.startswith("No longer on ICE's list")


def test_a_model_that_ended_stands_before_the_one_that_remains(ask: Asker) -> None:
    answer = ask(
        "does Kenton County, Kentucky still have the warrant service officer model?",
        "lookup_status",
    )
    assert answer.kind == "ended"
    assert {(a["model"], a["status"]) for a in answer.lookup["agreements"]} == {
        ("WSO", "ended"),
        ("JEM", "listed"),
    }
    assert answer.text.index("warrant service") < answer.text.index("Still on the list")


def test_missing_from_one_list_only_may_be_a_slip(ask: Asker) -> None:
    answer = ask("does Kenton County, Kentucky still have the warrant model?")
    assert "A single list may have a slip" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_states_highway_patrol_is_found_by_kind(
    ask: Asker, language: Language
) -> None:
    answer = ask("does the highway patrol in Georgia have it", language=language)
    assert answer.stated() == {("Georgia Department of Public Safety", "TFM")}


def test_the_state_is_asked_for_and_the_kind_is_kept(ask: Asker) -> None:
    asked = ask("does the highway patrol have it")
    assert asked.lookup["clarify"]["slot"] == "state"
    awaiting = asked.custom["awaiting"]
    answer = ask("georgia", awaiting["intent"], asked=awaiting["asked"])
    assert answer.stated() == {("Georgia Department of Public Safety", "TFM")}


def test_a_states_name_alone_is_no_agency(ask: Asker) -> None:
    answer = ask("utah")
    assert answer.kind == "count"
    assert answer.lookup["count"]["value"] == 16


def test_a_kind_that_a_state_has_not_listed_is_said_to_be_absent(ask: Asker) -> None:
    answer = ask("does the state police in Illinois have it")
    assert answer.kind == "not_listed"
    assert "State police or highway patrol of Illinois" in answer.text
    assert "No agency in Illinois is on this list" in answer.text


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tribes_police_is_not_the_county_of_that_name(
    ask: Asker, language: Language, channel: Channel
) -> None:
    answer = ask(
        "Does the Navajo Nation police have an agreement?",
        language=language,
        channel=channel,
    )
    assert answer.kind == "not_listed"
    assert answer.lookup["agreements"] == []
    assert LIST_DATE[language] in answer.text
    assert "/faq_tribal_model" in [button["payload"] for button in answer.buttons]


def test_initials_of_several_sheriffs_are_asked_back(ask: Asker) -> None:
    answer = ask("are the CCSO deputies in it?")
    assert answer.kind == "clarify"
    assert len(answer.buttons) > 1


def test_an_agency_elsewhere_is_not_taken_for_the_place_talked_about(
    ask: Asker,
) -> None:
    answer = ask("and the LAPD?", known=POLK)
    assert "Polk" not in answer.text
    assert answer.kind == "not_listed"


def test_a_campus_of_several_is_asked_back(ask: Asker) -> None:
    answer = ask("does the campus police in Tallahassee have it")
    assert answer.lookup["clarify"]["slot"] == "agency"
    assert (
        "Florida State University Police Department, FL"
        in (answer.lookup["clarify"]["options"])
    )


def test_pending_is_told_with_the_pending_lists_own_date(ask: Asker) -> None:
    answer = ask("Is the Kansas City, Missouri PD pending?", "lookup_pending")
    assert answer.kind == "not_listed"
    assert "February 27, 2026" in answer.text


def test_pending_that_has_been_signed_since_is_said_to_be(ask: Asker) -> None:
    answer = ask("is Franklin County, Arkansas pending or signed?", "lookup_status")
    assert answer.kind == "agreements"
    assert answer.lookup["pending_as_of"] == "2026-02-27"
    assert "It has signed since" in answer.text


@pytest.mark.parametrize(
    "text", ["navajo nation police", "cherokee nation marshal", "policia tribal navajo"]
)
def test_a_tribes_police_is_not_asked_back_among_places_of_its_name(
    ask: Asker, text: str
) -> None:
    assert ask(text).kind == "not_listed"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("is texas a&m police in 287g", None),
        ("gsp", "Georgia Department of Public Safety"),
        (
            "Sarasota Manatee Airport Authority Police Department, FL?",
            "Sarasota Manatee Airport Authority Police Department",
        ),
        (
            "is Lebanon County District Attorney's Office in 287g",
            "Lebanon County District Attorney's Office",
        ),
        (
            "florida state college at jacksonville police department",
            "Florida State College at Jacksonville Police Department",
        ),
    ],
)
def test_an_agencys_own_name_is_no_question_about_the_places_in_it(
    ask: Asker, text: str, agency: str | None
) -> None:
    answer = ask(text)
    assert answer.kind == ("agreements" if agency else "not_listed")
    named = [a["agency"] for a in answer.lookup["agreements"]]
    assert agency is None or named[0] == agency
