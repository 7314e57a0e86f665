"""Our bot beside a stock Rasa bot: start, memory, processor time and waiting time.

Run with ``python -m benchmarks.beside_stock`` (Linux) after ``know287g train``. It
makes and trains a bot with ``rasa init`` in a temporary folder, starts both bots in
turn, on ports of their own, and asks each of them questions one after the other. All is
measured in one run; between machines and days compare the ratios, not the seconds. Exit
code 1 when a ratio that the project promises is not kept.
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


def print_table(rows: Sequence[tuple[str, float, float, str]]) -> None:
    """Print the rows as a table in Markdown, with the ratio of ours to stock's."""
    print("| | stock | ours | ours / stock |\n|---|---:|---:|---:|")
    for what, base, mine, unit in rows:
        print(f"| {what} | {base:.1f} {unit} | {mine:.1f} {unit} | {mine / base:.3f} |")
    print()


def print_details(stock: Figures, ours: Figures, loading: dict[str, float]) -> None:
    """Print how many messages were answered, and what loading our model takes."""
    for name, figures in (("stock", stock), ("ours", ours)):
        for kind, messages in figures.messages.items():
            print(
                f"- {name}: {messages.answered} of {messages.number} answered ({kind})"
            )
        each = ", ".join(f"{start.seconds:.1f}" for start in figures.starts)
        print(f"- {name}: each start {each} s")
    for name, seconds in loading.items():
        ratio = ours.start_seconds() / seconds
        print(
            f"- import rasa and load our model, {name}: {seconds:.2f} s; "
            f"our start to first answer takes {ratio:.2f} times that"
        )
    print()


def judge(stock: Figures, ours: Figures, loading: dict[str, float]) -> bool:
    """Print each promised ratio and whether it is kept; whether all are."""
    faq, sample = ours.messages["FAQ message"], stock.messages["sample"]
    start = ours.start_seconds()
    promises = (
        ("processor time, FAQ message / sample", faq.cpu_ms / sample.cpu_ms, 1 / 3),
        ("start, ours / stock's", start / stock.start_seconds(), 1 / 5),
        ("start / import rasa and load our model", start / loading["plain"], 2.0),
    )
    for what, ratio, at_most in promises:
        verdict = "kept" if ratio <= at_most else "MISSED"
        print(f"- {verdict}: {what}: {ratio:.3f}, at most {at_most:.3f}")
    return all(ratio <= at_most for _, ratio, at_most in promises)


@dataclass
class Run:
    """A bot, what it will be asked after its last start, and what was measured."""

    bot: Bot
    texts: dict[str, Sequence[str]]
    figures: Figures = field(default_factory=Figures)


def prepare(
    folder: Path, models: Path, port: int, messages: int, lookups: int
) -> tuple[Run, Run]:
    """Make both bots ready to start: the stock one and ours."""
    database = f"sqlite:///{folder / 'know287g.sqlite'}"
    ensure_database(database)
    with open_engine(database).connect() as connection:
        places = write_questions(connection, lookups)
    stock = make_stock_bot(folder, port)
    samples = random.Random(287).choices(read_samples(stock.folder), k=messages)
    ours = describe_our_bot(folder, port + 2, models, database)
    questions = choose_questions(messages)
    return (
        Run(stock, {"sample": samples}),
        Run(ours, {"FAQ message": questions, "look-up": places}),
    )


def measure_in_turn(
    runs: tuple[Run, Run], folder: Path, model: Path, starts: int
) -> dict[str, float]:
    """Start both bots in turn; the last time they are asked their questions too.

    Returns:
        Median seconds of loading our model in a process of its own, by the way.
    """
    loads: dict[str, list[float]] = {"plain": [], "without TensorFlow": []}
    for turn in range(starts):
        for run in runs:
            log = folder / f"{run.bot.name}.log"
            texts = run.texts if turn == starts - 1 else {}
            try:
                measure(run.bot, run.figures, log, texts)
            except TimeoutError as error:
                sys.exit(f"{log.read_text()[-2000:]}\n{error}")
        for way, seconds in loads.items():
            plain = way == "plain"
            environment = runs[1].bot.environment
            seconds.append(time_loading(model, environment, tensorflow=plain))
    return {way: statistics.median(seconds) for way, seconds in loads.items()}


@app.command()
def main(
    messages: Annotated[int, typer.Option(help="FAQ and sample messages.")] = 200,
    lookups: Annotated[int, typer.Option(help="Look-ups, of ours only.")] = 100,
    starts: Annotated[int, typer.Option(help="Starts of each bot.")] = 3,
    port: Annotated[int, typer.Option(help="First of four free ports.")] = 5815,
) -> None:
    """Print a table of both bots; exit 1 if a promise is not kept."""
    model = model_files.current_model(settings().models)
    if model is None:
        sys.exit("There is no model that fits the data; make one: know287g train")
    with tempfile.TemporaryDirectory(prefix="beside-stock-") as name:
        folder = Path(name)
        runs = prepare(folder, settings().models, port, messages, lookups)
        before = os.getloadavg()[0]
        loading = measure_in_turn(runs, folder, model, starts)
    stock, ours = (run.figures for run in runs)
    print(
        f"{os.cpu_count()} processors; load before {before:.1f}, after "
        f"{os.getloadavg()[0]:.1f}; median of {starts} starts\n"
    )
    print_table(write_rows(stock, ours))
    print_details(stock, ours, loading)
    if not judge(stock, ours, loading):
        sys.exit(1)


if __name__ == "__main__":
    app()
