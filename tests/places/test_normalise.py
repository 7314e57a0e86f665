"""Folding, words and keys."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import display, fuzzy, normalise, reader, rows, tables
from bot.places.normalise import fold, key, split_words


@pytest.mark.parametrize("module", [display, fuzzy, normalise, reader, rows, tables])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_accents_and_curly_apostrophes_do_not_matter() -> None:
    assert key("Doña Ana") == key("dona ana")
    assert key("Prince George’s") == key("Prince Georges")


def test_saint_fort_and_mount_have_short_forms() -> None:
    assert key("St. Lucie") == key("Saint Lucie")
    assert key("Ft Worth") == key("Fort Worth")
    assert key("Mt. Pleasant") == key("Mount Pleasant")


def test_spaces_and_hyphens_do_not_matter() -> None:
    assert key("De Soto") == key("DeSoto")
    assert key("Winston-Salem") == key("winston salem")


def test_a_full_stop_ends_a_name_except_after_a_short_form() -> None:
    words = split_words("in Lakeland. St. Lucie too")
    assert [w.text for w in words if w.breaks] == ["st"]


def test_initials_with_full_stops_are_one_word() -> None:
    assert [w.text for w in split_words("D.C. police")] == ["dc", "police"]
