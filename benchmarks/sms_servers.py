"""The servers that ``benchmarks.sms_load`` drives: ours, Rasa's own, the actions."""

from __future__ import annotations

import contextlib
import http.client
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process_tree import ProcessTree, start
from bot.channels.sms.readiness import PATH
from bot.settings import PROJECT, settings

TOKEN = "token-of-the-benchmark"
#: Address that posts to ours are signed for.
SIGNED_URL = f"https://bot.example.org{PATH}"
PYTHON = (sys.executable, "-W", "ignore", "-m")
_START_SECONDS = 180.0


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


@contextlib.contextmanager
def serve_ours(folder: Path, ports: Ports, held: int) -> Iterator[Server]:
    """Our server with the SMS channel on; ``held`` conversations in memory at most."""
    own = {
        "KNOW287G_PORT": str(ports.ours),
        "KNOW287G_ACTION_PORT": str(ports.actions),
        "KNOW287G_CONVERSATIONS_AT_MOST": str(held),
        "KNOW287G_SMS_CARRIER": "twilio",
        "KNOW287G_SMS_URL": SIGNED_URL,
        "KNOW287G_PHONE_KEY": "k" * 32,
        "KNOW287G_TWILIO_AUTH_TOKEN": TOKEN,
        "KNOW287G_OPT_OUT_DATABASE_URL": f"sqlite:///{folder / 'stops.sqlite'}",
    }
    command = (*PYTHON, "bot.serve.rasa")
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
        *PYTHON,
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
    command = (*PYTHON, "bot.serve.actions")
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
