"""One spelling for what people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.spelling import plain, visible, without_accents


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("What is 287(g)?", "what is 287g ?"),
        ("287 (g)", "287g"),
        ("287-g", "287g"),
        ("287g", "287g"),
        ("section 287(g)", "287g"),
        ("Sec. 287(g)", "287g"),
        ("HELLLLP", "help"),
        ("heeey", "hey"),
        ("u r here", "you are here"),
        ("pls idk", "please i do not know"),
        ("whats ur name", "what is your name"),
        ("is the 287 deal here", "is the 287g deal here"),
        ("don't", "don't"),
        ("  two   spaces ", "two spaces"),
    ],
)
def test_english_as_people_type_it(typed: str, spelt: str) -> None:
    assert plain(typed, "en") == spelt


@pytest.mark.parametrize(
    ("typed", "spelt"),
    [
        ("¿Qué es el 287(g)?", "¿ que es el 287g ?"),
        ("sección 287(g)", "287g"),
        ("q es eso", "que es eso"),
        ("xq la polisia", "porque la policia"),
        ("toy aki", "estoy aqui"),
        ("la migra en la troca", "la inmigracion en la carro"),
        ("niño ÑANDÚ", "nino nandu"),
        ("siiiii", "si"),
    ],
)
def test_spanish_as_people_type_it(typed: str, spelt: str) -> None:
    assert plain(typed, "es") == spelt


def test_a_telephone_number_keeps_its_digits() -> None:
    assert plain("1-888-000-1111", "en").replace(" ", "") == "1-888-000-1111"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("\u202eabc\u202c", "abc"),
        ("a\x00b\x07c\x1b", "abc"),
        ("\ud800x\udfff", "x"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("ca\u0301rcel", "cárcel"),
        ("  x  ", "x"),
        ("two\nlines", "two\nlines"),
        ("ñ é ü ¿ ¡", "ñ é ü ¿ ¡"),
    ],
)
def test_what_shows_nothing_is_taken_out(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@given(st.text(max_size=200))
def test_no_text_makes_trouble_and_once_is_enough(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    for language in ("en", "es"):
        spelt = plain(text, "es" if language == "es" else "en")
        assert "  " not in spelt and spelt == spelt.strip()


@given(st.text(max_size=200))
def test_what_is_shown_can_be_stored_and_sent(text: str) -> None:
    visible(text + "\ud800\x00").encode("utf-8")
    assert "\x00" not in visible(text + "\x00")


@given(st.text(alphabet="abcdefgh 0123456789", max_size=60))
def test_accents_do_not_matter(text: str) -> None:
    accented = text.replace("a", "á").replace("e", "é").replace("d", "D")
    assert plain(accented, "en") == plain(text, "en")


def test_accents_are_taken_off_every_letter() -> None:
    assert without_accents("áéíóúüñÁÉÍÓÚÜÑ") == "aeiouunAEIOUUN"
