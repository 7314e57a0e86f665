"""One process under supervision: start it, see whether it lives, end it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ChildSpec:
    """What to start and what its exit codes mean.

    Attributes:
        name: what to call it in messages.
        command: program and arguments.
        fallback: program and arguments to use instead once `command` has died before
            the bot ever answered; None when there is no second way.
        hopeless: exit codes that a restart can't cure, with the sentence to say.
    """

    name: str
    command: tuple[str, ...]
    fallback: tuple[str, ...] | None = None
    hopeless: Mapping[int, str] = field(default_factory=dict)


class Child:
    """A running (or ended) process of a `ChildSpec`, the leader of its own group."""

    def __init__(self, spec: ChildSpec) -> None:
        self.spec = spec
        self.command = spec.command
        self.quick_deaths = 0
        self.start_at: float | None = None
        """When it has to be started again (clock of `time.monotonic`)."""
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    @property
    def has_second_way(self) -> bool:
        """Whether the fallback command is there and not in use yet."""
        return self.spec.fallback is not None and self.command is self.spec.command

    def start(self) -> None:
        """Start the process. Its standard input is its lifeline to this process."""
        self.start_at = None
        self._started = time.monotonic()
        # A session of its own: Ctrl-C in a terminal reaches the supervisor only, which
        # then ends the children in order.
        self._process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, start_new_session=True
        )

    def exit_code(self) -> int | None:
        """The exit code of a process that ended; None while it runs or waits."""
        return self._process.poll() if self._process else None

    def seconds_lived(self) -> float:
        """Seconds since the last start."""
        return time.monotonic() - self._started

    def clear_away(self) -> None:
        """Kill what an ended process left in its group, so that its port is free."""
        self._signal(signal.SIGKILL)
        if self._process and self._process.stdin:
            self._process.stdin.close()
        self._process = None

    def ask_to_end(self) -> None:
        """Send the process and its group the polite signal to end."""
        self._signal(signal.SIGTERM)

    def end(self, deadline: float) -> None:
        """Wait for the process until a moment of `time.monotonic`, then kill it."""
        if self._process:
            try:
                self._process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._signal(signal.SIGKILL)
                self._process.wait()
        self.clear_away()

    def _signal(self, number: int) -> None:
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, number)
        except (ProcessLookupError, PermissionError):
            # The group is empty. (macOS says PermissionError for one of zombies.)
            return
