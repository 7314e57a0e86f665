"""Which language a short message is in, and when a conversation changes it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.language.detection import SWITCH_AT, Language, guess_language

MESSAGES: dict[str, list[str]] = yaml.safe_load(
    Path(__file__).with_name("messages.yml").read_text(encoding="utf-8")
)
LANGUAGES: tuple[Language, ...] = ("en", "es")
BOTH = [(lang, text) for lang in LANGUAGES for text in MESSAGES[lang]]
WITHOUT_HABIT_AT_LEAST = 0.97


def test_there_are_a_hundred_messages() -> None:
    assert sum(map(len, MESSAGES.values())) >= 100


def test_a_first_message_is_nearly_always_read_right() -> None:
    wrong = [text for lang, text in BOTH if guess_language(text).language != lang]
    assert len(wrong) <= (1 - WITHOUT_HABIT_AT_LEAST) * len(BOTH), wrong


@pytest.mark.parametrize(("language", "text"), BOTH)
def test_in_a_conversation_of_its_language_a_message_stays_in_it(
    language: Language, text: str
) -> None:
    assert guess_language(text, habit=language).language == language


@pytest.mark.parametrize("habit", LANGUAGES)
@pytest.mark.parametrize("text", MESSAGES["neutral"])
def test_a_neutral_message_keeps_the_conversations_language(
    text: str, habit: Language
) -> None:
    guess = guess_language(text, habit=habit)
    assert guess.language == habit
    assert guess.neutral and guess.certainty == 0.5


@pytest.mark.parametrize("text", ["ok", "", "287g", "👍"])
def test_without_anything_to_go_by_it_is_english(text: str) -> None:
    guess = guess_language(text)
    assert (guess.language, guess.neutral) == ("en", True)


@pytest.mark.parametrize(
    ("text", "habit", "language"),
    [
        ("¿qué derechos tengo en la calle?", "en", "es"),
        ("mi esposo está en la cárcel", "en", "es"),
        ("what are my rights on the street", "es", "en"),
        ("my husband is in jail", "es", "en"),
    ],
)
def test_a_clear_sentence_changes_the_language(
    text: str, habit: Language, language: Language
) -> None:
    guess = guess_language(text, habit=habit)
    assert guess.language == language and guess.certainty >= SWITCH_AT


def test_most_sentences_of_the_other_language_change_it() -> None:
    other: dict[Language, Language] = {"en": "es", "es": "en"}
    changed = [
        guess_language(text, habit=other[lang]).language == lang for lang, text in BOTH
    ]
    assert sum(changed) >= 0.9 * len(changed)


@pytest.mark.parametrize("text", ["ñ", "¿?", "¡", "á"])
def test_a_spanish_sign_alone_is_spanish(text: str) -> None:
    assert guess_language(text).language == "es"


@pytest.mark.parametrize(
    "text",
    [
        "COMO ENCUENTRO UN ABOGADO",
        "como encuentro un abogado",
        "Cómo encuentro un abogado",
    ],
)
def test_capitals_and_accents_do_not_matter(text: str) -> None:
    assert guess_language(text).language == "es"


@given(st.text(max_size=300), st.sampled_from([None, "en", "es"]))
def test_every_text_has_a_language_and_a_certainty(
    text: str, habit: Language | None
) -> None:
    guess = guess_language(text, habit=habit)
    assert guess.language in LANGUAGES
    assert 0.5 <= guess.certainty <= 1
    assert guess.language == (habit or "en") or not guess.neutral


@pytest.mark.parametrize("word", ["the", "what", "ellos", "porque"])
def test_a_very_long_message_is_no_trouble(word: str) -> None:
    guess = guess_language(f"{word} " * 5_000)
    assert guess.certainty > 0.99


def test_the_same_message_always_gets_the_same_guess() -> None:
    assert {guess_language("is my town part of it") for _ in range(5)} == {
        guess_language("is my town part of it")
    }
