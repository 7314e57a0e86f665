"""The load benchmark itself runs, with small numbers and our channel alone."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.serve import model_files
from bot.settings import settings


@pytest.mark.model
@pytest.mark.slow
def test_the_load_benchmark_answers_everything_and_tells_its_figures(
    project: Path,
) -> None:
    if model_files.newest_model(settings().models) is None:
        pytest.skip("no trained model: run `know287g train`")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (
        f"--messages 8 --levels 2 --senders 20 --port {min(port, 65000)} --no-stock"
    )
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.sms_load", *command.split()],
        cwd=project,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr[-1_000:]
    assert re.search(r"\| ours \| 2 \| [\d.]+ \| \d+ \| \d+ \| 8/8 \|", done.stdout), (
        done.stdout
    )
    assert re.search(r"second half added -?[\d.]+ % of the process", done.stdout)
