"""Where a message of two questions may be parted."""

from __future__ import annotations

import pytest

from bot.dialogue.parts import part_questions


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "How long can they hold him? And how do I find a lawyer?",
            "How long can they hold him",
            "how do I find a lawyer?",
        ),
        (
            "who signs the agreement and how much does it cost",
            "who signs the agreement",
            "how much does it cost",
        ),
        (
            "¿Quién firma el acuerdo? ¿Y cuánto cuesta todo eso?",
            "¿Quién firma el acuerdo",
            "¿Y cuánto cuesta todo eso?",
        ),
    ],
)
def test_two_questions_are_parted_at_their_joint(
    text: str, first: str, second: str
) -> None:
    assert part_questions(text)[0] == (first, second)


@pytest.mark.parametrize(
    "text", ["police and ICE", "", "what is the jail enforcement model of the county"]
)
def test_one_question_stays_whole(text: str) -> None:
    assert part_questions(text) == []


def test_a_long_message_is_not_read_over_and_over() -> None:
    assert len(part_questions("and so it goes on " * 60)) <= 2
