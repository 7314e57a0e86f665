"""``know287g evaluate``: measure the bot on question sets."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import typer
from rich.progress import track

from bot.evaluation.loading import load_assistant
from bot.evaluation.lookups import judge_lookup
from bot.evaluation.questions import Judged, accepted_for, judge, read_accepted
from bot.evaluation.report import lookup_table, question_tables, wrong_list
from bot.settings import PROJECT

if TYPE_CHECKING:
    from bot.dialogue.assistant import Assistant

app = typer.Typer(help="Measure the bot on question sets.")

_SETS = PROJECT.parent / "shared"
_ACCEPTED = PROJECT / "tests" / "evaluation" / "accepted.yml"
_Accepted = dict[str, frozenset[str]]


@app.command()
def evaluate(
    questions: Path = typer.Option(_SETS / "questions-dev.jsonl", help="Questions."),
    lookups: Path = typer.Option(_SETS / "lookups-dev.jsonl", help="Look-ups."),
    conversations: Path = typer.Option(
        _SETS / "conversations-dev.jsonl", help="Whole conversations."
    ),
    groups: bool = typer.Option(False, help="Show every group of questions."),
    errors: bool = typer.Option(False, help="List what was not right."),
    results: Path | None = typer.Option(None, help="Write every answer here (JSONL)."),
) -> None:
    """Answers the sets through the whole bot and prints what was right.

    A set whose file is missing is left out, and that is said.
    """
    asyncio.run(_evaluate(questions, lookups, conversations, groups, errors, results))


async def _evaluate(
    questions: Path,
    lookups: Path,
    conversations: Path,
    groups: bool,
    errors: bool,
    results: Path | None,
) -> None:
    assistant = await load_assistant()
    if isinstance(assistant, str):
        sys.stderr.write(f"{assistant}\n")
        raise SystemExit(1)
    accepted = read_accepted(_ACCEPTED)
    written: list[dict[str, Any]] = []
    parts: list[tuple[str, Path, Callable[..., Any]]] = [
        ("Questions", questions, _questions),
        ("Look-ups", lookups, _lookups),
        ("Conversations", conversations, _conversations),
    ]
    for title, path, measure in parts:
        if not path.is_file():
            sys.stdout.write(f"## {title}: {path.name} is not there, left out\n\n")
            continue
        items = _items(path)
        table = await measure(assistant, items, accepted, groups, errors, written)
        sys.stdout.write(f"## {title}\n\n{table}\n\n")
    if results:
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in written)
        results.write_text(lines, encoding="utf-8")


def _items(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


async def _one(assistant: Assistant, item: dict[str, Any], text: str) -> dict[str, Any]:
    from bot.evaluation.batch import answer_batch

    channel = str(item.get("channel_style") or "web")
    question = {"id": item["id"], "text": text, "context": item.get("context")}
    (result,) = await answer_batch(assistant, [question], channel)
    return result


async def _questions(
    assistant: Assistant,
    items: list[dict[str, Any]],
    accepted: _Accepted,
    groups: bool,
    errors: bool,
    written: list[dict[str, Any]],
) -> str:
    judged = []
    for item in track(items, "Questions", console=_console()):
        result = await _one(assistant, item, item["text"])
        written.append(result)
        judged.append(judge(item, result, accepted_for(item, accepted)))
    table = question_tables(judged, groups=groups)
    return f"{table}\n\n{wrong_list(judged)}" if errors else table


async def _lookups(
    assistant: Assistant,
    items: list[dict[str, Any]],
    accepted: _Accepted,
    groups: bool,
    errors: bool,
    written: list[dict[str, Any]],
) -> str:
    judged = []
    for item in track(items, "Look-ups", console=_console()):
        result = await _one(assistant, item, item["question"])
        written.append(result)
        judged.append(judge_lookup(item, result))
    return lookup_table(judged)


async def _conversations(
    assistant: Assistant,
    items: list[dict[str, Any]],
    accepted: _Accepted,
    groups: bool,
    errors: bool,
    written: list[dict[str, Any]],
) -> str:
    from bot.evaluation.batch import result_of

    judged: list[Judged] = []
    for item in track(items, "Conversations", console=_console()):
        sender, channel = str(uuid4()), str(item["channel_style"])
        for number, turn in enumerate(item["turns"], 1):
            reading = await assistant.say(sender, turn["user"], channel)
            result = result_of(f"{item['id']}.{number}", reading, channel)
            written.append(result)
            expected = {**turn["expect"], "id": result["id"], "lang": item["lang"]}
            expected["channel_style"] = channel
            judged.append(judge(expected, result, accepted_for(expected, accepted)))
    table = question_tables(judged, groups=False)
    return f"{table}\n\n{wrong_list(judged)}" if errors else table


def _console() -> Any:
    from rich.console import Console

    return Console(stderr=True)
