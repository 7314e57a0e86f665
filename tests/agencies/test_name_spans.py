"""Agencies' own names found in what people write, without the database."""

from __future__ import annotations

import pytest

from bot.agencies.name_spans import find_names
from bot.agencies.named import agency_spans, names_agency


def _named(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("is Arkansas Dept. of Public Safety in it", "Arkansas Dept. of Public Safety"),
        ("luzerne county district attorneys office", None),
        ("policia de la universidad de florida", None),
        ("idaho state police id", None),
        ("office of the attorney general guam", None),
    ],
)
def test_a_full_name_is_found_however_it_is_written(
    text: str, name: str | None
) -> None:
    assert _named(text) == [name or text]


@pytest.mark.parametrize(
    "text",
    [
        "can the attorney general sue the sheriff",
        "well police can do that anyway",
        "i study at the university of florida",
        "the polk county sheriffs office",
    ],
)
def test_what_is_no_agencys_full_name_is_left_alone(text: str) -> None:
    assert _named(text) == []


def test_a_towns_police_in_two_words_needs_its_large_letter() -> None:
    assert _named("is Paris Police Department in 287g") == ["Paris Police Department"]
    assert _named("is paris police in 287g") == []


def test_initials_in_small_letters_name_an_agency_unless_they_are_a_word() -> None:
    assert names_agency("does the gsp help")
    assert names_agency("SLED works with them")
    assert not names_agency("we went out on the sled")


def test_a_nickname_within_a_full_name_is_not_named_twice() -> None:
    text = "florida state college at jacksonville police department"
    assert agency_spans(text) == [(0, len(text))]
