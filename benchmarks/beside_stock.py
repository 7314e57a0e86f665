"""Our bot beside a stock Rasa bot: start, memory, processor time and waiting time.

Run with ``python -m benchmarks.beside_stock`` (Linux) after ``know287g train``. It makes
and trains a bot with ``rasa init`` in a temporary folder, starts both bots in turn, on
ports of their own, and asks each of them questions one after the other. All is measured
in one run; between machines and days compare the ratios, not the seconds. Exit code 1
when a ratio that the project promises is not kept.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.bots import Bot, describe_our_bot, make_stock_bot, read_samples
from benchmarks.lookups import write_questions
from benchmarks.measuring import Messages, Start, send, time_loading, wait_for_start
from bot.agencies.building import ensure_database
from bot.agencies.database import open_engine
from bot.content.loading import load_content
from bot.serve import model_files
from bot.settings import settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

#: Highest ratios of ours to stock's, and of our start to loading the model, allowed.
CPU_AT_MOST, START_AT_MOST, LOADING_AT_MOST = 1 / 3, 1 / 5, 2.0
_MIB = 2**20
_WARM_UP_MESSAGES = 10


@dataclass
class Figures:
    """What was measured of one bot.

    Attributes:
        starts: one for each start.
        messages: by kind of message.
        memory_bytes: of all processes, after the messages.
        server_bytes: of the process that runs Rasa.
    """

    starts: list[Start] = field(default_factory=list)
    messages: dict[str, Messages] = field(default_factory=dict)
    memory_bytes: int = 0
    server_bytes: int = 0

    def start_seconds(self) -> float:
        """Median over the starts."""
        return statistics.median(start.seconds for start in self.starts)

    def start_cpu_seconds(self) -> float:
        """Median over the starts."""
        return statistics.median(start.cpu_seconds for start in self.starts)


def measure(
    bot: Bot, figures: Figures, log: Path, texts: dict[str, Sequence[str]]
) -> None:
    """Start a bot once, send it messages if there are any, and end it."""
    started = time.monotonic()
    with bot.run(log) as trees:
        figures.starts.append(wait_for_start(bot, trees, started))
        for kind, messages in texts.items():
            send(bot, trees, messages[:_WARM_UP_MESSAGES])
            figures.messages[kind] = send(bot, trees, messages)
        if texts:
            figures.memory_bytes = sum(tree.memory_bytes() for tree in trees)
            figures.server_bytes = sum(tree.memory_bytes(bot.server) for tree in trees)


def choose_questions(number: int) -> list[str]:
    """Questions of the topics, the same every time, as many in each language."""
    topics = load_content().topics.values()
    chance = random.Random(287)
    chosen = [
        *chance.sample([q for t in topics for q in t.questions.en], number // 2),
        *chance.sample([q for t in topics for q in t.questions.es], number // 2),
    ]
    chance.shuffle(chosen)
    return chosen


def write_rows(stock: Figures, ours: Figures) -> list[tuple[str, float, float, str]]:
    """Rows of the table: what, stock's figure, ours, and the unit."""
    rows = [
        ("start to first answer", stock.start_seconds(), ours.start_seconds(), "s"),
        (
            "processor time until then",
            stock.start_cpu_seconds(),
            ours.start_cpu_seconds(),
            "s",
        ),
        ("memory, server", stock.server_bytes / _MIB, ours.server_bytes / _MIB, "MiB"),
        (
            "memory, all processes",
            stock.memory_bytes / _MIB,
            ours.memory_bytes / _MIB,
            "MiB",
        ),
    ]
    base = stock.messages["sample"]
    for kind, messages in ours.messages.items():
        rows += [
            (f"processor time per {kind}", base.cpu_ms, messages.cpu_ms, "ms"),
            (f"{kind}, p50", base.percentile_ms(50), messages.percentile_ms(50), "ms"),
            (f"{kind}, p95", base.percentile_ms(95), messages.percentile_ms(95), "ms"),
        ]
    return rows


def print_table(stock: Figures, ours: Figures, loading: dict[str, float]) -> bool:
    """Print the figures as Markdown; whether every promise is kept."""
    print("| | stock | ours | ours / stock |\n|---|---:|---:|---:|")
    for what, base, mine, unit in write_rows(stock, ours):
        print(f"| {what} | {base:.1f} {unit} | {mine:.1f} {unit} | {mine / base:.3f} |")
    for name, figures in (("stock", stock), ("ours", ours)):
        for kind, messages in figures.messages.items():
            print(f"\n{name}: {messages.answered}/{messages.number} answered ({kind})")
    start = ours.start_seconds()
    for name, seconds in loading.items():
        ratio = start / seconds
        print(f"\nimport rasa + load our model, {name}: {seconds:.2f} s; ", end="")
        print(f"our start / that: {ratio:.2f}")
    kept = {
        "processor time per FAQ message": (
            ours.messages["FAQ message"].cpu_ms / stock.messages["sample"].cpu_ms,
            CPU_AT_MOST,
        ),
        "start": (start / stock.start_seconds(), START_AT_MOST),
        "start / loading": (start / loading["plain"], LOADING_AT_MOST),
    }
    for what, (ratio, at_most) in kept.items():
        verdict = "kept" if ratio <= at_most else "MISSED"
        print(f"\n{verdict}: {what} {ratio:.3f}, at most {at_most:.3f}")
    return all(ratio <= at_most for ratio, at_most in kept.values())


@app.command()
def main(
    messages: Annotated[int, typer.Option(help="FAQ and sample messages.")] = 200,
    lookups: Annotated[int, typer.Option(help="Look-ups, of ours only.")] = 100,
    starts: Annotated[int, typer.Option(help="Starts of each bot.")] = 3,
    port: Annotated[int, typer.Option(help="First of four free ports.")] = 5815,
) -> None:
    """Print a table of both bots; exit 1 if a promise is not kept."""
    model = model_files.newest_model(settings().models)
    if model is None:
        sys.exit("There is no model; make one first: know287g train")
    with tempfile.TemporaryDirectory(prefix="beside-stock-") as name:
        folder = Path(name)
        database = f"sqlite:///{folder / 'know287g.sqlite'}"
        ensure_database(database)
        with open_engine(database).connect() as connection:
            places = write_questions(connection, lookups)
        stock_bot = make_stock_bot(folder, port)
        our_bot = describe_our_bot(folder, port + 2, settings().models, database)
        samples = random.Random(287).choices(read_samples(stock_bot.folder), k=messages)
        runs = (
            (stock_bot, stock := Figures(), {"sample": samples}),
            (
                our_bot,
                ours := Figures(),
                {"FAQ message": choose_questions(messages), "look-up": places},
            ),
        )
        loads: dict[str, list[float]] = {"plain": [], "without TensorFlow": []}
        for turn in range(starts):
            for bot, figures, texts in runs:
                last = turn == starts - 1
                log = folder / f"{bot.name}.log"
                measure(bot, figures, log, texts if last else {})
            for kind, seconds in loads.items():
                plain = kind == "plain"
                environment = our_bot.environment
                seconds.append(time_loading(model, environment, tensorflow=plain))
        load = os.getloadavg()[2]
        current = "current" if model_files.is_current(model) else "older than its data"
        print(f"{os.cpu_count()} processors, load of 15 minutes {load:.1f}; ", end="")
        print(f"median of {starts} starts, {messages} messages; model {current}\n")
        loading = {kind: statistics.median(seconds) for kind, seconds in loads.items()}
        if not print_table(stock, ours, loading):
            sys.exit(1)


if __name__ == "__main__":
    app()
