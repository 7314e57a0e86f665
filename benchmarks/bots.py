"""The two bots that are measured side by side: ours, and one made by ``rasa init``."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.process_tree import ProcessTree, start
from bot.settings import PROJECT

HOST = "127.0.0.1"
ANSWER_SECONDS = 30.0
#: Messages of one conversation; then another sender begins.
CONVERSATION_MESSAGES = 10
_PYTHON = (sys.executable, "-W", "ignore")
_EXAMPLE = re.compile(r"^- (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Bot:
    """How to start a bot, to find its processes and to ask it something.

    Attributes:
        name: heading of its column.
        commands: what to start, all at once; none waits for another.
        folder: working directory of the commands.
        environment: whole environment of the commands.
        server: text in the command line of the process that runs Rasa, and in no other.
        port: port of the public server.
        path: path of its channel for JSON.
        first: question that counts as the first answer after a start.
        action_port: port of the action server; None where the first answer must not
            wait for it.
    """

    name: str
    commands: tuple[tuple[str, ...], ...]
    folder: Path
    environment: Mapping[str, str]
    server: str
    port: int
    path: str
    first: str
    action_port: int | None = None

    @contextlib.contextmanager
    def run(self, log: Path) -> Iterator[list[ProcessTree]]:
        """All its processes, for as long as the context lasts."""
        with contextlib.ExitStack() as stack:
            yield [
                stack.enter_context(start(command, self.folder, self.environment, log))
                for command in self.commands
            ]

    def ask(self, text: str, sender: str, address: str = HOST) -> list[str]:
        """The texts it answers with; none when there is no server or no answer.

        Args:
            text: the message.
            sender: conversation it belongs to, a UUID of version 4.
            address: address of this machine that the question comes from.
        """
        body = json.dumps({"sender": sender, "message": text})
        status, content = self._exchange("POST", self.path, body, address)
        if status != http.client.OK:
            return []
        return [message.get("text", "") for message in json.loads(content)]

    def answers(self) -> bool:
        """Whether it answers its first question, and its action server is there."""
        return bool(self.ask(self.first, str(uuid.uuid4()))) and self._actions_answer()

    def _actions_answer(self) -> bool:
        if self.action_port is None:
            return True
        return self._exchange("GET", "/health", None, HOST, self.action_port)[0] == 200

    def _exchange(
        self,
        method: str,
        path: str,
        body: str | None,
        address: str,
        port: int | None = None,
    ) -> tuple[int, bytes]:
        """Status and body of one request; status 0 when there is no server."""
        connection = http.client.HTTPConnection(
            HOST, port or self.port, timeout=ANSWER_SECONDS, source_address=(address, 0)
        )
        headers = {"Content-Type": "application/json"} if body else {}
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            return reply.status, reply.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()


def make_stock_bot(folder: Path, port: int) -> Bot:
    """Make and train a bot with ``rasa init``, with Rasa's sample data and defaults.

    Args:
        folder: empty folder for the bot and for the home folder of its processes.
        port: port of its server; the next one is its action server's.

    Raises:
        subprocess.CalledProcessError: Rasa could not make it.
    """
    home, project = folder / "home", folder / "stock"
    for path in (home, project):
        path.mkdir(parents=True)
    environment = _environment(home)
    rasa = (*_PYTHON, "-m", "rasa")
    subprocess.run(
        (*rasa, "init", "--no-prompt", "--init-dir", str(project)),
        cwd=project,
        env=environment,
        check=True,
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    action_url = f"http://{HOST}:{port + 1}/webhook"
    (project / "endpoints.yml").write_text(f"action_endpoint:\n  url: {action_url}\n")
    return Bot(
        name="stock",
        commands=(
            (*rasa, "run", "-i", HOST, "-p", str(port)),
            (*rasa, "run", "actions", "-p", str(port + 1)),
        ),
        folder=project,
        environment=environment,
        server=f"rasa run -i {HOST}",
        port=port,
        path="/webhooks/rest/webhook",
        first="hello",
        action_port=port + 1,
    )


def describe_our_bot(folder: Path, port: int, models: Path, database: str) -> Bot:
    """Our bot as ``know287g serve`` starts it.

    Args:
        folder: empty folder for the home folder of its processes.
        port: port of its server; the next one is its action server's.
        models: folder of trained models.
        database: SQLAlchemy URL of a database that is built.
    """
    home = folder / "our home"
    home.mkdir()
    own = {
        "KNOW287G_PORT": str(port),
        "KNOW287G_ACTION_PORT": str(port + 1),
        "KNOW287G_MODELS": str(models),
        "KNOW287G_DATABASE_URL": database,
    }
    return Bot(
        name="ours",
        commands=((str(Path(sys.executable).parent / "know287g"), "serve"),),
        folder=PROJECT,
        environment=_environment(home) | own,
        server="bot.serve.rasa",
        port=port,
        path="/webhooks/web/webhook",
        first="What is 287(g)?",
        action_port=port + 1,
    )


def read_samples(project: Path) -> Sequence[str]:
    """The example messages that a bot of ``rasa init`` is trained on."""
    content = yaml.safe_load((project / "data" / "nlu.yml").read_text())
    return [
        example
        for intent in content["nlu"]
        for example in _EXAMPLE.findall(intent["examples"])
    ]


def _environment(home: Path) -> dict[str, str]:
    """This process's environment, with another home and no settings of ours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        # Without compiled modules on disk every start compiles Rasa anew.
        if name != "PYTHONDONTWRITEBYTECODE" and not name.startswith("KNOW287G_")
    }
    return kept | {
        "HOME": str(home),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
