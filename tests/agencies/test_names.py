import doctest

import pytest

from bot.agencies import covering, kinds, names
from bot.agencies.names import agency_key, fold_place, tidy_name


@pytest.mark.parametrize("module", [names, kinds, covering])
def test_the_examples_in_the_docstrings_hold(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Laramie County Sheriff’s Office", "Laramie County Sheriff's Office"),
        ("Waukesha County Sheriff's Department", "Waukesha County Sheriff's Office"),
        ("Franklin County Sheriffs Office", "FRANKLIN COUNTY SHERIFF'S OFFICE"),
        ("City of St. Cloud Police Department", "Saint Cloud Police Department"),
        ("Ft. Myers Police Department", "Fort Myers Police Department"),
        (
            "Sarpy County Department of Corrections\xa0\xa0",
            "Sarpy County Dept. of Corrections",
        ),
        ("Jackson's Gap Police Department", "Jacksons Gap Police Department"),
        ("Indian River Shores DPS", "Indian River Shores Department of Public Safety"),
        (
            "Florida Fish and Wildlife Conservation Commission",
            "Florida Fish & Wildlife Conservation Commission",
        ),
    ],
)
def test_two_spellings_of_one_agency_have_one_key(one: str, other: str) -> None:
    assert agency_key(one) == agency_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Baker County Sheriff's Office", "Lake County Sheriff's Office"),
        ("Pima County Sheriff's Office", "Pinal County Sheriff's Office"),
        ("Melbourne Police Department", "Melbourne Beach Police Department"),
        ("Haskell Police Department", "Haskell County Sheriff's Office"),
        ("Butler Township Police Department", "Butler Police Department"),
    ],
)
def test_two_agencies_never_share_a_key(one: str, other: str) -> None:
    assert agency_key(one) != agency_key(other)


def test_a_curly_apostrophe_does_not_split_an_agency() -> None:
    assert (
        tidy_name("Laramie County Sheriff’s Office ")
        == "Laramie County Sheriff's Office"
    )


def test_places_are_compared_without_accents_and_abbreviations() -> None:
    assert fold_place("Port St. Lucie") == fold_place("port saint lucie")
    assert fold_place("Doña Ana") == fold_place("Dona Ana")
