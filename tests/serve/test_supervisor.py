"""The supervisor over small programs that live, die and refuse to end.

It takes over the signals of its process, so most tests run it in a process of its own.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.serve.child import ChildSpec
from bot.serve.supervisor import RestartPolicy, Supervisor

PROJECT = Path(__file__).resolve().parents[2]
#: Writes its process id into the file named first, then does what is named second.
FAKE = """
import os, signal, sys, time
sys.path.insert(0, sys.argv[3])
from bot.serve import lifeline
with open(sys.argv[1], "a") as notes:
    notes.write(f"{os.getpid()}\\n")
what = sys.argv[2]
if what == "die":
    raise SystemExit(7)
if what == "end well":
    raise SystemExit(0)
if what == "die once" and open(sys.argv[1]).read().count("\\n") == 1:
    raise SystemExit(7)
if what == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if what == "fork":
    if os.fork() == 0:
        with open(sys.argv[1], "a") as notes:
            notes.write(f"{os.getpid()}\\n")
        time.sleep(600)
lifeline.follow_supervisor()
time.sleep(600)
"""
#: Runs a supervisor over two fakes until it is told to end.
PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from tests_of_supervisor import fake
from bot.serve.supervisor import RestartPolicy, Supervisor
specs = [fake(notes, what) for notes, what in zip(sys.argv[2::2], sys.argv[3::2])]
gave_up = Supervisor(
    specs, answers=lambda: True, announce=lambda: print("ready", flush=True), say=print,
    policy=RestartPolicy(end_seconds=1.0),
).run()
raise SystemExit(gave_up)
"""
QUICK = RestartPolicy(
    quick_seconds=5.0, pauses=(0.05,), quick_deaths=3, ready_seconds=10, end_seconds=1
)


def fake(notes: Path, what: str, **more: object) -> ChildSpec:
    command = (sys.executable, "-c", FAKE, str(notes), what, str(PROJECT))
    return ChildSpec(name=notes.stem, command=command, **more)  # type: ignore[arg-type]


def pids(notes: Path) -> list[int]:
    return [int(line) for line in notes.read_text().split()] if notes.exists() else []


def lives(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


class Lab:
    """A supervisor in this process, with what it said and how it ended."""

    def __init__(
        self, *specs: ChildSpec, ready: bool = True, policy: RestartPolicy = QUICK
    ) -> None:
        self.said: list[str] = []
        self.announced = 0
        self.supervisor = Supervisor(
            specs,
            answers=lambda: ready,
            announce=self._announce,
            say=self.said.append,
            policy=policy,
        )

    def _announce(self) -> None:
        self.announced += 1

    def run_until(self, condition: Callable[[], bool]) -> str | None:
        """Run; send this process SIGTERM, as an operator would, once it holds."""

        def end() -> None:
            wait_until(condition)
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=end, daemon=True).start()
        return self.supervisor.run()


def test_a_child_that_dies_is_started_again(tmp_path: Path) -> None:
    notes = tmp_path / "server"
    lab = Lab(fake(notes, "die once"))
    assert lab.run_until(lambda: len(pids(notes)) == 2) is None
    assert lab.said == ["The server ended (exit code 7); starting it again."]
    assert not any(map(lives, pids(notes)))


def test_a_child_that_ends_with_code_0_is_started_again_too(tmp_path: Path) -> None:
    notes = tmp_path / "server"
    lab = Lab(fake(notes, "end well"))
    lab.run_until(lambda: len(pids(notes)) >= 2)
    assert lab.said[0] == "The server ended (exit code 0); starting it again."


def test_only_the_child_that_died_is_started_again(tmp_path: Path) -> None:
    server, actions = tmp_path / "server", tmp_path / "actions"
    lab = Lab(fake(server, "die once"), fake(actions, "live"))
    lab.run_until(lambda: len(pids(server)) == 2 and len(pids(actions)) == 1)
    assert len(pids(actions)) == 1


