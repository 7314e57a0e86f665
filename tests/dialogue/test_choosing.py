"""Choosing one of the topics just offered in words."""

from __future__ import annotations

import pytest

from .test_components import intent, read
from .trackers import conversation, said_by_bot, said_by_user

UNSURE = {"name": "faq_training", "confidence": 0.3, "margin": 0.0}
OFFERED = [
    {"title": "Rights at home", "payload": "/faq_at_home"},
    {"title": "Bond", "payload": "/faq_bond"},
    {"title": "Lawyer", "payload": "/faq_lawyer"},
]


def chosen(text: str, count: int = 3, answer: str = "did_you_mean") -> str:
    offer = said_by_bot(answer, OFFERED[:count])
    tracker = conversation(said_by_user("hm"), offer)
    return intent(read(text, dict(UNSURE), tracker=tracker))


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("the first one", "faq_at_home"),
        ("la primera", "faq_at_home"),
        ("opción 2", "faq_bond"),
        ("mejor la segunda por favor", "faq_bond"),
        ("number three", "faq_lawyer"),
        ("la última", "faq_lawyer"),
    ],
)
def test_a_place_among_the_buttons_chooses_it(text: str, means: str) -> None:
    assert chosen(text) == means


@pytest.mark.parametrize("text", ["yes that one", "sí, eso mero"])
def test_a_yes_chooses_the_only_one(text: str) -> None:
    assert chosen(text, count=1) == "faq_at_home"
    assert chosen(text, count=2) != "faq_at_home"


def test_after_an_answer_no_button_is_chosen_by_its_place() -> None:
    assert chosen("the second one", answer="jem") != "faq_bond"
