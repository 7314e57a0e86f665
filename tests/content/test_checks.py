"""Each check fires on a content that is wrong in just that way; the shipped passes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.content.text_checks import known_phones

from .crafted import (
    ENGLISH,
    REPLIES,
    SPANISH,
    TODAY,
    TOPIC,
    changed,
    check,
    write_replies,
    write_topic,
)

REVIEWED_TODAY = date(2026, 11, 25)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_topic(tmp_path, TOPIC)
    write_replies(tmp_path, REPLIES)
    assert check(tmp_path) == [], "the crafted content is not in order"
    return tmp_path


def both(web: str, es: str, channel: str = "web") -> list[tuple[str, Any]]:
    return [(f"answer.en.{channel}", web), (f"answer.es.{channel}", es)]


WRONG: dict[str, tuple[list[tuple[str, Any]], str]] = {
    "too few questions": (
        [("questions.es", ["una", "dos", "Una"])],
        "jail: 3 questions in es",
    ),
    "the same question again and again": (
        [("questions.en", ["what is it"] * 30)],
        "questions in en",
    ),
    "a dead follow-up": ([("follow_ups", ["nowhere"])], "follow-up 'nowhere' is dead"),
    "a passed review of a high-risk topic": (
        [("reviewed.next", date(2026, 11, 24))],
        "review was due on 2026-11-24",
    ),
    "another number": (
        both("It took 48 hours.", "Tomó 72 horas."),
        "numbers differ: 48 only in English, 72 only in Spanish",
    ),
    "a number in one language": (
        both("It took two days.", "Tomó 2 días."),
        "numbers differ: 2 only in Spanish",
    ),
    "another link": (
        both("See locator.ice.gov.", "Vea justice.gov/eoir."),
        "links differ: locator.ice.gov only in English",
    ),
    "a telephone number in one language": (
        both("Call 1-844-363-1423.", "Llame a MigraWatch."),
        "phone numbers differ: 18443631423 only in English",
    ),
    "a telephone number that is not listed": (
        both("Call 202-555-0143 now.", "Llame ya al 202-555-0143."),
        "unlisted number ['2025550143']",
    ),
    "another live value": (
        both("As of {list_date}.", "Hay {agreements}."),
        "live values differ",
    ),
    "an unknown live value": (
        both("As of {moon}.", "Al {moon}."),
        "unknown value ['moon']",
    ),
    "a forbidden statement": (
        both("A detainer is a warrant.", "Un detainer es un papel."),
        "says what no text may say: detainer_is_warrant",
    ),
    "a forbidden statement in Spanish SMS": (
        [("answer.es.sms", "El 911 es seguro.")],
        "jail, es, sms: says what no text may say",
    ),
    "an SMS of three segments": (
        both("You can stay silent. " * 15, "Usted puede callar. " * 15, "sms"),
        "more than 2 segments",
    ),
    "an SMS that needs another alphabet": (
        [("answer.es.sms", "Usted puede callar. " * 9 + "\u2603")],
        "more than 2 segments",
    ),
    "hard English": (
        [("answer.en.web", "Notwithstanding statutory jurisdictional considerations.")],
        "jail, en, web: reading level",
    ),
    "hard Spanish": (
        [("answer.es.web", "Responsabilidades institucionales extraordinariamente.")],
        "jail, es, web: reading level",
    ),
    "a sentence of 21 words": (
        [("answer.en.web", "you can " * 10 + "go.")],
        "a sentence of 21 words",
    ),
    "a text that changed after its translation": (
        [("translation.source_hash", "000000000000")],
        "the en text changed after the translation",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_topic_is_found_with_file_line_and_remedy(
    data: Path, name: str
) -> None:
    changes, told = WRONG[name]
    stale = any(path == "translation.source_hash" for path, _ in changes)
    path = write_topic(data, changed(TOPIC, *changes), stamp=not stale)
    found = [p for p in check(data) if told in p.message]
    assert found, [str(problem) for problem in check(data)]
    assert found[0].file == str(path)
    assert 1 <= found[0].line <= len(path.read_text().splitlines())
    assert found[0].remedy
    assert not found[0].warning


def test_the_line_told_is_the_texts_own(data: Path) -> None:
    text = "El 911 es seguro."
    path = write_topic(data, changed(TOPIC, ("answer.es.sms", text)))
    problem = next(p for p in check(data) if "no text may say" in p.message)
    assert text in path.read_text().splitlines()[problem.line - 1]


def test_a_review_that_is_due_today_has_not_passed(data: Path) -> None:
    write_topic(data, changed(TOPIC, ("reviewed.next", TODAY)))
    assert check(data) == []


def test_a_passed_review_of_a_topic_of_normal_risk_is_a_warning(data: Path) -> None:
    normal = [("risk", "normal"), ("reviewed.next", date(2026, 1, 1))]
    write_topic(data, changed(TOPIC, *normal))
    (problem,) = check(data)
    assert problem.warning and "review was due" in problem.message


def test_many_more_negations_in_one_language_are_a_warning(data: Path) -> None:
    says_no = "No. No abra. No firme. No corra. No mienta."
    write_topic(data, changed(TOPIC, ("answer.es.web", says_no)))
    (problem,) = check(data)
    assert problem.warning and "0 negations in English, 5 in Spanish" in problem.message


def test_two_segments_are_still_right(data: Path) -> None:
    texts = both("You can rest. " * 21, "Usted va ya. " * 21, "sms")
    write_topic(data, changed(TOPIC, *texts))
    assert check(data) == []


def test_a_sentence_of_twenty_words_is_still_right(data: Path) -> None:
    write_topic(data, changed(TOPIC, ("answer.en.web", "you can " * 10 + ".")))
    assert check(data) == []


def test_a_question_may_not_stand_in_two_topics(data: Path) -> None:
    other = changed(
        TOPIC,
        ("id", "other"),
        ("questions.en", [f"other {n}" for n in range(20)]),
        ("questions.es", ["¡QUÉ es el modelo 3!", *(f"otra {n}" for n in range(20))]),
    )
    write_topic(data, other)
    (problem,) = check(data)
    assert problem.message == "'¡QUÉ es el modelo 3!' stands in jail and in other"


def test_a_follow_up_may_be_a_topic_or_a_reply(data: Path) -> None:
    write_topic(data, changed(TOPIC, ("follow_ups", ["menu", "jail"])))
    assert check(data) == []


def reply(**more: Any) -> dict[str, Any]:
    return {"en": "Keep the door closed.", "es": "No abra la puerta.", **more}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (reply(buttons=["nowhere"]), "button 'nowhere' is dead"),
        (reply(en="Wait 5 minutes.", es="Espere."), "numbers differ"),
        (
            reply(en="Call 202-555-0143.", es="Llame al 202-555-0143."),
            "unlisted number",
        ),
        (
            reply(en="Open the door a little.", es="Espere."),
            "says what no text may say",
        ),
        (
            reply(verbatim=True, en="Stay in. " * 18, es="Quieto."),
            "r, en: longer than one SMS",
        ),
        (
            reply(verbatim=True, es="Quédese. " * 18, en="Stay."),
            "r, es: longer than one SMS",
        ),
        (reply(en="a " * 200, es="a " * 200), "more than 2 segments"),
    ],
)
def test_a_wrong_reply_is_found(data: Path, body: dict[str, Any], told: str) -> None:
    path = write_replies(data, {**REPLIES, "r": body})
    found = [p for p in check(data) if told in p.message]
    assert found, [str(problem) for problem in check(data)]
    assert found[0].file == str(path) and not found[0].warning


def test_a_crisis_text_of_160_letters_after_folding_fits(data: Path) -> None:
    texts = reply(verbatim=True, en="a" * 160, es="á" * 160)
    write_replies(data, {**REPLIES, "r": texts})
    assert check(data) == []


def test_faults_of_reading_are_among_the_problems(data: Path) -> None:
    (data / "faq" / "broken.yml").write_text("a: b: c")
    assert "is not valid YAML" in [p.message for p in check(data)]


def test_each_fault_is_told_once(data: Path) -> None:
    write_topic(data, changed(TOPIC, ("follow_ups", ["nowhere", "nowhere"])))
    assert len(check(data)) == 1


def test_the_same_in_both_languages_is_in_order(data: Path) -> None:
    texts = both(
        "It costs $1,500. Call 1-844-363-1423 or see justice.gov/eoir. " + ENGLISH,
        "Cuesta $1,500. Llame al 1-844-363-1423 o vea justice.gov/eoir. " + SPANISH,
    )
    write_topic(data, changed(TOPIC, *texts))
    assert check(data) == []


def test_the_tip_line_is_no_listed_number() -> None:
    assert "18443631423" in known_phones() and "8443631423" in known_phones()
    assert not {"18663472423", "8663472423"} & known_phones()
