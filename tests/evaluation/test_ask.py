"""``know287g ask`` as a script would use it: the contract of docs/evaluation.md."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.serve import model_files
from bot.settings import settings

ASK = [sys.executable, "-c", "from bot.cli import main; main()", "ask"]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "definition", "text": "What is 287(g)?"},
    {"id": "definición", "text": "¿Qué es el 287(g)?"},
    {"id": "place", "text": "¿participa el condado de Polk, Florida?"},
    {"id": "unclear", "text": "does Franklin County take part?"},
    {
        "id": "context",
        "text": "Ohio",
        "context": ["¿participa el condado de Franklin?"],
        "lang": "es",
    },
    {"id": "", "text": "ICE is at my door"},
]
REQUIRED = {
    "id": str,
    "answer_id": str,
    "language": str,
    "intent": str,
    "confidence": float,
    "messages": list,
    "sources": list,
    "latency_ms": float,
}
OPTIONAL = {"answer_ids": list, "lookup": dict, "sms_segments": int}
MODELS = {"JEM", "WSO", "TFM"}
ISO = re.compile(r"\d{4}-\d\d-\d\d")


def ask(
    project: Path, *options: str, given: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*ASK, *options],
        cwd=project,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


@pytest.fixture(scope="module", params=["web", "sms"])
def answers(request: pytest.FixtureRequest, project: Path) -> dict[str, dict[str, Any]]:
    """Answers by id, from one process for the whole batch."""
    if model_files.newest_model(settings().models) is None:
        pytest.skip("no trained model: run `know287g train`")
    lines = "".join(json.dumps(q, ensure_ascii=False) + "\n" for q in QUESTIONS)
    done = ask(project, "--json", "--channel", request.param, given=lines)
    assert done.returncode == 0, done.stderr[-2_000:]
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in read] == [q["id"] for q in QUESTIONS]
    return {**{answer["id"]: answer for answer in read}, "channel": request.param}


@pytest.mark.model
def test_every_line_has_the_keys_of_the_contract_and_no_other(
    answers: dict[str, Any],
) -> None:
    for question in QUESTIONS:
        answer = answers[question["id"]]
        assert REQUIRED.keys() <= answer.keys() <= REQUIRED.keys() | OPTIONAL.keys()
        for name, value in answer.items():
            assert isinstance(value, {**REQUIRED, **OPTIONAL}[name]), name
        assert answer["language"] in ("en", "es")
        assert 0 <= answer["confidence"] <= 1
        for message in answer["messages"]:
            assert {"text", "buttons"} <= message.keys() <= {"text", "buttons", "image"}
            assert message["text"]
            for button in message["buttons"]:
                assert button.keys() == {"title", "payload"}


@pytest.mark.model
def test_each_question_gets_its_answer_in_its_language(answers: dict[str, Any]) -> None:
    got = {
        name: (answers[name]["answer_id"], answers[name]["language"])
        for name in ("definition", "definición", "place", "unclear", "context", "")
    }
    assert got == {
        "definition": ("what_is_287g", "en"),
        "definición": ("what_is_287g", "es"),
        "place": ("lookup", "es"),
        "unclear": ("clarify", "en"),
        "context": ("lookup", "es"),
        "": ("crisis_ice_at_door", "en"),
    }


@pytest.mark.model
def test_sources_carry_title_publisher_and_dates(answers: dict[str, Any]) -> None:
    for name in ("definition", "place"):
        assert answers[name]["sources"]
        for source in answers[name]["sources"]:
            assert source["title"] and source["publisher"] and source["url"]
            assert ISO.fullmatch(source["checked"])


@pytest.mark.model
def test_a_look_up_says_what_it_rests_on(answers: dict[str, Any]) -> None:
    lookup = answers["place"]["lookup"]
    assert lookup["kind"] == "agreements"
    assert ISO.fullmatch(lookup["as_of"])
    assert [place["fips"] for place in lookup["places"]] == ["12105"]
    assert lookup["places"][0].keys() >= {"fips", "name", "state"}
    assert lookup["agreements"]
    for agreement in lookup["agreements"]:
        assert agreement.keys() >= {
            "agency",
            "state",
            "model",
            "signed",
            "scope",
            "status",
        }
        assert agreement["model"] in MODELS
        assert agreement["scope"] in ("local", "statewide", "nearby")
        assert agreement["status"] in ("listed", "ended", "pending")
        assert agreement["signed"] is None or ISO.fullmatch(agreement["signed"])


@pytest.mark.model
def test_a_question_back_names_its_slot_and_options(answers: dict[str, Any]) -> None:
    lookup = answers["unclear"]["lookup"]
    assert lookup["kind"] == "clarify" and lookup["agreements"] == []
    assert lookup["clarify"]["slot"] == "state"
    assert "OH" in lookup["clarify"]["options"]
    assert answers["unclear"]["messages"][0]["buttons"]


@pytest.mark.model
def test_context_is_said_first(answers: dict[str, Any]) -> None:
    places = answers["context"]["lookup"]["places"]
    assert [place["fips"] for place in places] == ["39049"]


@pytest.mark.model
def test_segments_are_told_for_sms_only(answers: dict[str, Any]) -> None:
    for question in QUESTIONS:
        answer = answers[question["id"]]
        if answers["channel"] == "web":
            assert "sms_segments" not in answer
        else:
            assert 1 <= answer["sms_segments"] <= 3


@pytest.mark.model
def test_one_question_is_answered_for_a_person_to_read(project: Path) -> None:
    if model_files.newest_model(settings().models) is None:
        pytest.skip("no trained model: run `know287g train`")
    done = ask(project, "¿qué es un detainer?")
    assert done.returncode == 0
    assert "ICE" in done.stdout and "2026-" in done.stdout
    assert "answer_id" not in done.stdout


@pytest.mark.parametrize(
    ("options", "given", "sentence"),
    [
        ([], "", "Write the question"),
        (["  "], "", "Write the question"),
        (["hi", "--channel", "fax"], "", "--channel is web or sms"),
        (["--json"], "not json\n", "Line 1 is not JSON"),
        (["--json"], '{"id": "a", "text": "x"}\n{"id": "b"}\n', 'Line 2 has no "text"'),
        (["--json"], '["x"]\n', 'Line 1 has no "text"'),
        (["--json"], '{"text": 5}\n', 'Line 1 has no "text"'),
    ],
)
def test_wrong_use_is_told_in_a_sentence_with_code_2(
    project: Path, options: list[str], given: str, sentence: str
) -> None:
    done = ask(project, *options, given=given)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_without_a_model_it_says_what_to_do_with_code_1(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KNOW287G_MODELS", str(tmp_path))
    done = ask(project, "what is 287(g)")
    assert done.returncode == 1
    assert "know287g train" in done.stderr
    assert "Traceback" not in done.stderr
