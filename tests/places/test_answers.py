"""Answers to "which one do you mean?"."""

from __future__ import annotations

import pytest

from bot.places.answers import resolve
from bot.places.candidates import find_places
from bot.places.model import Place
from bot.places.reader import PlaceReader
from bot.places.tables import Reference


@pytest.fixture(scope="module")
def polk(reader: PlaceReader) -> tuple[Place, ...]:
    return reader.read("polk county").mentions[0].candidates


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("florida", "FL"),
        ("flordia", "FL"),
        ("TX", "TX"),
        ("the one in texas", "TX"),
        ("Tejas", "TX"),
        ("la de carolina del norte", "NC"),
        ("or", "OR"),
        ("the one in or", "OR"),
        ("polk county nc please", "NC"),
        ("2", "FL"),
        ("la segunda", "FL"),
        ("the first one", "AR"),
        ("la última", "WI"),
    ],
)
def test_a_state_or_a_position_settles_it(
    polk: tuple[Place, ...], answer: str, state: str
) -> None:
    assert [p.state for p in resolve(answer, polk)] == [state]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no se",
        "what does a sheriff do",
        "que es un detainer",
        "i live in xyz",
        "99",
        "california",
        "does texas have a state law on this",
        "2 officers came to my house",
    ],
)
def test_another_message_settles_nothing(polk: tuple[Place, ...], answer: str) -> None:
    assert resolve(answer, polk) == ()


def test_both_means_all(polk: tuple[Place, ...]) -> None:
    assert resolve("los dos", polk[:2]) == polk[:2]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("the city", "city"),
        ("la ciudad", "city"),
        ("NYC", "city"),
        ("el estado", "state"),
        ("estado de nueva york", "state"),
    ],
)
def test_city_or_state_is_told_by_the_word(
    reader: PlaceReader, answer: str, kind: str
) -> None:
    candidates = reader.read("new york").mentions[0].candidates
    assert [p.kind for p in resolve(answer, candidates)] == [kind]


def test_la_does_not_answer_the_question_it_raised(reader: PlaceReader) -> None:
    candidates = reader.read("LA").mentions[0].candidates
    assert resolve("LA", candidates) == candidates
    assert resolve("Luisiana", candidates)[0].kind == "state"


def test_a_state_may_leave_city_and_county(reader: PlaceReader) -> None:
    candidates = reader.read("franklin").mentions[0].candidates
    left = resolve("virginia", candidates)
    assert {p.state for p in left} == {"VA"}
    assert {p.kind for p in left} == {"city", "county"}
    assert len(resolve("virginia, the county", candidates)) == 1


def test_a_county_tells_townships_of_one_name_apart(reference: Reference) -> None:
    offered = find_places(reference, "carrolltownship", "PA", "city")
    (chosen,) = resolve("the one in Perry County", offered)
    assert chosen.fips == ("42099",)


def test_a_number_chooses_only_what_was_shown(reference: Reference) -> None:
    offered = tuple(find_places(reference, "polk", None, "county"))
    assert resolve("6", offered, shown=6) == (offered[5],)
    assert resolve("7", offered, shown=6) == offered
    assert resolve("the last one", offered, shown=6) == (offered[5],)
