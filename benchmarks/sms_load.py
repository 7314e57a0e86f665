"""Signed webhooks at rising concurrency: our SMS channel beside Rasa's own of Twilio.

Run with ``python -m benchmarks.sms_load`` (Linux) after ``know287g train``. Both
servers run the same model, in turn; a second process posts. Rasa's channel sends each
text to a stand-in of Twilio's API on this machine, which answers at once. Then many
different senders write to ours, and its memory is watched. Between machines compare
ratios.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.beside_stock import choose_questions
from benchmarks.sms_servers import (
    PYTHON,
    SIGNED_URL,
    TOKEN,
    Ports,
    Server,
    serve_actions,
    serve_ours,
    serve_stock,
)
from bot.agencies.building import ensure_database
from bot.serve import model_files
from bot.settings import PROJECT, Settings, settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

_MIB = 2**20
#: Conversations held at most, as the settings have it by default.
_HELD: int = Settings.__fields__["conversations_at_most"].default


@dataclass(frozen=True)
class Round:
    """A driver's task."""

    url: str
    concurrency: int
    messages: int
    first: int
    each: int
    questions: Sequence[str]
    api_port: int
    token: str = TOKEN
    signed_url: str = SIGNED_URL


@dataclass(frozen=True)
class Result:
    """What a round took."""

    seconds: list[float]
    answered: int
    texts: int
    statuses: dict[str, int]
    took: float

    def row(self, server: str, concurrency: int) -> str:
        """The round as a row of the table."""
        p50, p95 = (self.percentile_ms(percent) for percent in (50, 95))
        number = len(self.seconds)
        return (
            f"| {server} | {concurrency} | {number / self.took:.1f} | {p50:.0f} | "
            f"{p95:.0f} | {self.answered}/{number} |"
        )

    def percentile_ms(self, percent: int) -> float:
        """Milliseconds within which so many percent were answered."""
        return statistics.quantiles(self.seconds, n=100)[percent - 1] * 1000


def drive(task: Round) -> Result:
    """One round, in a process of its own."""
    done = subprocess.run(
        (*PYTHON, "benchmarks.sms_driver"),
        input=json.dumps(asdict(task)),
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return Result(**json.loads(done.stdout.splitlines()[-1]))


def measure(
    server: Server, levels: Sequence[int], messages: int, api_port: int
) -> dict[int, Result]:
    """Rounds of rising concurrency, after a few messages to warm up."""
    questions = choose_questions(200)
    common: dict[str, Any] = {"url": server.url, "questions": questions, "each": 5}
    drive(Round(**common, concurrency=1, messages=10, first=0, api_port=api_port))
    results = {}
    for number, level in enumerate(levels, 1):
        # Seven digits of a telephone number: a million senders for each round.
        first = 1_000_000 * number
        task = Round(
            **common,
            concurrency=level,
            messages=messages,
            first=first,
            api_port=api_port,
        )
        results[level] = drive(task)
        print(results[level].row(server.name, level), flush=True)
    return results


def watch_memory(server: Server, senders: int, api_port: int) -> list[float]:
    """Resident memory in MiB after each tenth of so many different senders."""
    step, first, sizes = max(senders // 10, 1), 8_000_000, []
    questions = choose_questions(200)
    for number in range(0, step * 10, step):
        task = Round(server.url, 8, step, first + number, 1, questions, api_port)
        drive(task)
        sizes.append(server.tree.memory_bytes() / _MIB)
    shown = ", ".join(f"{size:.1f}" for size in sizes)
    print(f"\n- {senders} senders, MiB after each {step}: {shown}", flush=True)
    return sizes


def describe_growth(sizes: Sequence[float]) -> str:
    """How much of the process the second half of the senders added, and all of them."""
    half, first, last = sizes[len(sizes) // 2 - 1], sizes[0], sizes[-1]
    return (
        f"- the second half added {100 * (last - half) / last:.1f} % of the process; "
        f"after all / after the first tenth: {last / first:.3f}"
    )


@app.command()
def main(
    messages: Annotated[int, typer.Option(help="Messages of a round.")] = 300,
    levels: Annotated[str, typer.Option(help="Concurrencies.")] = "1,4,16,64",
    senders: Annotated[int, typer.Option(help="Different senders.")] = 10_000,
    port: Annotated[int, typer.Option(help="First of four free ports.")] = 5835,
    held: Annotated[int, typer.Option(help="Conversations held at most.")] = _HELD,
    stock: Annotated[bool, typer.Option(help="Measure Rasa's channel too.")] = True,
) -> None:
    """Print a table of both channels, and how memory grew with ours."""
    model = model_files.newest_model(settings().models)
    if model is None:
        sys.exit("There is no model; make one: know287g train")
    ensure_database()
    chosen = [int(level) for level in levels.split(",")]
    print("| | at a time | messages/s | p50 ms | p95 ms | answered |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(prefix="sms-load-") as name:
        folder = Path(name)
        ports = Ports(port, port + 1, port + 2, port + 3)
        with serve_actions(folder, ports.actions):
            if stock:
                with serve_stock(folder, ports, model) as server:
                    measure(server, chosen, messages, ports.api)
            with serve_ours(folder, ports, held) as server:
                measure(server, chosen, messages, ports.api)
                sizes = watch_memory(server, senders, ports.api) if senders else []
    print(f"- {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    if sizes:
        print(describe_growth(sizes))


if __name__ == "__main__":
    app()
