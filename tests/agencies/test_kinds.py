import pytest

from bot.agencies.kinds import classify, town_keys
from bot.agencies.names import agency_key


@pytest.mark.parametrize(
    ("name", "type_", "state", "kind", "layer"),
    [
        ("Lakeland Police Department", "Municipality", "Florida", "police", "city"),
        ("Shirley Police Department", "County", "Indiana", "police", "city"),
        (
            "Washington County Sheriff's Office",
            "Municipality",
            "Missouri",
            "sheriff",
            "county",
        ),
        ("Nassau County Police Department", "County", "New York", "sheriff", "county"),
        ("Orange County Corrections Department", "County", "Florida", "jail", "county"),
        ("Cambria County Prison", "County", "Pennsylvania", "jail", "county"),
        (
            "Florida Department of Corrections",
            "State Agency",
            "Florida",
            "prisons",
            "state",
        ),
        ("Nebraska State Patrol", "State Agency", "Nebraska", "state_police", "state"),
        (
            "CNMI Department of Public Safety",
            "State Agency",
            "Northern Mariana Islands",
            "state_police",
            "state",
        ),
        ("Texas National Guard", "State Agency", "Texas", "national_guard", "state"),
        (
            "University of Florida Police Department",
            "Municipality",
            "Florida",
            "campus",
            "other",
        ),
        (
            "Galveston County Constable Precinct 2",
            "Municipality",
            "Texas",
            "constable",
            "other",
        ),
        (
            "Hendricks County Prosecutor's Office",
            "County",
            "Indiana",
            "prosecutor",
            "other",
        ),
        ("Lee County Port Authority Police", "County", "Florida", "airport", "other"),
        (
            "York County Regional Police Department",
            "Municipality",
            "Pennsylvania",
            "police",
            "other",
        ),
        ("Navajo Nation Police Department", "", "Arizona", "tribal", "other"),
        # Towns that are named like states.
        ("Kansas City Police Department", "Municipality", "Kansas", "police", "city"),
        ("Nevada Police Department", "Municipality", "Missouri", "police", "city"),
        ("Texas City Police Department", "Municipality", "Texas", "police", "city"),
        ("Harbour Pilots", "", "Florida", "unknown", "other"),
    ],
)
def test_a_name_tells_kind_and_layer(
    name: str, type_: str, state: str, kind: str, layer: str
) -> None:
    assert classify(agency_key(name), type_, state) == (kind, layer)


def test_a_borough_is_found_under_its_short_name_too() -> None:
    key = agency_key("Highspire Borough Police Department")
    assert town_keys(key) == ("highspire borough", "highspire")


def test_a_township_is_not_the_town_of_that_name() -> None:
    assert town_keys(agency_key("Butler Township Police Department")) == (
        "butler township",
    )
