"""No sentence of a measuring set is an example, or the figures are worth nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.content.loading import load_content
from bot.language.spelling import without_accents
from bot.settings import PROJECT

SHARED = PROJECT.parent / "shared"
#: What fewer words say ("ok", "thank you") is nobody's sentence.
FEWEST_WORDS = 3


def key(text: str) -> str:
    """A text by its words, without case, accents and signs."""
    return " ".join(re.findall(r"\w+", without_accents(text).lower()))


def measured(path: Path) -> Iterator[str]:
    """Every message of a set, those before a question too."""
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield from (turn["user"] for turn in entry.get("turns", ()))
        yield from entry.get("context", ())
        yield str(entry.get("text") or entry.get("question") or "")


def examples() -> set[str]:
    """Every example that the model is trained on."""
    topics = load_content().topics.values()
    told = [q for t in topics for q in (*t.questions.en, *t.questions.es)]
    for path in (PROJECT / "data" / "nlu").glob("*.yml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            told += [line.removeprefix("- ") for line in entry["examples"].splitlines()]
    return {key(text) for text in told}


def check(path: Path) -> None:
    known = examples()
    assert len(known) > 10_000
    sentences = {key(text) for text in measured(path)}
    both = {s for s in sentences & known if len(s.split()) >= FEWEST_WORDS}
    assert not both


@pytest.mark.shared
@pytest.mark.parametrize(
    "name", ["questions-dev.jsonl", "lookups-dev.jsonl", "conversations-dev.jsonl"]
)
def test_no_sentence_of_a_development_set_is_an_example(name: str) -> None:
    if not (SHARED / name).exists():
        pytest.skip("the set is not beside the checkout")
    check(SHARED / name)


@pytest.mark.parametrize(
    "path",
    sorted((PROJECT / "tests" / "evaluation").glob("fresh-*.jsonl")),
    ids=lambda path: str(path.name),
)
def test_no_sentence_of_a_fresh_set_is_an_example(path: Path) -> None:
    check(path)
