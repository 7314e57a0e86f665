"""The real thing: `know287g serve` with the trained model, over HTTP."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.serve import checks, probe
from bot.settings import settings

PROJECT = Path(__file__).resolve().parents[2]
SERVE = (sys.executable, "-c", "from bot.cli import main; main()", "serve")
#: A word no answer holds; nothing that a person writes may be in an output.
WORD_OF_A_PERSON = "zyxomma"
START_SECONDS = 90.0


def free_port() -> int:
    with socket.socket() as probing:
        probing.bind(("127.0.0.1", 0))
        return int(probing.getsockname()[1])


class Bot:
    """A started `know287g serve`."""

    def __init__(self, folder: Path) -> None:
        self.port, self.action_port = free_port(), free_port()
        self.output = output = folder / "output"
        self.home = folder / "home"
        self.home.mkdir()
        self.address = f"http://127.0.0.1:{self.port}"
        with output.open("w") as file:
            self.process = subprocess.Popen(
                SERVE,
                cwd=PROJECT,
                env={
                    **os.environ,
                    "HOME": str(self.home),
                    "KNOW287G_PORT": str(self.port),
                    "KNOW287G_ACTION_PORT": str(self.action_port),
                },
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_for(self, text: str) -> bool:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if text in self.output.read_text():
                return True
            time.sleep(0.05)
        return text in self.output.read_text()

    def children(self) -> dict[str, int]:
        """Process ids of the children by the name of their module."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                words = (folder / "cmdline").read_text().split("\0")
                if parent == self.process.pid and "-m" in words:
                    found[words[words.index("-m") + 1]] = int(folder.name)
        return found

    def answer(self, question: str) -> str | None:
        return probe.get_answer("127.0.0.1", self.port, question)

    def status(self, path: str, method: str = "GET") -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, method=method)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    model = checks.check_model(settings().models)
    if isinstance(model, str):
        pytest.skip(model)
    started = Bot(tmp_path_factory.mktemp("serve"))
    try:
        assert started.wait_for("in a browser"), started.output.read_text()
        yield started
    finally:
        started.process.terminate()
        started.process.wait(20)


pytestmark = pytest.mark.model


def test_the_address_that_is_printed_answers_in_both_languages(bot: Bot) -> None:
    assert f"Open {bot.address}/ in a browser" in bot.output.read_text()
    english, spanish = bot.answer("What is 287(g)?"), bot.answer("¿Qué es el 287(g)?")
    assert english and "287(g)" in english
    assert spanish and "287(g)" in spanish
    assert english != spanish


def test_the_page_is_at_the_root(bot: Bot) -> None:
    status, page = bot.status("/")
    assert status == 200
    assert "<!doctype html>" in page.lower()


@pytest.mark.parametrize(
    "path",
    [
        "/version",
        "/status",
        "/domain",
        "/conversations/x/tracker",
        "/webhooks/rest/webhook",
        "/webhooks/twilio/webhook",
        "/model",
    ],
)
def test_nothing_of_rasas_own_doors_is_open(bot: Bot, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        assert bot.status(path, method) == (404, '{"error":"Not Found"}')


def test_the_webhook_takes_posts_only(bot: Bot) -> None:
    assert bot.status(probe.PATH)[0] == 405


def test_the_server_runs_without_tensorflow(bot: Bot) -> None:
    maps = Path(f"/proc/{bot.children()['bot.serve.rasa']}/maps")
    if not maps.exists():
        pytest.skip("no /proc on this system")
    assert "tensorflow" not in maps.read_text()


def test_the_action_server_listens_on_loopback_only(bot: Bot) -> None:
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("no /proc on this system")
    listening = [
        row.split()[1]
        for row in table.read_text().splitlines()[1:]
        if row.split()[3] == "0A" and row.split()[1].endswith(f":{bot.action_port:04X}")
    ]
    assert listening == [f"0100007F:{bot.action_port:04X}"]


def test_what_people_write_is_in_no_output(bot: Bot) -> None:
    body = {"sender": str(uuid.uuid4()), "message": WORD_OF_A_PERSON}
    for broken in (body, {**body, "message": [WORD_OF_A_PERSON]}, WORD_OF_A_PERSON):
        request = urllib.request.Request(
            bot.address + probe.PATH, json.dumps(broken).encode(), method="POST"
        )
        with contextlib.suppress(urllib.error.HTTPError):
            urllib.request.urlopen(request, timeout=20).close()
    assert WORD_OF_A_PERSON not in bot.output.read_text()


def test_a_second_start_on_the_same_port_says_so_and_leaves_the_first_alone(
    bot: Bot,
) -> None:
    second = subprocess.run(
        SERVE,
        cwd=PROJECT,
        env={**os.environ, "KNOW287G_PORT": str(bot.port)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert second.returncode == 1
    assert f"Port {bot.port} is in use" in second.stderr
    assert "Traceback" not in second.stderr
    assert bot.answer("What is 287(g)?")


def test_a_server_that_is_killed_answers_again(bot: Bot) -> None:
    before = bot.children()["bot.serve.rasa"]
    os.kill(before, signal.SIGKILL)
    assert bot.wait_for("The server ended (exit code -9); starting it again.")
    end = time.monotonic() + START_SECONDS
    while bot.answer("What is 287(g)?") is None:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert bot.children()["bot.serve.rasa"] != before


def test_nothing_is_written_into_the_home_folder(bot: Bot) -> None:
    assert list(bot.home.rglob("*")) == []


def test_ctrl_c_ends_every_process_with_code_0(bot: Bot) -> None:
    children = bot.children().values()
    bot.process.send_signal(signal.SIGINT)
    assert bot.process.wait(20) == 0
    assert not any(Path(f"/proc/{child}").exists() for child in children)
    assert checks.check_port("127.0.0.1", bot.port, "KNOW287G_PORT") is None
