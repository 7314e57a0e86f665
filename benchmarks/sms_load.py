"""Signed webhooks at rising concurrency: our SMS channel beside Rasa's own of Twilio.

Run with ``python -m benchmarks.sms_load`` (Linux) after ``know287g train``. Both
servers run the same model, in turn; a second process posts. Rasa's channel sends each
text to a stand-in of Twilio's API on this machine, which answers at once. Then many
different senders write to ours, and its memory is watched. Between machines compare
ratios.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.beside_stock import choose_questions
from benchmarks.process_tree import ProcessTree, start
from bot.agencies.building import ensure_database
from bot.channels.sms.readiness import PATH
from bot.serve import model_files
from bot.settings import PROJECT, settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)

TOKEN = "token-of-the-benchmark"
_URL = f"https://bot.example.org{PATH}"
_PYTHON = (sys.executable, "-W", "ignore", "-m")
_START_SECONDS = 180.0
_MIB = 2**20


@dataclass(frozen=True)
class Server:
    """A running server: its name, its webhook, its processes."""

    name: str
    url: str
    tree: ProcessTree


@dataclass(frozen=True)
class Ports:
    """Ports of both servers, of the actions and of the stand-in of Twilio's API."""

    ours: int
    stock: int
    actions: int
    api: int


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
    signed_url: str = _URL


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
        (*_PYTHON, "benchmarks.sms_driver"),
        input=json.dumps(asdict(task)),
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return Result(**json.loads(done.stdout.splitlines()[-1]))


@contextlib.contextmanager
def serve_ours(folder: Path, ports: Ports, held: int) -> Iterator[Server]:
    """Our server with the SMS channel on; ``held`` conversations in memory at most."""
    own = {
        "KNOW287G_PORT": str(ports.ours),
        "KNOW287G_ACTION_PORT": str(ports.actions),
        "KNOW287G_CONVERSATIONS_AT_MOST": str(held),
        "KNOW287G_SMS_CARRIER": "twilio",
        "KNOW287G_SMS_URL": _URL,
        "KNOW287G_PHONE_KEY": "k" * 32,
        "KNOW287G_TWILIO_AUTH_TOKEN": TOKEN,
        "KNOW287G_OPT_OUT_DATABASE_URL": f"sqlite:///{folder / 'stops.sqlite'}",
    }
    command = (*_PYTHON, "bot.serve.rasa")
    with start(command, PROJECT, _environment(folder) | own, folder / "ours.log") as on:
        _wait(on, ports.ours, "/webhooks/sms/", folder / "ours.log")
        yield Server("ours", f"http://127.0.0.1:{ports.ours}{PATH}", on)


@contextlib.contextmanager
def serve_stock(folder: Path, ports: Ports, model: Path) -> Iterator[Server]:
    """Rasa's server with its Twilio channel, and the same model and endpoints."""
    port = ports.stock
    log, credentials = folder / "stock.log", folder / "credentials.yml"
    credentials.write_text(
        f"twilio:\n  account_sid: AC0\n  auth_token: {TOKEN}\n"
        '  twilio_number: "+12025550100"\n'
    )
    endpoints = folder / "endpoints.yml"
    ours = (PROJECT / "endpoints.yml").read_text(encoding="utf-8")
    endpoints.write_text(ours.replace(":5055/", f":{ports.actions}/"))
    command = (
        *_PYTHON,
        "benchmarks.stock_twilio",
        f"http://127.0.0.1:{ports.api}",
        *("run", "-i", "127.0.0.1", "-p", str(port), "-m", str(model)),
        *("--credentials", str(credentials), "--endpoints", str(endpoints)),
    )
    with start(command, PROJECT, _environment(folder), log) as on:
        _wait(on, port, "/webhooks/twilio/", log)
        url = f"http://127.0.0.1:{port}/webhooks/twilio/webhook"
        yield Server("Rasa's Twilio", url, on)


@contextlib.contextmanager
def serve_actions(folder: Path, port: int) -> Iterator[None]:
    """The action server that both use."""
    own = {"KNOW287G_ACTION_PORT": str(port)}
    command = (*_PYTHON, "bot.serve.actions")
    log = folder / "actions.log"
    with start(command, PROJECT, _environment(folder) | own, log) as on:
        _wait(on, port, "/health", log)
        yield


def _wait(tree: ProcessTree, port: int, path: str, log: Path) -> None:
    """Waits until a server answers.

    Raises:
        TimeoutError: it did not in time, or it ended.
    """
    started = time.monotonic()
    while time.monotonic() - started < _START_SECONDS and tree.process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        time.sleep(0.2)
    raise TimeoutError(f"{log.name}: {log.read_text(errors='replace')[-1000:]}")


def _environment(folder: Path) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith("KNOW287G_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    own = {"HOME": str(folder), "RASA_TELEMETRY_ENABLED": "false"}
    return kept | own | {"KNOW287G_MODELS": str(settings().models)}


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


def watch_memory(server: Server, senders: int, api_port: int) -> float:
    """Resident memory after all senders as a ratio of that after the first tenth."""
    step, first, sizes = max(senders // 10, 1), 8_000_000, []
    questions = choose_questions(200)
    for number in range(0, senders, step):
        task = Round(server.url, 8, step, first + number, 1, questions, api_port)
        drive(task)
        sizes.append(server.tree.memory_bytes() / _MIB)
    shown = ", ".join(f"{size:.0f}" for size in sizes)
    print(f"\n- {senders} senders, MiB after each {step}: {shown}", flush=True)
    return sizes[-1] / sizes[0]


@app.command()
def main(
    messages: Annotated[int, typer.Option(help="Messages of a round.")] = 300,
    levels: Annotated[str, typer.Option(help="Concurrencies.")] = "1,4,16,64",
    senders: Annotated[int, typer.Option(help="Different senders.")] = 10_000,
    port: Annotated[int, typer.Option(help="First of four free ports.")] = 5835,
    held: Annotated[int, typer.Option(help="Conversations held at most.")] = 20_000,
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
                ratio = watch_memory(server, senders, ports.api) if senders else 0.0
    print(f"- {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    if senders:
        print(f"- memory after all senders / after the first tenth: {ratio:.3f}")


if __name__ == "__main__":
    app()
