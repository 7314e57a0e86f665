"""What a request's body must look like to become a turn."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.turn import Turn
from bot.channels.web import read_turn

SENDER = "7d1c2f6e-9b34-4c1a-8e57-0a6b5c4d3e2f"
OTHER = "0b9e8d7c-6a5f-4e3d-9c2b-1a0f9e8d7c6b"
VERSION_1 = "7d1c2f6e-9b34-11ee-8e57-0a6b5c4d3e2f"


def body(**changes: Any) -> bytes:
    fields = {"sender": SENDER, "message": "hola", **changes}
    return json.dumps({k: v for k, v in fields.items() if v is not ...}).encode()


def test_a_full_body_becomes_a_turn() -> None:
    turn = read_turn(body(lang="es", message_id=OTHER))
    assert turn == Turn(SENDER, "hola", "web", OTHER, "es", None)


def test_language_and_message_id_may_be_left_out() -> None:
    assert read_turn(body()) == Turn(SENDER, "hola", "web", None, None, None)


@pytest.mark.parametrize(
    "sender",
    [
        ...,
        None,
        7,
        "",
        "default",
        "\ud800",
        "\x00",
        "../../etc",
        VERSION_1,
        SENDER[:-1],
        SENDER + "0",
        SENDER.replace("-", ""),
        "{" + SENDER + "}",
        "urn:uuid:" + SENDER,
        [SENDER],
        {"id": SENDER},
    ],
)
def test_a_sender_that_is_no_uuid_of_version_4_is_refused(sender: Any) -> None:
    assert read_turn(body(sender=sender)) is None


def test_capitals_in_an_id_are_the_same_conversation() -> None:
    turn = read_turn(body(sender=SENDER.upper()))
    assert turn is not None and turn.sender == SENDER


def test_digits_of_other_scripts_become_plain_ones() -> None:
    turn = read_turn(body(sender=OTHER.replace("0", "\u0966")))
    assert turn is not None and turn.sender == OTHER


@pytest.mark.parametrize("message", [..., None, 5, 1.5, True, ["hola"], {"text": "a"}])
def test_a_message_that_is_no_text_is_refused(message: Any) -> None:
    assert read_turn(body(message=message)) is None


@pytest.mark.parametrize("message", ["", "\x00", "\ud800", "a" * 5_000, "/restart"])
def test_any_text_is_taken_and_judged_later(message: str) -> None:
    turn = read_turn(body(message=message))
    assert turn is not None and turn.text == message


@pytest.mark.parametrize("lang", ["fr", "ES", "", 1, None, ["es"], {"es": 1}])
def test_an_unknown_language_is_no_choice(lang: Any) -> None:
    turn = read_turn(body(lang=lang))
    assert turn is not None and turn.lang is None


@pytest.mark.parametrize("message_id", ["1", 5, None, {}, VERSION_1])
def test_a_bad_message_id_is_left_out(message_id: Any) -> None:
    turn = read_turn(body(message_id=message_id))
    assert turn is not None and turn.message_id is None


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en-US", "en"),
        ("ES", "es"),
        ("", None),
        ("fr-FR,en;q=0.5", None),
        ("*", None),
    ],
)
def test_the_pages_language_is_a_hint(header: str, hint: str | None) -> None:
    turn = read_turn(body(), header)
    assert turn is not None and (turn.lang, turn.hint) == (None, hint)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b'"hola"',
        b"{",
        b"{'sender': 1}",
        b"\xff\xfe",
        b"[" * 4_000,
        b'{"a":' * 1_500,
        b'{"a":' * 1_300 + b"1" + b"}" * 1_300,
    ],
)
def test_what_is_no_json_object_is_refused(raw: bytes) -> None:
    assert read_turn(raw) is None


@given(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes) -> None:
    read_turn(raw)


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=40) | st.just(SENDER),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["sender", "message", "lang", "message_id", "x"]), values
    )
)
def test_no_json_raises_and_a_turn_is_always_well_formed(
    fields: dict[str, Any],
) -> None:
    turn = read_turn(json.dumps(fields).encode())
    if turn is not None:
        assert turn.sender == SENDER
        assert isinstance(turn.text, str)
        assert turn.message_id in (None, SENDER)
        assert turn.lang in (None, "en", "es")
