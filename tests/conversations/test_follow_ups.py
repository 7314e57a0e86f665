"""Whole conversations in which a few words lean on what was said before."""

from __future__ import annotations

import pytest

from .conftest import Bot

pytestmark = pytest.mark.model

CONVERSATIONS = [
    (
        "sms",
        [
            ("detuvieron a mi hermano", "crisis_detained"),
            ("¿lo pueden deportar?", "refuse_prediction"),
            ("¿cuántos días lo pueden tener?", "detainer_48h"),
            ("¿sale si pagamos?", "bond"),
            ("somos de Honduras", "bond|interpreter_consulate"),
            ("Dios los bendiga", "thanks"),
        ],
    ),
    (
        "web",
        [
            ("is there a 287(g) agreement in Illinois", "lookup"),
            ("oh, why not?", "state_law"),
            ("so nothing can happen to us there", "no_agreement_means"),
            ("can they come into a school", "children_school"),
            ("and on the bus there?", "children_school"),
            ("that's all, take care", "bye"),
        ],
    ),
    (
        "sms",
        [
            ("quiero matarme", "crisis_self_harm"),
            ("no tengo a nadie", "crisis_self_harm"),
            ("ya le hablé a mi hermana, estoy mejor", "crisis_over"),
        ],
    ),
]


@pytest.mark.parametrize(("channel", "turns"), CONVERSATIONS)
def test_each_turn_is_answered_by_what_went_before(
    bot: Bot, channel: str, turns: list[tuple[str, str]]
) -> None:
    talk = bot.open(channel)
    for text, right in turns:
        assert talk.say(text).answer_id in right.split("|"), text


@pytest.mark.parametrize(
    ("wish", "language"), [("en español por favor", "es"), ("in English, thanks", "en")]
)
def test_told_again_in_the_other_language_it_is_marked_as_that(
    bot: Bot, wish: str, language: str
) -> None:
    talk = bot.open()
    talk.say("what is a detainer" if language == "es" else "¿qué es un detainer?")
    again = talk.say(wish)
    assert again.language == language
    assert again.custom["answer_ids"] == ["language_switch", "detainer_what"]
