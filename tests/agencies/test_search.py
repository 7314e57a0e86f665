from __future__ import annotations

import csv

import pytest
from sqlalchemy.engine import Connection

from bot.agencies.files import DATA
from bot.agencies.geography import geography
from bot.agencies.search import find_agencies
from bot.places.model import Place


@pytest.mark.parametrize(
    ("text", "state", "agency", "how"),
    [
        (
            "what about Sheriff Grady Judd’s deputies?",
            None,
            "Polk County Sheriff's Office",
            "nickname",
        ),
        ("pbso?", None, "Palm Beach County Sheriff's Office", "nickname"),
        (
            "is the FHP part of it",
            None,
            "Florida Department of Highway Safety and Motor Vehicles, "
            "Division of Highway Patrol",
            "nickname",
        ),
        ("HCSO", "TX", "Harris County Sheriff's Office", "nickname"),
        ("NYPD", None, "New York City Police Department", "nickname"),
        ("the UF police", "FL", "University of Florida Police Department", "nickname"),
        (
            "la policía de la Universidad de Florida",
            None,
            "University of Florida Police Department",
            "name",
        ),
        (
            "university of west florida",
            None,
            "University of West Florida Police Department",
            "name",
        ),
        (
            "Florida State University cops",
            None,
            "Florida State University Police Department",
            "name",
        ),
        (
            "univercity of north florida police",
            "FL",
            "University of North Florida Police Department",
            "spelling",
        ),
        (
            "Galveston County constable pct 2",
            None,
            "Galveston County Constable Precinct 2",
            "name",
        ),
        (
            "the Southwest Virginia Regional Jail",
            "VA",
            "Southwest Virginia Regional Jail Authority",
            "name",
        ),
        ("mohawk village police", None, "Mohawk Village Police Department", "name"),
        (
            "Bucks County Sheriff's Office",
            None,
            "Bucks County Sheriff's Office",
            "name",
        ),
        ("guardia nacional", "TX", "Texas National Guard", "kind"),
        ("state troopers", "GA", "Georgia Department of Public Safety", "kind"),
        ("¿y la patrulla de caminos?", "MO", "Missouri Highway Patrol", "kind"),
        ("policía estatal", "VA", "Virginia Department of State Police", "kind"),
        ("las prisiones estatales", "GA", "Georgia Department of Corrections", "kind"),
    ],
)
def test_one_agency_is_found(
    connection: Connection, text: str, state: str, agency: str, how: str
) -> None:
    match = find_agencies(connection, text, state=state)
    assert match.kind == "found"
    assert [a.name for a in match.agencies] == [agency]
    assert match.how == how


@pytest.mark.parametrize(
    ("text", "state", "needs_state"),
    [
        ("HCSO", None, True),
        ("PCSO", "FL", False),
        ("franklin county sheriff", None, True),
        ("Springfield Police Department", None, True),
        ("campus police", "FL", False),
    ],
)
def test_what_may_be_several_is_asked_back(
    connection: Connection, text: str, state: str, needs_state: bool
) -> None:
    match = find_agencies(connection, text, state=state)
    assert match.kind == "ambiguous"
    assert match.agencies
    assert match.needs_state is needs_state


def test_a_kind_without_a_state_asks_for_the_state(connection: Connection) -> None:
    match = find_agencies(connection, "does the national guard help ICE?")
    assert (match.kind, match.asked_kind, match.needs_state) == (
        "none",
        "national_guard",
        True,
    )


def test_a_kind_the_state_has_none_of_is_named(connection: Connection) -> None:
    match = find_agencies(connection, "highway patrol", state="CA")
    assert (match.kind, match.asked_kind) == ("none", "state_police")
    assert not match.needs_state


def test_no_tribal_police_is_listed_anywhere(connection: Connection) -> None:
    match = find_agencies(connection, "does the Navajo Nation police have one?")
    assert (match.kind, match.asked_kind, match.needs_state) == (
        "none",
        "tribal",
        False,
    )


def test_a_place_narrows_a_kind(connection: Connection) -> None:
    gainesville = Place("city", "FL", "Gainesville", ("12001",))
    match = find_agencies(connection, "campus police", place=gainesville)
    assert {a.counties[0] for a in match.agencies} == {"12001"}


def test_an_agency_that_left_the_list_is_found_as_not_listed(
    connection: Connection,
) -> None:
    match = find_agencies(connection, "Frederick County Sheriff", state="MD")
    assert [a.listed for a in match.agencies] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "what is 287g",
        "can the police stop me",
        "uf, qué miedo",
        "my cousin is in jail in Tampa",
        "la policía me paró",
        "thanks",
        "ICE is at my door",
        "does the sheriff work with ice",
        "mi hijo va a la universidad",
        "",
        "\0",
        "x" * 5000,
    ],
)
def test_words_that_name_no_agency_find_none(connection: Connection, text: str) -> None:
    match = find_agencies(connection, text, state="FL")
    assert (match.kind, match.agencies) == ("none", ())


def test_every_nickname_names_a_known_state_and_layer() -> None:
    with (DATA / "nicknames.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) > 80
    for row in rows:
        assert row["state"] in geography().state_names
        assert row["layer"] in ("city", "county", "state", "other")
        if row["layer"] in ("county", "city", "other"):
            assert geography().find_county(row["state"], row["county"]), row
