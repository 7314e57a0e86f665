"""What people write although nobody asks for it is taken out, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.content.loading import load_content
from bot.privacy.personal_data import take_out_personal_data

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("his a number is A123456789 help", "his a number is (...) help"),
        ("A 123-456-789", "(...)"),
        ("a# 12345678", "(...)"),
        ("call me at (555) 010-4477 please", "call me at (...) please"),
        ("+1 555 010 4477", "(...)"),
        ("ssn 123-45-6789", "ssn (...)"),
        ("write to someone@example.org", "write to (...)"),
        ("we live at 1234 Oak Street in Tampa", "we live at (...) in Tampa"),
        ("my name is aaaa bbbb and i need help", "my name is (...) and i need help"),
        ("me llamo Aaaa Bbbb y vivo en Tampa", "me llamo (...) y vivo en Tampa"),
        ("se llama Aaaa", "se llama (...)"),
    ],
)
def test_it_is_taken_out(text: str, left: str) -> None:
    cleaned = take_out_personal_data(text)
    assert (cleaned.text, cleaned.found) == (left, True)


@pytest.mark.parametrize(
    "text",
    [
        "is 30030 in the program",
        "33830-1234",
        "who signed on 2025-02-26",
        "since 02/26/2025",
        "between 2019 - 2025",
        "287(g) of 1996",
        "is 1-844-363-1423 a real number",
        "they paid $7,500,000 for it",
        "2 agents on my street",
        "what is the name of the sheriff",
        "¿cómo se llama el programa?",
        "si digo cómo me llamo sale todo",
        "8 U.S.C. 1357(g)(10)",
    ],
)
def test_nothing_else_is_touched(text: str) -> None:
    cleaned = take_out_personal_data(text)
    assert (cleaned.text, cleaned.found) == (text, False)


def test_no_example_of_a_topic_is_touched() -> None:
    questions = [
        question
        for topic in load_content().topics.values()
        for question in (*topic.questions.en, *topic.questions.es)
    ]
    assert [q for q in questions if take_out_personal_data(q).found] == []


@pytest.mark.shared
@pytest.mark.parametrize("name", ["questions-dev", "lookups-dev"])
def test_no_question_of_the_sets_is_touched(name: str) -> None:
    path = ROOT.parent / "shared" / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the set is not beside the checkout")
    for line in path.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        text = str(asked.get("text") or asked.get("question"))
        assert not take_out_personal_data(text).found, asked["id"]
