"""A question that denies gets the fact, not a yes or no that says the opposite."""

from __future__ import annotations

import pytest

from bot.content.answering import BotMessage
from bot.content.denied import begin_with_fact, denies
from bot.content.schema import Language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("so they can NOT come in?", "en"),
        ("they can't ask me that?", "en"),
        ("so police cannot arrest me for ICE", "en"),
        ("¿o sea que no pueden entrar?", "es"),
        ("entonces no tengo que contestar", "es"),
        ("¿nunca me pueden preguntar?", "es"),
    ],
)
def test_a_question_that_denies_is_seen(text: str, language: Language) -> None:
    assert denies(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("can they come in?", "en"),
        ("I do not know what this is", "en"),
        ("¿pueden entrar?", "es"),
        ("no sé qué hacer", "es"),
        ("", "en"),
    ],
)
def test_a_plain_question_or_a_statement_does_not_deny(
    text: str, language: Language
) -> None:
    assert not denies(text, language)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Yes. You can stay silent.", "To be exact: You can stay silent."),
        ("No, it did not end.", "To be exact: It did not end."),
        ("Sí. Puede callar.", "To be exact: Puede callar."),
        ("No one can say.", "No one can say."),
        ("You can stay silent. Yes.", "You can stay silent. Yes."),
    ],
)
def test_only_a_yes_or_no_at_the_start_goes(text: str, said: str) -> None:
    assert begin_with_fact(BotMessage(text), "To be exact:").text == said
