"""Names of no known place beside a state: told as such, never taken for the state."""

from __future__ import annotations

import pytest

from bot.places.reader import PlaceReader


@pytest.mark.parametrize(
    "text",
    [
        "tampa texas",
        "seattle georgia",
        "gotham florida",
        "does springfeldia kansas have it",
        "esta macondia texas en la lista",
        "Denver OK",
        "does seattle ok have it",
    ],
)
def test_a_name_that_the_state_has_not_is_unknown(
    reader: PlaceReader, text: str
) -> None:
    mentions = reader.read(text).mentions
    assert [mention.unknown for mention in mentions] == ["no_such_place"]


@pytest.mark.parametrize(
    "text",
    [
        "immigration laws florida",
        "retenes florida",
        "cuantos acuerdoss florida",
        "polisia florida",
        "is it bad in florida",
        "felonies florida",
    ],
)
def test_other_words_before_a_state_leave_the_state(
    reader: PlaceReader, text: str
) -> None:
    (mention,) = reader.read(text).mentions
    assert [place.kind for place in mention.candidates] == ["state"]


def test_a_name_one_letter_off_is_mended_even_when_it_is_known_elsewhere(
    reader: PlaceReader,
) -> None:
    (mention,) = reader.read("pittsburgh nh").mentions
    assert mention.candidates[0].name == "Pittsburg"
    assert mention.corrected
