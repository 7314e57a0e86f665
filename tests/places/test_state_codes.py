"""Two-letter codes in small letters: states after a name, words everywhere else."""

from __future__ import annotations

import pytest

from bot.language.detection import guess_language
from bot.places.reader import PlaceReader


def read(reader: PlaceReader, text: str) -> list[tuple[str, ...]]:
    return [
        tuple(sorted({place.state for place in mention.candidates}))
        for mention in reader.read(text).mentions
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("is carroll county md part of it", "MD"),
        ("does clinton mo have 287g", "MO"),
        ("has cumberland county pa signed", "PA"),
        ("is wayne county mi on the list", "MI"),
        ("does bloomington in work with ice", "IN"),
        ("is monroe county, oh in 287g", "OH"),
        ("sussex county de sheriff", "DE"),
        ("monroe la police", "LA"),
        ("is mobile al in it", "AL"),
        ("mi condado es delaware pa esta en la lista", "PA"),
        ("does washington ga work with ice", "GA"),
        ("how many agreements in mo", "MO"),
    ],
)
def test_a_code_in_the_middle_of_a_sentence_is_the_state(
    reader: PlaceReader, text: str, state: str
) -> None:
    assert read(reader, text) == [(state,)]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("is houston in it", "TX"),
        ("is phoenix in 287g", "AZ"),
        ("miami va a firmar otra vez?", "FL"),
        ("en houston mi hermano fue detenido", "TX"),
        ("en chicago me pararon", "IL"),
        ("vivo en dallas, la migra anda cerca", "TX"),
        ("i live in boston, me and my son", "MA"),
        ("vivo en orlando ok y que hago", "FL"),
    ],
)
def test_the_same_letters_are_words_elsewhere(
    reader: PlaceReader, text: str, state: str
) -> None:
    assert read(reader, text) == [(state,)]


@pytest.mark.parametrize(
    "text",
    ["clay county al 287g?", "sussex county de sheriff", "berks county pa 287g?"],
)
def test_a_code_does_not_make_a_message_spanish(reader: PlaceReader, text: str) -> None:
    assert guess_language(reader.strip_names(text)).language == "en"
