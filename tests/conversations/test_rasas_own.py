"""The conversations in Rasa's own form pass Rasa's own test."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.serve import model_files
from bot.settings import settings


@pytest.mark.model
@pytest.mark.slow
def test_rasa_test_passes_on_the_stories(project: Path, tmp_path: Path) -> None:
    model = model_files.newest_model(settings().models)
    if model is None:
        pytest.skip("no trained model: run `know287g train`")
    stories = project / "tests" / "conversations"
    command = f"test core --fail-on-prediction-errors -m {model} -s {stories}"
    done = subprocess.run(
        [sys.executable, "-m", "rasa", *command.split(), f"--out={tmp_path / 'out'}"],
        cwd=project,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    failed = (tmp_path / "out" / "failed_test_stories.yml").read_text()
    assert "None of the test stories failed" in failed
