"""What no text may ever say is caught in both languages; the good wording passes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.loading import DATA, Content
from bot.content.text_checks import forbidden_statements

CASES: dict[int, Any] = yaml.safe_load(
    Path(__file__).with_name("forbidden_cases.yml").read_text(encoding="utf-8")
)
RULES: list[dict[str, str]] = yaml.safe_load(
    (DATA / "checks" / "forbidden.yml").read_text(encoding="utf-8")
)


def sentences(kind: str) -> list[tuple[int, str]]:
    return [
        (number, sentence)
        for number, case in CASES.items()
        for language in ("en", "es")
        for sentence in case[kind][language]
    ]


def test_all_thirty_rules_have_cases_in_both_languages() -> None:
    assert sorted(CASES) == list(range(1, 31))
    for case in CASES.values():
        assert all(
            case[kind][lang] for kind in ("bad", "good") for lang in ("en", "es")
        )


@pytest.mark.parametrize(("number", "sentence"), sentences("bad"))
def test_a_forbidden_sentence_is_caught(number: int, sentence: str) -> None:
    assert forbidden_statements(sentence), f"rule {number}"


@pytest.mark.parametrize(("number", "sentence"), sentences("bad"))
def test_it_is_caught_in_the_middle_of_a_text_and_in_capitals(
    number: int, sentence: str
) -> None:
    assert forbidden_statements(f"Good day.\n\n- {sentence} Take care.")
    if not re.search(r"ice\.gov", sentence):
        assert forbidden_statements(sentence.upper())


@pytest.mark.parametrize(("number", "sentence"), sentences("good"))
def test_the_good_wording_passes(number: int, sentence: str) -> None:
    assert forbidden_statements(sentence) == []


def test_a_good_sentence_does_not_excuse_a_bad_one_after_it() -> None:
    text = "A detainer is not a warrant. A detainer is a warrant."
    (reason,) = forbidden_statements(text)
    assert "detainer_is_warrant" in reason and "«A detainer is a warrant.»" in reason


@pytest.mark.parametrize(
    "sentence",
    [
        "One sheriff says illegals, the report found.",
        "La ley se llama Illegal Immigration Reform Act.",
    ],
)
def test_a_word_for_people_may_stand_where_it_is_quoted(sentence: str) -> None:
    assert forbidden_statements(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Illegals are held.",
        "Los ilegales no pueden.",
        "This text was reviewed by a lawyer.",
        "Texto revisado por una abogada.",
        "El Oficial de Servicio de Suboficiales firma.",
    ],
)
def test_the_houses_own_rules_hold_too(sentence: str) -> None:
    assert forbidden_statements(sentence)


def test_each_rule_says_what_and_why() -> None:
    names = [rule["id"] for rule in RULES]
    assert len(names) == len(set(names))
    for rule in RULES:
        assert rule.keys() <= {"id", "pattern", "unless", "why"}
        assert rule["why"], rule["id"]


def test_each_rule_catches_something_of_the_cases() -> None:
    bad = [sentence for _, sentence in sentences("bad")]
    house = {"words_for_people", "lawyer_reviewed", "machine_spanish"}
    for rule in RULES:
        if rule["id"] not in house:
            assert any(re.search(rule["pattern"], s, re.I) for s in bad), rule["id"]


def test_no_shipped_text_says_what_no_text_may_say(shipped: Content) -> None:
    for name, topic in shipped.topics.items():
        for texts in (topic.answer.en, topic.answer.es):
            assert forbidden_statements(texts.web + "\n" + texts.sms) == [], name
        for title in (topic.title.en, topic.title.es):
            assert forbidden_statements(title) == [], name


def test_the_childrens_line_is_never_given_without_its_warning(
    shipped: Content,
) -> None:
    warned = {"en": "share", "es": "compartir"}
    for name, topic in shipped.topics.items():
        for language, word in warned.items():
            texts = getattr(topic.answer, language)
            for text in (texts.web, texts.sms):
                if "203-7001" in text:
                    assert word in text, name
