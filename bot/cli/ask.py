"""``know287g ask``: ask the bot from the shell."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import Any

import typer

from bot.evaluation.loading import load_assistant, read_lines

app = typer.Typer(help="Ask the bot from the shell; --json for a batch.")


@app.command()
def ask(
    question: str = typer.Argument("", help="The question, in English or Spanish."),
    as_json: bool = typer.Option(
        False, "--json", help="Read questions from standard input, one JSON a line."
    ),
    channel: str = typer.Option("web", help="web or sms."),
) -> None:
    """Answers one question with its sources, or a batch of questions as JSON lines."""
    if channel not in ("web", "sms"):
        sys.stderr.write("--channel is web or sms.\n")
        raise SystemExit(2)
    if not as_json and not question.strip():
        sys.stderr.write('Write the question: know287g ask "what is 287(g)?"\n')
        raise SystemExit(2)
    questions = [{"id": "1", "text": question}]
    if as_json:
        read = read_lines(sys.stdin)
        if isinstance(read, str):
            sys.stderr.write(f"{read}\n")
            raise SystemExit(2)
        questions = read
    asyncio.run(_answer(questions, channel, as_json))


async def _answer(questions: list[dict[str, Any]], channel: str, as_json: bool) -> None:
    assistant = await load_assistant()
    if isinstance(assistant, str):
        sys.stderr.write(f"{assistant}\n")
        raise SystemExit(1)
    from bot.evaluation.batch import answer_batch

    for question in questions:
        (result,) = await answer_batch(assistant, [question], channel)
        line = json.dumps(result, ensure_ascii=False) if as_json else _readable(result)
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    logging.shutdown()


def _readable(result: dict[str, Any]) -> str:
    texts = [message["text"] for message in result["messages"]]
    titles = [b["title"] for m in result["messages"] for b in m["buttons"]]
    sources = [
        f"  {source['title']} ({source['publisher']}), {source['url']}, "
        f"{source['checked']}"
        for source in result["sources"]
    ]
    parts = ["\n\n".join(texts)]
    if titles:
        parts.append("[" + "] [".join(titles) + "]")
    return "\n\n".join([*parts, *(["\n".join(sources)] if sources else [])])
