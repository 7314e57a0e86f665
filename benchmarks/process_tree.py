"""Processor time and memory of a process with all its children, read from ``/proc``."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_END_SECONDS = 15.0


@dataclass(frozen=True)
class ProcessTree:
    """A started process and whatever it starts.

    Attributes:
        process: the process at the root; the leader of a session of its own.
    """

    process: subprocess.Popen[bytes]

    def pids(self) -> list[int]:
        """Ids of the root and of all its living descendants, the root first."""
        parents = dict(_parents())
        found = [self.process.pid]
        # The list grows while it is walked: children of children follow.
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def cpu_seconds(self) -> float:
        """Seconds of processor time, user and system, of all living processes."""
        return sum(_cpu_seconds(pid) for pid in self.pids())

    def memory_bytes(self, containing: str = "") -> int:
        """Resident memory of the processes whose command line contains a text.

        Pages that two processes share count once for each of them.
        """
        return sum(
            _resident_bytes(pid) for pid in self.pids() if containing in _command(pid)
        )

    def end(self) -> None:
        """Ask the root to end, wait, and kill whatever is left of the tree."""
        pids = self.pids()
        self.process.terminate()
        try:
            self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pid in pids[1:]:
            # Left over, if it lives: a supervisor ends its children before itself.
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextlib.contextmanager
def start(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path
) -> Iterator[ProcessTree]:
    """Run a program for as long as the context lasts.

    Args:
        command: program and arguments.
        folder: its working directory.
        environment: its whole environment.
        log: file to which its output is added.
    """
    with log.open("ab") as stream:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    tree = ProcessTree(process)
    try:
        yield tree
    finally:
        tree.end()
        # The next measurement must not share the processor with this one's end.
        time.sleep(1)


def _parents() -> Iterator[tuple[int, int]]:
    """Process id and its parent's, for every process that can be read."""
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            fields = _stat(int(folder.name))
            if fields:
                yield int(folder.name), int(fields[1])


def _stat(pid: int) -> list[str]:
    """Fields of ``/proc/PID/stat`` from the state on; empty for an ended process."""
    try:
        content = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return []
    # The name before may hold spaces and brackets, so cut at the last bracket.
    return content.rpartition(")")[2].split()


def _cpu_seconds(pid: int) -> float:
    fields = _stat(pid)
    # utime and stime are fields 14 and 15 of proc(5); the state is field 3.
    ticks = int(fields[11]) + int(fields[12]) if fields else 0
    return ticks / _TICKS_PER_SECOND


def _resident_bytes(pid: int) -> int:
    try:
        pages = int((_PROC / str(pid) / "statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _command(pid: int) -> str:
    try:
        return (_PROC / str(pid) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""
