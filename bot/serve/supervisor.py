"""Watches over child processes: restarts what dies, ends all together.

It knows nothing of Rasa: what to start and how to tell that it answers are given to it.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

from bot.serve.child import Child, ChildSpec

POLL_SECONDS = 0.1


@dataclass(frozen=True)
class RestartPolicy:
    """How patient to be with a child that dies.

    Attributes:
        quick_seconds: a life shorter than this counts as a quick death.
        pauses: seconds to wait before the first, second, ... restart after quick deaths
            in a row; the last one holds for all further.
        quick_deaths: so many quick deaths in a row and the supervisor gives up.
        ready_seconds: so long may the first answer take.
        end_seconds: so long may the children take to end before they are killed.
    """

    quick_seconds: float = 20.0
    pauses: tuple[float, ...] = (0.2, 1.0, 3.0, 8.0)
    quick_deaths: int = 5
    ready_seconds: float = 180.0
    end_seconds: float = 6.0

    def pause(self, quick_deaths: int) -> float:
        """Seconds to wait before a restart after so many quick deaths in a row."""
        return self.pauses[max(0, min(quick_deaths, len(self.pauses)) - 1)]


class Supervisor:
    """Runs children until told to stop or until one of them is beyond help.

    Args:
        specs: the children, in the order of their start.
        answers: tells whether the bot answers; called in a thread of its own until it
            says yes, may block for seconds.
        announce: called once, when it first answers.
        say: writes a line for the operator.
        policy: how patient to be.
    """

    def __init__(
        self,
        specs: Sequence[ChildSpec],
        *,
        answers: Callable[[], bool],
        announce: Callable[[], None],
        say: Callable[[str], None],
        policy: RestartPolicy = RestartPolicy(),
    ) -> None:
        self._children = [Child(spec) for spec in specs]
        self._answers = answers
        self._announce = announce
        self._say = say
        self._policy = policy
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._gave_up: str | None = None

    def run(self) -> str | None:
        """Start the children and watch over them; returns when all have ended.

        Returns:
            None after a wanted end (Ctrl-C, SIGTERM), else a sentence that says why it
            gave up.
        """
        before = self._take_signals()
        try:
            for child in self._children:
                child.start()
            threading.Thread(target=self._wait_for_answer, daemon=True).start()
            self._watch()
        finally:
            self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)
        return self._gave_up

    def _take_signals(self) -> dict[int, Any]:
        def stop(_number: int, _frame: FrameType | None) -> None:
            self._stop.set()

        wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        return {number: signal.signal(number, stop) for number in wanted}

    def _wait_for_answer(self) -> None:
        while not self._stop.is_set():
            if self._answers():
                self._ready.set()
                return
            self._stop.wait(POLL_SECONDS)

    def _watch(self) -> None:
        started = time.monotonic()
        announced = False
        while not self._stop.wait(POLL_SECONDS):
            for child in self._children:
                self._look_after(child)
            if self._ready.is_set() and not announced:
                announced = True
                self._announce()
            late = time.monotonic() - started > self._policy.ready_seconds
            if late and not self._ready.is_set():
                self._give_up(
                    "The bot did not answer a question within "
                    f"{self._policy.ready_seconds:.0f} seconds of its start."
                )

    def _look_after(self, child: Child) -> None:
        code = child.exit_code()
        if code is not None:
            self._after_death(child, code)
        elif child.start_at is not None and time.monotonic() >= child.start_at:
            child.start()

    def _after_death(self, child: Child, code: int) -> None:
        quick = child.seconds_lived() < self._policy.quick_seconds
        child.clear_away()
        child.quick_deaths = child.quick_deaths + 1 if quick else 0
        name = child.spec.name
        if child.has_second_way and not self._ready.is_set():
            child.command = child.spec.fallback or child.command
            self._say(
                f"The {name} did not start (exit code {code}); trying its other way."
            )
        elif code in child.spec.hopeless:
            self._give_up(child.spec.hopeless[code])
            return
        elif child.quick_deaths >= self._policy.quick_deaths:
            self._give_up(
                f"The {name} ended {child.quick_deaths} times in a row right after its "
                f"start (exit code {code}); what it wrote above says why."
            )
            return
        else:
            self._say(f"The {name} ended (exit code {code}); starting it again.")
        child.start_at = time.monotonic() + self._policy.pause(child.quick_deaths)

    def _give_up(self, sentence: str) -> None:
        self._gave_up = self._gave_up or sentence
        self._stop.set()

    def _end_all(self) -> None:
        self._stop.set()
        for child in self._children:
            child.ask_to_end()
        deadline = time.monotonic() + self._policy.end_seconds
        for child in self._children:
            child.end(deadline)
