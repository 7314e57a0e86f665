"""A message in another language is known; English, Spanish and a mix never are."""

from __future__ import annotations

import pytest

from bot.content.loading import load_content
from bot.content.parity import phones
from bot.content.text_checks import known_phones
from bot.language.other_languages import _languages, recognise_other_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mwen bezwen ede tanpri", "ht"),
        ("eske lapolis kapab rete mwen", "ht"),
        ("você pode me ajudar, não falo inglês, preciso de ajuda", "pt"),
        ("onde está o meu filho, eles pegaram ele", "pt"),
        ("bonjour, je suis dans une voiture avec la police", "fr"),
        ("tôi cần giúp đỡ", "vi"),
        ("kailangan ko ng tulong, saan ako tatawag", "tl"),
        ("警察可以问我的身份吗", "zh"),
        ("هل يمكن للشرطة أن توقفني", "ar"),
        ("경찰이 나를 체포할 수 있나요", "ko"),
        ("полиция может меня остановить?", "ru"),
    ],
)
def test_it_is_known(text: str, code: str) -> None:
    found = recognise_other_language(text)
    assert found is not None and found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "287g",
        "hola",
        "hello",
        "q onda con el 287g",
        "está pa allá",
        "José Ángel",
        "?",
    ],
)
def test_what_is_ours_is_ours(text: str) -> None:
    assert recognise_other_language(text) is None


def test_no_question_of_a_topic_is_taken_for_one() -> None:
    questions = [
        question
        for topic in load_content().topics.values()
        for question in (*topic.questions.en, *topic.questions.es)
    ]
    assert [q for q in questions if recognise_other_language(q)] == []


def test_every_line_gives_a_listed_number_and_nothing_else() -> None:
    for language in _languages():
        assert phones(language.line) <= known_phones() and phones(language.line)
