"""The bot stays in a person's language and follows when the person changes it."""

from __future__ import annotations

import pytest

from .conftest import Bot

pytestmark = pytest.mark.model

START = {"en": "what is the jail model", "es": "qué es el modelo de cárcel"}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "neutral",
    ["ok", "287(g)", "JEM", "Polk County, Florida", "ICE", "33830", "👍", "no"],
)
def test_a_word_said_in_both_languages_keeps_the_conversations(
    bot: Bot, language: str, neutral: str
) -> None:
    talk = bot.open()
    talk.say(START[language])
    assert talk.say(neutral).language == language


@pytest.mark.parametrize(
    "text",
    [
        "does Los Angeles take part",
        "is the police in El Paso Texas working with ICE",
        "San Antonio sheriff?",
        "what about Santa Rosa county Florida",
    ],
)
def test_a_spanish_place_name_does_not_make_english_spanish(
    bot: Bot, text: str
) -> None:
    assert bot.open().say(text).language == "en"


@pytest.mark.parametrize(
    "text",
    ["¿Miami participa?", "y en Orange County California?", "la policía de Houston"],
)
def test_an_english_place_name_does_not_make_spanish_english(
    bot: Bot, text: str
) -> None:
    assert bot.open().say(text).language == "es"


def test_a_clear_sentence_changes_the_language_and_back(bot: Bot) -> None:
    talk = bot.open()
    assert talk.say("what is the jail model").language == "en"
    assert talk.say("perdón, ¿qué es una orden de retención?").language == "es"
    assert talk.say("ok").language == "es"
    assert talk.say("sorry, can the sheriff ask for my papers?").language == "en"


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("text", [*START.values(), "ok", "Polk County, Florida"])
def test_a_choice_on_the_page_wins(bot: Bot, lang: str, text: str) -> None:
    talk = bot.open(lang="es" if lang == "es" else "en")
    assert talk.say(text).language == lang


def test_buttons_are_in_the_answers_language(bot: Bot) -> None:
    english = bot.open().say(START["en"]).titles
    spanish = bot.open().say(START["es"]).titles
    assert english and len(english) == len(spanish)
    assert not set(english) & set(spanish)


@pytest.mark.parametrize(
    ("asked", "wish", "language"),
    [
        ("what is the jail model", "en español por favor", "es"),
        ("condado de Polk, Florida", "can you say that in English?", "en"),
    ],
)
def test_who_wants_the_other_language_gets_the_last_answer_in_it(
    bot: Bot, asked: str, wish: str, language: str
) -> None:
    talk = bot.open()
    first = talk.say(asked)
    again = talk.say(wish)
    assert again.answer_id == first.answer_id
    assert again.language == language


@pytest.mark.parametrize("text", ["hola", "Hola!", "HOLA"])
def test_a_bare_hola_is_spanish(bot: Bot, text: str) -> None:
    assert bot.open().say(text).language == "es"
