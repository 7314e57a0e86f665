"""Yes and no only answer whether somebody takes part; what no list tells is said."""

from __future__ import annotations

import pytest

from bot.answers.attitude import read_attitude
from bot.content.schema import Channel, Language

from .conftest import CHANNELS, Asker

OPENINGS = ("Yes", "Sí", "Si", "In part", "En parte", "No,", "No:")


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("is it dangerous to live in Hillsborough County, Florida", "en"),
        ("would I be safe in Gaston County, North Carolina", "en"),
        ("¿es peligroso vivir en el condado de Hall, Georgia?", "es"),
        ("is Oklahoma a safe state", "en"),
        ("¿es seguro ir a Texas?", "es"),
    ],
)
def test_a_question_of_safety_gets_no_yes_and_is_told_that_no_list_knows(
    ask: Asker, question: str, language: Language, channel: Channel
) -> None:
    answer = ask(question, language=language, channel=channel)
    assert not answer.text.startswith(OPENINGS)
    said = {"en": "does not tell where anyone is safe", "es": "no dice d"}
    assert said[language] in answer.text


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("isn't Polk County, Florida in it", "en"),
        ("has Tarrant County, Texas withdrawn from 287g", "en"),
        ("did Gaston County, North Carolina refuse to sign", "en"),
        ("¿el condado de Hall, Georgia no tiene acuerdo, cierto?", "es"),
        ("¿ya salió del programa el condado de Hall, Georgia?", "es"),
    ],
)
def test_a_question_of_not_taking_part_is_answered_by_being_on_the_list(
    ask: Asker, question: str, language: Language
) -> None:
    answer = ask(question, language=language)
    assert answer.kind == "agreements"
    opening = {"en": ("On ICE's list", "It is on"), "es": ("Aparecen en", "Está en")}
    assert answer.first_line.startswith(opening[language])


@pytest.mark.parametrize(
    "question",
    [
        "does Polk County, Florida work with ICE",
        "I live in Hall County, Georgia, is it in the program?",
        "Tampa, Florida",
        "el condado de Hall, Georgia participa?",
        "yes or no, is Tarrant County, Texas on the list",
    ],
)
def test_a_plain_question_is_answered_by_yes(ask: Asker, question: str) -> None:
    assert ask(question).first_line.startswith("Yes: ")


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("how many people did they arrest in Texas", "en", "do not tell how many"),
        ("how many deputies are trained in Ohio", "en", "do not tell how many"),
        ("how many raids in Georgia in 2025", "en", "do not tell how many"),
        ("cuántas personas deportaron en Florida", "es", "no dicen a cuántas"),
    ],
)
def test_a_number_no_list_holds_is_said_to_be_none_of_theirs_first(
    ask: Asker, question: str, language: Language, said: str
) -> None:
    assert said in ask(question, "lookup_count", language).first_line


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("isn't it in", True),
        ("no hay acuerdo ahí", True),
        ("no sé si está", False),
        ("no, the one in Ohio", False),
        ("is it in or not", False),
        ("ya se retiraron", True),
    ],
)
def test_what_denies_is_told_from_what_only_says_no(text: str, denied: bool) -> None:
    assert read_attitude(text).denied is denied
