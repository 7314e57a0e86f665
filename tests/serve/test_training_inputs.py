from __future__ import annotations

from pathlib import Path

import pytest

from bot.serve import training_inputs

TOPIC = """\
id: jem
questions:
  en: [what is the jail model]
  es: [que es el modelo de carcel]
answer: {en: {web: An answer., sms: An answer.}}
reviewed: {on: 2026-11-25}
"""
REPLIES = """\
menu: {en: What would you like to know?, es: ¿Qué desea saber?}
phrase: {spoken: false, en: of, es: de}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "config.yml": "pipeline: []\n",
        "domain/intents.yml": "intents: []\n",
        "data/faq/jem.yml": TOPIC,
        "data/replies/menu.yml": REPLIES,
        "bot/dialogue/importer.py": "X = 1\n",
        "bot/web/page.js": "let x;\n",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def needs_training_after(project: Path, name: str, old: str, new: str) -> bool:
    before = training_inputs.fingerprint_inputs(project)
    path = project / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    return not training_inputs.matches(before, project)


def test_nothing_changed_needs_no_training(project: Path) -> None:
    before = training_inputs.fingerprint_inputs(project)
    assert training_inputs.matches(before, project)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/faq/jem.yml", "An answer.", "A better answer."),
        ("data/faq/jem.yml", "2026-11-25", "2026-12-01"),
        ("data/replies/menu.yml", "What would", "What else would"),
        ("bot/web/page.js", "let x", "let y"),
    ],
)
def test_a_changed_wording_needs_no_training(
    project: Path, name: str, old: str, new: str
) -> None:
    assert not needs_training_after(project, name, old, new)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("data/faq/jem.yml", "the jail model", "the model in jails"),
        ("data/faq/jem.yml", "id: jem", "id: jail"),
        ("data/replies/menu.yml", "menu:", "choices:"),
        ("data/replies/menu.yml", "spoken: false", "spoken: true"),
        ("config.yml", "[]", "[x]"),
        ("domain/intents.yml", "[]", "[x]"),
        ("bot/dialogue/importer.py", "1", "2"),
    ],
)
def test_whatever_training_reads_asks_for_a_new_model(
    project: Path, name: str, old: str, new: str
) -> None:
    assert needs_training_after(project, name, old, new)


def test_a_new_and_a_removed_topic_ask_for_a_new_model(project: Path) -> None:
    before = training_inputs.fingerprint_inputs(project)
    (project / "data/faq/wso.yml").write_text(TOPIC.replace("jem", "wso"))
    assert not training_inputs.matches(before, project)
    (project / "data/faq/wso.yml").unlink()
    assert training_inputs.matches(before, project)
    (project / "data/faq/jem.yml").unlink()
    assert not training_inputs.matches(before, project)


def test_a_file_that_is_not_yaml_counts_as_changed_not_as_a_crash(
    project: Path,
) -> None:
    assert needs_training_after(project, "data/faq/jem.yml", "id: jem", "id: [jem")


def test_compiled_files_do_not_count(project: Path) -> None:
    before = training_inputs.fingerprint_inputs(project)
    (project / "bot/dialogue/__pycache__").mkdir()
    (project / "bot/dialogue/__pycache__/importer.pyc").write_bytes(b"x")
    assert training_inputs.matches(before, project)


def test_the_projects_own_inputs_are_all_there() -> None:
    missing = [
        name
        for name in (*training_inputs.READ_WHOLE, *training_inputs.READ_IN_PART)
        if name != "data/stories" and not (training_inputs.PROJECT / name).exists()
    ]
    assert missing == []
