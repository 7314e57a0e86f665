"""SMS lengths by the standard's arithmetic, and folding that changes nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.gsm import (
    BASE,
    EXTENSION,
    fold,
    fold_if_shorter,
    is_gsm,
    length,
    segments,
)

GSM = st.text(alphabet=st.sampled_from(sorted(BASE | EXTENSION)), max_size=400)


@pytest.mark.parametrize(
    ("text", "units", "count"),
    [
        ("", 0, 0),
        ("a", 1, 1),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("a" * 459, 459, 3),
        ("a" * 460, 460, 4),
        ("ñ¿¡é" * 40, 160, 1),
        ("[" * 80, 160, 1),
        ("[" * 81, 162, 2),
        ("€" + "a" * 158, 160, 1),
        ("€" + "a" * 159, 161, 2),
        ("á", 1, 1),
        ("á" * 70, 70, 1),
        ("á" * 71, 71, 2),
        ("á" * 134, 134, 2),
        ("á" * 135, 135, 3),
        ("😀", 2, 1),
        ("😀" * 35, 70, 1),
        ("😀" * 36, 72, 2),
        ("a" * 159 + "á", 160, 3),
        ("a\nb", 3, 1),
        # A character of two units at the border goes into the next segment whole.
        ("a" * 152 + "[" + "a" * 151, 305, 2),
        ("a" * 152 + "[" + "a" * 152, 306, 3),
        ("á" * 66 + "😀" + "á" * 65, 133, 2),
        ("á" * 66 + "😀" + "á" * 66, 134, 3),
    ],
)
def test_units_and_segments_at_the_borders(text: str, units: int, count: int) -> None:
    assert (length(text), segments(text)) == (units, count)


def test_the_alphabet_is_the_standards() -> None:
    assert len(BASE) == 127, "128 places, one of them the escape"
    assert len(EXTENSION) == 10
    assert not BASE & EXTENSION
    assert all(c in BASE for c in "ñÑ¿¡éüÜÇ@$£")
    assert not any(c in BASE for c in "áíóúÁÍÓÚ“”’–—…`")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("¿Qué pasó aquí, señor Muñoz?", "¿Qué paso aqui, señor Muñoz?"),
        ("¡Según él, la cárcel!", "¡Segun él, la carcel!"),
        (
            "“Keep” the ‘door’ closed – now — …",
            "\"Keep\" the 'door' closed - now - ...",
        ),
        ("pingüino ü Ü", "pingüino ü Ü"),
        (
            "Call 1-844-363-1423, justice.gov/eoir",
            "Call 1-844-363-1423, justice.gov/eoir",
        ),
        ("a\u00a0b • c · d", "a b - c - d"),
    ],
)
def test_folding_replaces_only_what_makes_a_text_long(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert is_gsm(folded)


@given(GSM)
def test_a_text_in_the_alphabet_is_never_changed(text: str) -> None:
    assert fold(text) == text == fold_if_shorter(text)


@given(st.text(max_size=300))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=300))
def test_folding_makes_no_text_harder_to_send(text: str) -> None:
    assert segments(fold_if_shorter(text)) <= segments(text)
    if is_gsm(text):
        assert is_gsm(fold(text))


@given(st.text(alphabet="0123456789-./:()+%$ñÑ¿¡éüabcXYZ ", max_size=200))
def test_digits_addresses_and_spanish_signs_stay(text: str) -> None:
    assert fold(text) == text


@given(st.text(max_size=300))
def test_a_text_is_one_segment_exactly_when_it_fits_one(text: str) -> None:
    fits = length(text) <= (160 if is_gsm(text) else 70)
    assert (segments(text) <= 1) == fits


@given(st.text(max_size=200), st.text(max_size=200))
def test_more_text_is_never_fewer_segments(text: str, more: str) -> None:
    assert segments(text + more) >= segments(text)


@given(st.text(alphabet="aábñ ", max_size=400))
def test_folding_keeps_the_number_of_letters(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_text_is_left_as_it_is_where_folding_saves_nothing() -> None:
    assert fold_if_shorter("Según él") == "Según él"
    long = "Según él, " * 10
    assert fold_if_shorter(long) == fold(long)
