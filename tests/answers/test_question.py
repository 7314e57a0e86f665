"""What the words of a question narrow a look-up to, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.meant import find_meant
from bot.answers.question import read_narrowing
from bot.places.model import Place, PlaceMention

from .conftest import TODAY


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("how many jail model agreements", "JEM"),
        ("cuántos del modelo de cárcel", "JEM"),
        ("the WSO kind", "WSO"),
        ("acuerdo de servicio de órdenes", "WSO"),
        ("task force", "TFM"),
        ("grupo de trabajo", "TFM"),
        ("is the jail in it", None),
    ],
)
def test_a_model_is_read_from_its_names(text: str, model: str | None) -> None:
    assert read_narrowing(text).model == model


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in February 2025", date(2025, 2, 28)),
        ("en marzo de 2026", date(2026, 3, 31)),
        ("in 2025", date(2025, 12, 31)),
        ("at the start of 2025", date(2025, 1, 31)),
        ("al principio de 2025", date(2025, 1, 31)),
        ("last year", date(2025, 12, 31)),
        ("el año pasado", date(2025, 12, 31)),
        ("a year ago", date(2025, 11, 25)),
        ("last december", date(2025, 12, 31)),
        ("en marzo pasado", date(2026, 3, 31)),
        ("section 287(g)", None),
        ("may they", None),
    ],
)
def test_a_day_is_read_from_months_and_years(text: str, day: date | None) -> None:
    assert read_narrowing(text, TODAY).asked_day == day


@pytest.mark.parametrize(
    "text",
    [
        "what model does wake county use",
        "when did they sign",
        "Estoy en Kenner. ¿Qué acuerdos hay?",
        "¿Cuándo firmó?",
        "hi, which agencies",
        "y cuál es",
    ],
)
def test_yes_or_no_does_not_answer_an_open_question(text: str) -> None:
    assert read_narrowing(text).open


@pytest.mark.parametrize(
    "text",
    [
        "does lakeland work with ice",
        "what about the sheriff",
        "¿y qué tal Tampa?",
        "la policía que está en Polk trabaja con ICE?",
        "is it true that they do",
        "Tulsa, Oklahoma",
    ],
)
def test_yes_or_no_answers_the_others(text: str) -> None:
    assert not read_narrowing(text).open


@pytest.mark.parametrize(
    "text",
    ["still in it?", "did they leave", "dropped out", "¿sigue?", "ya no está", "salió"],
)
def test_whether_it_still_holds_is_heard(text: str) -> None:
    assert read_narrowing(text).still


@pytest.mark.parametrize("text", ["me acabo de mudar a boise", "does it work with ice"])
def test_ordinary_words_ask_nothing_about_endings(text: str) -> None:
    assert not read_narrowing(text).still


@pytest.mark.parametrize(
    ("text", "powers"),
    [
        ("can the police ask for papers", True),
        ("pueden pedirme papeles", True),
        ("can you look it up", False),
        ("does the sheriff take part", False),
    ],
)
def test_a_question_about_powers_is_heard(text: str, powers: bool) -> None:
    assert read_narrowing(text).powers is powers


def county(state: str, name: str = "Polk County") -> Place:
    return Place("county", state, name, (state,))


def mentions(*groups: tuple[Place, ...]) -> list[PlaceMention]:
    return [PlaceMention(0, 1, "x", group) for group in groups]


def test_one_place_is_meant() -> None:
    assert find_meant(mentions((county("FL"),))).places == (county("FL"),)


def test_several_places_of_one_name_are_unclear() -> None:
    (mention,) = mentions((county("FL"), county("IA")))
    assert find_meant([mention]).unclear == mention


def test_the_only_common_state_settles_two_names() -> None:
    lake = county("FL", "Lake County"), county("OH", "Lake County")
    found = find_meant(mentions((county("FL"), county("IA")), lake))
    assert found.places == (county("FL"), county("FL", "Lake County"))


def test_two_common_states_settle_nothing() -> None:
    lake = county("FL", "Lake County"), county("IA", "Lake County")
    found = find_meant(mentions((county("FL"), county("IA")), lake))
    assert found.places == () and found.unclear is not None


def test_a_state_beside_a_town_is_no_place_of_its_own() -> None:
    state = Place("state", "TX", "Texas")
    assert find_meant(mentions((county("FL"),), (state,))).places == (county("FL"),)
    assert find_meant(mentions((state,))).places == (state,)


def test_an_unknown_county_is_not_hidden_by_its_state() -> None:
    state = Place("state", "TX", "Texas")
    found = find_meant(mentions((), (state,)))
    assert found.places == ()
    assert found.unclear is not None and found.unclear.candidates == ()


def test_nothing_named_is_nothing_meant() -> None:
    assert find_meant([]).places == () and find_meant([]).unclear is None
