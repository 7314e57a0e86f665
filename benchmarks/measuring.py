"""Measures one bot: its start, its memory, and what a message costs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bots import CONVERSATION_MESSAGES, Bot
from benchmarks.process_tree import ProcessTree
from bot.settings import PROJECT

START_SECONDS_AT_MOST = 180.0
_POLL_SECONDS = 0.05
_LOAD = """
import sys, time
started = time.perf_counter()
if "without" in sys.argv:
    from bot.serve import without_tensorflow
    without_tensorflow.prefer()
import rasa
from rasa.core.agent import Agent
assert Agent.load(sys.argv[1]).is_ready()
print(time.perf_counter() - started)
"""


@dataclass(frozen=True)
class Start:
    """What a start took until the first answer.

    Attributes:
        seconds: from the first command to the answer.
        cpu_seconds: processor time of all processes until then.
    """

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class Messages:
    """What answering took.

    Attributes:
        number: messages sent, one after the other.
        answered: how many of them got an answer.
        cpu_ms: milliseconds of processor time per message, of all processes.
        seconds: waiting time of each message.
    """

    number: int
    answered: int
    cpu_ms: float
    seconds: tuple[float, ...]

    def percentile_ms(self, percent: int) -> float:
        """Milliseconds within which so many percent of the messages were answered."""
        return statistics.quantiles(self.seconds, n=100)[percent - 1] * 1000


def wait_for_start(bot: Bot, trees: Sequence[ProcessTree], started: float) -> Start:
    """Wait until a bot answers its first question.

    Args:
        bot: the bot.
        trees: its processes.
        started: moment (``time.monotonic``) at which they were started.

    Raises:
        TimeoutError: it did not answer in time, or its processes ended.
    """
    while not bot.answers():
        alive = all(tree.process.poll() is None for tree in trees)
        if not alive or time.monotonic() - started > START_SECONDS_AT_MOST:
            raise TimeoutError(f"the {bot.name} bot did not start")
        time.sleep(_POLL_SECONDS)
    return Start(time.monotonic() - started, cpu_seconds(trees))


def cpu_seconds(trees: Sequence[ProcessTree]) -> float:
    """Processor time of all processes of a bot so far."""
    return sum(tree.cpu_seconds() for tree in trees)


def send(bot: Bot, trees: Sequence[ProcessTree], texts: Sequence[str]) -> Messages:
    """Send messages one after the other, a new conversation every few."""
    before = cpu_seconds(trees)
    seconds = []
    answered = 0
    for number, text in enumerate(texts):
        conversation = number // CONVERSATION_MESSAGES
        if number % CONVERSATION_MESSAGES == 0:
            sender = str(uuid.uuid4())
        started = time.perf_counter()
        answers = bot.ask(text, sender, _address(conversation))
        seconds.append(time.perf_counter() - started)
        answered += any(answers)
    cpu_ms = (cpu_seconds(trees) - before) / len(texts) * 1000
    return Messages(len(texts), answered, cpu_ms, tuple(seconds))


def time_loading(
    model: Path, environment: Mapping[str, str], *, tensorflow: bool
) -> float:
    """Seconds that ``import rasa`` and loading a model take in a process of its own.

    Args:
        model: file of a trained model.
        environment: whole environment of the process.
        tensorflow: whether Rasa may import TensorFlow, as it does by itself.
    """
    done = subprocess.run(
        (sys.executable, "-W", "ignore", "-c", _LOAD, str(model))
        + (() if tensorflow else ("without",)),
        cwd=PROJECT,
        env=dict(environment),
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.split()[-1])


def _address(conversation: int) -> str:
    """An address of this machine, another one for each conversation.

    As in life, each person has an address of their own: our web channel takes only so
    many messages a minute from one.
    """
    return f"127.0.{1 + conversation // 250}.{1 + conversation % 250}"
