from __future__ import annotations

from bot.channels.sms_text import render_sms
from bot.language.gsm import is_gsm, segments

BUTTONS = [{"title": "Georgia", "payload": "/a"}, {"title": "Ohio", "payload": "/b"}]


def message(text: str, answer_id: str, buttons: object = BUTTONS) -> dict[str, object]:
    return {"text": text, "buttons": buttons, "custom": {"answer_id": answer_id}}


def test_where_a_person_has_to_choose_the_choices_are_numbered() -> None:
    said = render_sms(message("Which state?", "clarify"))
    assert said == "Which state?\n1 Georgia\n2 Ohio"
    assert render_sms(message("One of these?", "did_you_mean")).endswith("2 Ohio")


def test_follow_ups_that_are_only_an_offer_are_left_out() -> None:
    assert render_sms(message("The jail model.", "jem")) == "The jail model."


def test_no_payload_is_ever_shown() -> None:
    assert "/a" not in render_sms(message("Which state?", "clarify"))


def test_a_text_is_folded_only_where_that_saves_a_segment() -> None:
    long = "Según la lista, el alguacil firmó. " * 4
    folded = render_sms(message(long, "jem"))
    assert is_gsm(folded) and segments(folded) < segments(long)
    short = "¿Qué más?"
    assert render_sms(message(short, "jem")) == short
    assert render_sms(message("Según él.", "jem")) == "Según él."


def test_an_empty_message_is_an_empty_text() -> None:
    assert render_sms({}) == ""
