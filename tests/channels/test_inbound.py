"""The slash hole: what a person types never reaches Rasa as a payload of their own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rasa.shared.core.training_data.story_reader.yaml_story_reader import (
    YAMLStoryReader,
)
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.channels.inbound import (
    CHARACTERS_AT_MOST,
    Inbound,
    looks_forced,
    may_be_choice,
    read_inbound,
)

#: As ``bot.dialogue.conversation.offered`` gives them after two buttons.
PLACE = '/lookup_place{"place": "{\\"name\\":\\"Franklin County\\"}"}'
OFFERED = {
    "1": "/faq_jem",
    "2": PLACE,
    "jail model (jem)": "/faq_jem",
    "modelo de cárcel (jem)": "/faq_jem",
    "georgia": PLACE,
    "/faq_jem": "/faq_jem",
    PLACE: PLACE,
}


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/faq_jem",
        " /faq_jem",
        "\t/faq_jem\n",
        "//faq_jem",
        "/ /faq_jem",
        "\\/faq_jem",
        '/faq_jem{"language": "es"}',
        '  /faq_jem {"language":"es"}',
        "EXTERNAL: faq_jem",
        "external:faq_jem",
        "EXTERNAL: EXTERNAL: /faq_jem",
        "/EXTERNAL: faq_jem",
        "／restart",  # fullwidth solidus
        "\u200b/restart",
        "\ufeff/restart",
        "\u202e/restart",
        "\x00/restart",
        "/\u200brestart",
        "/faq_jem@0.99",
        '/faq_jem@0.99{"place":"x"}',
    ],
)
def test_a_typed_payload_that_is_not_on_offer_is_an_expired_button(text: str) -> None:
    assert read_inbound(text, {}) == Inbound(reply="expired_button")


@pytest.mark.parametrize(
    "text",
    [
        "/crisis_self_harm",
        "//faq_jem",
        '/faq_jem{"language": "es"}',
        "/faq_jem ",
        "/lookup_place",
    ],
)
def test_an_offer_does_not_open_the_door_for_other_payloads(text: str) -> None:
    read = read_inbound(text, {"1": "/faq_tfm", "/faq_tfm": "/faq_tfm"})
    assert read == Inbound(reply="expired_button")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/ what is the jail model", "what is the jail model"),
        ("// is ICE in Tampa?", "is ICE in Tampa?"),
        ("EXTERNAL: who signs these deals", "who signs these deals"),
        ("\\ qué es el 287(g)", "qué es el 287(g)"),
        ("and/or the jail model", "and/or the jail model"),
        ("24/7?", "24/7?"),
    ],
)
def test_words_after_a_slash_are_read_as_words(text: str, words: str) -> None:
    assert read_inbound(text, {}) == Inbound(text=words)


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("1", "/faq_jem"),
        ("2", PLACE),
        (" 1 ", "/faq_jem"),
        ("1.", "/faq_jem"),
        ("1)", "/faq_jem"),
        ("(1)", "/faq_jem"),
        ("１", "/faq_jem"),  # a fullwidth digit of another keyboard
        ("Jail model (JEM)", "/faq_jem"),
        ("jail MODEL (jem)", "/faq_jem"),
        ("Modelo de cárcel (JEM)", "/faq_jem"),
        ("Modelo de ca\u0301rcel (JEM)", "/faq_jem"),  # a combining accent
        ("GEORGIA", PLACE),
        ("/faq_jem", "/faq_jem"),
        (PLACE, PLACE),
    ],
)
def test_an_offer_is_taken_by_number_title_or_payload(text: str, payload: str) -> None:
    assert read_inbound(text, OFFERED) == Inbound(text=payload)


@pytest.mark.parametrize("text", ["3", "911", "0", "1 2", "11", "one", "#1"])
def test_other_numbers_are_words(text: str) -> None:
    assert read_inbound(text, OFFERED) == Inbound(text=text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t ", "\x00", "\u200b\u200d", "\ud800", "\u202e", "///", "\\"]
)
def test_nothing_visible_is_empty(text: str) -> None:
    assert read_inbound(text, OFFERED) == Inbound(reply="empty")


def test_a_thousand_characters_are_read_and_one_more_is_not() -> None:
    assert read_inbound("x" * CHARACTERS_AT_MOST, {}).text == "x" * CHARACTERS_AT_MOST
    assert read_inbound("x" * (CHARACTERS_AT_MOST + 1), {}).reply == "too_long"
    assert read_inbound("/" * 10_000, {}).reply == "too_long"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("is\x00 ICE\x07 here", "is ICE here"),
        ("what\u200b is jem\ufeff", "what is jem"),
        ("hola\ud83d", "hola"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Polk'; DROP TABLE agencies;--", "Polk'; DROP TABLE agencies;--"),
    ],
)
def test_characters_that_show_nothing_are_taken_out(text: str, clean: str) -> None:
    assert read_inbound(text, {}) == Inbound(text=clean)


def intent_that_rasa_reads(text: str) -> Any:
    """What Rasa itself would take from a text as a forced intent."""
    read = YAMLStoryReader.unpack_regex_message(Message({TEXT: text}))
    return read.get(INTENT)


texts = st.one_of(
    st.text(max_size=80),
    st.text(
        alphabet=" /\\\u200b\u2044\uff0f\u2215\x00\x1fEXTERNAL:fq_{}\"'@1", max_size=30
    ),
    st.builds(
        str.__add__,
        st.text(alphabet=" /\\\u3164\u2060\u00a0\u2028\x85", max_size=5),
        st.sampled_from(["/faq_jem", '/faq_jem{"language":"es"}', "EXTERNAL: faq_jem"]),
    ),
)


@given(texts)
@example("\u2028/faq_jem")
@example("\u3164/faq_jem")
@example("\x85/faq_jem")
def test_no_text_at_all_reaches_rasa_as_a_payload(text: str) -> None:
    read = read_inbound(text, {})
    assert bool(read.text) != bool(read.reply)
    assert intent_that_rasa_reads(read.text) is None
    assert not read.text.strip().startswith("/")
    assert not read.text.upper().startswith("EXTERNAL:")


@given(texts)
def test_a_text_made_ready_once_is_ready(text: str) -> None:
    read = read_inbound(text, {})
    if read.text:
        assert read_inbound(read.text, {}) == read


@given(texts, st.sampled_from(sorted(OFFERED)))
def test_whatever_is_chosen_was_on_offer(text: str, key: str) -> None:
    read = read_inbound(text, {key: OFFERED[key]})
    if read.text.startswith("/"):
        assert read.text == OFFERED[key]


def test_offers_are_looked_up_for_whatever_may_stand_for_one() -> None:
    assert all(may_be_choice(text) for text in [*OFFERED, "１", " (2)"])
    assert may_be_choice("/lookup_place" + "x" * 200)
    assert not may_be_choice("what does it mean that the sheriff signed this " * 3)
    assert not may_be_choice("/" * 5_000)


def test_a_slash_inside_is_not_a_force() -> None:
    assert looks_forced("/x") and looks_forced("  //x") and looks_forced("EXTERNAL: x")
    assert not looks_forced("and/or") and not looks_forced("external affairs")
