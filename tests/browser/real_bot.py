"""The bot itself, started as people start it, on ports of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_SERVE = (sys.executable, "-c", "from bot.cli import main; main()", "serve")
_START_SECONDS = 90.0


class RealBot:
    """A running ``know287g serve``; ``url`` is its page."""

    def __init__(self, folder: Path, *allowed_origins: str) -> None:
        ports = [_free_port(), _free_port()]
        self.url = f"http://127.0.0.1:{ports[0]}/"
        self.output = folder / "output"
        quoted = ",".join(f'"{origin}"' for origin in allowed_origins)
        with self.output.open("w") as file:
            self._process = subprocess.Popen(
                _SERVE,
                cwd=PROJECT,
                env={
                    **os.environ,
                    "HOME": str(folder),
                    "KNOW287G_PORT": str(ports[0]),
                    "KNOW287G_ACTION_PORT": str(ports[1]),
                    "KNOW287G_ALLOWED_ORIGINS": f"[{quoted}]",
                },
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + _START_SECONDS
        while "in a browser" not in self.output.read_text():
            if time.monotonic() > end or self._process.poll() is not None:
                said = self.output.read_text()
                self.close()
                raise RuntimeError(f"the bot did not start: {said}")
            time.sleep(0.1)

    def kill_server(self) -> None:
        """Kills the public server as a crash would; its supervisor starts another."""
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                status = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                words = (folder / "cmdline").read_text().split("\0")
            except OSError:
                continue
            if int(status[1]) == self._process.pid and "bot.serve.rasa" in words:
                os.kill(int(folder.name), signal.SIGKILL)

    def close(self) -> None:
        """Ends the bot and waits for it."""
        self._process.terminate()
        self._process.wait(20)


def _free_port() -> int:
    with socket.socket() as probing:
        probing.bind(("127.0.0.1", 0))
        return int(probing.getsockname()[1])