def test_a_child_that_dies_again_and_again_is_given_up_with_a_sentence(
    tmp_path: Path,
) -> None:
    server, actions = tmp_path / "server", tmp_path / "actions"
    lab = Lab(fake(server, "die"), fake(actions, "live"))
    sentence = lab.supervisor.run()
    assert sentence is not None
    assert "The server ended 3 times in a row" in sentence
    assert "exit code 7" in sentence
    assert len(pids(server)) == 3
    assert not any(map(lives, pids(actions)))


def test_a_hopeless_exit_code_is_not_tried_again(tmp_path: Path) -> None:
    notes = tmp_path / "server"
    lab = Lab(fake(notes, "die", hopeless={7: "The model can't be loaded."}))
    assert lab.supervisor.run() == "The model can't be loaded."
    assert len(pids(notes)) == 1


def test_a_child_that_does_not_start_is_tried_its_other_way(tmp_path: Path) -> None:
    notes = tmp_path / "server"
    other = fake(notes, "live").command
    spec = fake(notes, "die", fallback=other, hopeless={7: "Not yet hopeless."})
    lab = Lab(spec, ready=False)
    assert lab.run_until(lambda: len(pids(notes)) == 2) is None
    assert "trying its other way" in lab.said[0]


def test_the_address_is_announced_once_when_the_bot_answers(tmp_path: Path) -> None:
    lab = Lab(fake(tmp_path / "server", "live"))
    lab.run_until(lambda: lab.announced > 0)
    assert lab.announced == 1


def test_a_bot_that_never_answers_is_ended_with_a_sentence(tmp_path: Path) -> None:
    notes = tmp_path / "server"
    impatient = RestartPolicy(ready_seconds=1.0, end_seconds=1.0)
    lab = Lab(fake(notes, "live"), ready=False, policy=impatient)
    sentence = lab.supervisor.run()
    assert sentence is not None
    assert "did not answer a question within 1 seconds" in sentence
    assert lab.announced == 0
    assert not any(map(lives, pids(notes)))


def test_pauses_between_restarts_grow_and_stay_at_the_last() -> None:
    policy = RestartPolicy(pauses=(0.2, 1.0, 3.0))
    assert [policy.pause(deaths) for deaths in range(6)] == [0.2, 0.2, 1, 3, 3, 3]


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts a supervisor in a process of its own over children that do as named."""
    (tmp_path / "tests_of_supervisor.py").write_text(
        f"import sys; sys.path.insert(0, {str(PROJECT / 'tests')!r})\n"
        "from serve.test_supervisor import fake as _fake\n"
        "from pathlib import Path\n"
        "fake = lambda notes, what: _fake(Path(notes), what)\n"
    )
    running: list[subprocess.Popen[str]] = []

    def start(**children: str) -> subprocess.Popen[str]:
        pairs = [
            word
            for name, what in children.items()
            for word in (str(tmp_path / name), what)
        ]
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path), *pairs],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_and_its_kin_end_every_process(
    tmp_path: Path,
    started: Callable[..., subprocess.Popen[str]],
    number: signal.Signals,
) -> None:
    process = started(server="fork", actions="live")
    notes = (tmp_path / "server", tmp_path / "actions")
    assert wait_until(lambda: list(map(len, map(pids, notes))) == [2, 1])
    children = pids(notes[0]) + pids(notes[1])
    assert all(map(lives, children))
    process.send_signal(number)
    assert process.wait(10) == 0
    assert not any(map(lives, children))


def test_a_child_deaf_to_the_polite_signal_is_killed(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    process = started(server="deaf")
    assert wait_until(lambda: len(pids(tmp_path / "server")) == 1)
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert not any(map(lives, pids(tmp_path / "server")))


def test_children_end_when_the_supervisor_itself_is_killed(
    tmp_path: Path, started: Callable[..., subprocess.Popen[str]]
) -> None:
    process = started(server="fork", actions="live")
    notes = (tmp_path / "server", tmp_path / "actions")
    assert wait_until(lambda: list(map(len, map(pids, notes))) == [2, 1])
    time.sleep(0.3)
    process.kill()
    children = pids(notes[0]) + pids(notes[1])
    assert wait_until(lambda: not any(map(lives, children)))
