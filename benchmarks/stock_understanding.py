"""Stock Rasa's pipeline trained on our examples, beside ours, in one run.

Run with ``python -m benchmarks.stock_understanding`` (half an hour: DIET trains for a
hundred epochs). Both read the questions of the development set that need no context
and are judged by the intent alone: none of our rules, look-ups of places or answers of
two topics take part, and stock's fallback is the one ``rasa init`` sets.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent, load_agent
from rasa.shared.importers.importer import TrainingDataImporter

from bot.evaluation.questions import accepted_for, read_accepted
from bot.serve import environment, model_files
from bot.settings import PROJECT, settings

_QUESTIONS = PROJECT.parent / "shared" / "questions-dev.jsonl"
_ACCEPTED = PROJECT / "tests" / "evaluation" / "accepted.yml"
#: What ``rasa init`` writes for English, with the components' own defaults.
_STOCK = """\
recipe: default.v1
language: en
assistant_id: stock
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: 100
    random_seed: 1
    entity_recognition: false
  - name: FallbackClassifier
    threshold: 0.3
    ambiguity_threshold: 0.1
"""


def main() -> int:
    """Prints the table; exit code 1 without the questions or a model."""
    ours = model_files.newest_model(settings().models)
    if ours is None or not _QUESTIONS.exists():
        sys.stderr.write("Needs a trained model and the development questions.\n")
        return 1
    environment.settle()
    lines = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    asked = [
        question for line in lines if not (question := json.loads(line)).get("context")
    ]
    print("| | right intent | honest | training, s | parse, ms |")
    print("| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        stock, took = _train_stock(folder)
        print(asyncio.run(_row("stock (DIET)", stock, asked, took)))
    print(asyncio.run(_row("ours", ours, asked, _our_training_seconds())))
    return 0


def _train_stock(folder: Path) -> tuple[Path, float]:
    importer = TrainingDataImporter.load_from_config(
        str(PROJECT / "config.yml"), str(PROJECT / "domain"), [str(PROJECT / "data")]
    )
    examples = folder / "nlu.yml"
    examples.write_text(importer.get_nlu_data().nlu_as_yaml(), encoding="utf-8")
    (folder / "config.yml").write_text(_STOCK)
    started = time.perf_counter()
    rasa = (sys.executable, "-W", "ignore", "-m", "rasa", "train", "nlu")
    subprocess.run(
        (*rasa, "--nlu", "nlu.yml", "--config", "config.yml", "--out", "models"),
        cwd=folder,
        check=True,
        capture_output=True,
    )
    took = time.perf_counter() - started
    return next((folder / "models").glob("*.tar.gz")), took


def _our_training_seconds() -> float:
    started = time.perf_counter()
    command = (str(Path(sys.executable).parent / "know287g"), "train", "--force")
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    return time.perf_counter() - started


async def _row(
    name: str, model: Path, asked: list[dict[str, Any]], training: float
) -> str:
    agent = await load_agent(model_path=str(model))
    await agent.parse_message("hola")
    accepted = read_accepted(_ACCEPTED)
    started = time.process_time()
    heard = [await _intent(agent, question["text"]) for question in asked]
    each = (time.process_time() - started) / len(asked) * 1000
    right = sum(
        _answer(intent) in accepted_for(question, accepted)
        for intent, question in zip(heard, asked, strict=True)
    )
    honest = sum(intent in ("nlu_fallback", "did_you_mean") for intent in heard)
    share = [100 * count / len(asked) for count in (right, honest)]
    return f"| {name} | {share[0]:.1f} | {share[1]:.1f} | {training:.0f} | {each:.1f} |"


async def _intent(agent: Agent, text: str) -> str:
    """The likeliest intent, or the fallback; of ours before it is settled."""
    parsed = await agent.parse_message(text)
    ranking = parsed.get("intent_ranking") or []
    named = str((parsed.get("intent") or {}).get("name") or "")
    if named == "nlu_fallback" or not ranking:
        return named
    return str(ranking[0]["name"])


def _answer(intent: str) -> str:
    """The answer id that an intent leads to when nothing is settled after it."""
    if intent.startswith("lookup_"):
        return "lookup"
    return _RENAMED.get(intent, intent.removeprefix("faq_"))


#: Replies whose answer id is not their intent's name.
_RENAMED = {"greet": "greeting", "abuse": "abuse_trolling"}


if __name__ == "__main__":
    raise SystemExit(main())
