"""The verbs ``content`` and ``evaluate`` from the shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import content as content_verb
from bot.content.loading import Content, Problem, source_hash
from bot.serve import model_files
from bot.settings import settings

RUNNER = CliRunner()
WRONG = [
    Problem("data/faq/a.yml", 3, "is wrong", "Mend it"),
    Problem("data/faq/b.yml", 4, "could be better", "Look", warning=True),
]


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_verb, "check_content", lambda *_: WRONG)


def test_the_check_lists_problems_and_ends_with_code_1(wrong: None) -> None:
    done = RUNNER.invoke(content_verb.app, ["check"])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "data/faq/a.yml:3: error: is wrong. Mend it",
        "data/faq/b.yml:4: warning: could be better. Look",
        "1 errors, 1 warnings",
    ]


def test_the_check_shows_one_topic_or_errors_only(wrong: None) -> None:
    done = RUNNER.invoke(content_verb.app, ["check", "b.yml"])
    assert done.exit_code == 0 and "0 errors, 1 warnings" in done.stdout
    done = RUNNER.invoke(content_verb.app, ["check", "--no-warnings"])
    assert "better" not in done.stdout and "1 errors, 0 warnings" in done.stdout


def test_the_check_without_errors_ends_with_code_0(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(content_verb, "check_content", lambda *_: [])
    assert RUNNER.invoke(content_verb.app, ["check"]).exit_code == 0


def test_stamping_writes_the_hash_and_nothing_else(
    shipped: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    topic, path = shipped.topics["jem"], tmp_path / "jem.yml"
    text = shipped.files["jem"].read_text(encoding="utf-8")
    path.write_text(text.replace(topic.translation.source_hash, "000000000000"))
    one = Content({"jem": topic}, {}, {"jem": path})
    monkeypatch.setattr(content_verb, "load_content", lambda: one)
    done = RUNNER.invoke(content_verb.app, ["stamp", "other"])
    assert done.stdout == "" and "000000000000" in path.read_text()
    done = RUNNER.invoke(content_verb.app, ["stamp", "jem"])
    assert done.exit_code == 0 and done.stdout == "jem: stamped\n"
    assert path.read_text(encoding="utf-8") == text
    assert source_hash(topic) in text
    assert RUNNER.invoke(content_verb.app, ["stamp"]).stdout == ""


def write_lines(path: Path, *items: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(item) + "\n" for item in items))
    return path


@pytest.mark.model
def test_evaluating_prints_a_table_for_each_set_and_says_what_is_missing(
    project: Path, tmp_path: Path
) -> None:
    if model_files.newest_model(settings().models) is None:
        pytest.skip("no trained model: run `know287g train`")
    style = {"lang": "en", "channel_style": "web"}
    ask = {
        "id": "q1",
        "text": "what is 287(g)?",
        "intent_group": "what_is_287g",
        **style,
    }
    off = {"id": "q2", "text": "how do I bake bread", "intent_group": "jem", **style}
    turn = {"user": "what is a detainer", "expect": {"intent_group": "detainer_48h"}}
    talk = {"id": "c1", "turns": [turn], **style}
    asked = write_lines(tmp_path / "q.jsonl", ask, off)
    talked = write_lines(tmp_path / "c.jsonl", talk)
    answers = tmp_path / "answers.jsonl"
    done = subprocess.run(
        [
            *(sys.executable, "-c", "from bot.cli import main; main()", "evaluate"),
            *("--questions", asked, "--conversations", talked),
            *("--lookups", tmp_path / "none.jsonl", "--results", answers),
            *("--groups", "--errors"),
        ],
        cwd=project,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert "## Look-ups: none.jsonl is not there, left out" in done.stdout
    (row,) = [row for row in done.stdout.splitlines() if "| what_is_287g" in row]
    assert row.split("|")[2:4] == ["    1 ", "  100.0 "]
    assert "honest q2 jem -> out_of_scope" in done.stdout
    assert "wrong  c1.1 detainer_48h -> detainer_what" in done.stdout
    written = [json.loads(line) for line in answers.read_text().splitlines()]
    assert [answer["id"] for answer in written] == ["q1", "q2", "c1.1"]
