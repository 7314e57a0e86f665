"""When the environment is built anew, and when it is left alone.

The installer is a double that notes how it was called: the real one fetches 2.5 GB.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
REAL = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
INSTALLER = f"""#!/bin/sh
echo "$@" >> calls
case $1 in
    venv) mkdir -p .venv/bin && ln -s "{REAL}" .venv/bin/python ;;
    pip) case "$*" in *dev.txt*) cp "$0" .venv/bin/pytest ;; esac ;;
esac
[ ! -e broken ]
"""


class Clone:
    """A small project with the real scripts and a double of the installer."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(PROJECT / "scripts", root / "scripts")
        for name in ("requirements", "requirements-dev", "requirements-setup"):
            (root / f"{name}.txt").write_text(f"{name}==1 --hash=sha256:00\n")
        (root / "pyproject.toml").write_text("[project]\n")
        installer = root / "var" / "setup"
        (installer / "bin").mkdir(parents=True)
        (installer / "bin" / "uv").write_text(INSTALLER)
        (installer / "bin" / "uv").chmod(0o755)
        shutil.copy(root / "requirements-setup.txt", installer)

    def set_up(self, kind: str) -> list[str]:
        """Run the script; the calls of the installer that it led to."""
        calls = self.root / "calls"
        calls.unlink(missing_ok=True)
        self.done = subprocess.run(
            [self.root / "scripts" / "set-up", kind],
            env={**os.environ, "PYTHON": REAL},
            capture_output=True,
            text=True,
        )
        return calls.read_text().splitlines() if calls.exists() else []

    def locks_installed(self, calls: list[str]) -> list[str]:
        (sync,) = [call for call in calls if call.startswith("pip sync")]
        assert "--require-hashes" in sync
        return [word for word in sync.split() if word.endswith(".txt")]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


def test_serving_needs_the_runtime_lock_only(clone: Clone) -> None:
    calls = clone.set_up("run")
    assert clone.done.returncode == 0
    assert clone.locks_installed(calls) == ["requirements.txt"]
    assert calls[-1].endswith("--no-deps --no-build-isolation -e .")


def test_testing_needs_both_locks(clone: Clone) -> None:
    locks = clone.locks_installed(clone.set_up("test"))
    assert locks == ["requirements.txt", "requirements-dev.txt"]


def test_an_environment_that_fits_is_left_alone(clone: Clone) -> None:
    clone.set_up("run")
    assert clone.set_up("run") == []
    assert clone.done.stdout == ""


def test_serving_keeps_the_test_packages_that_are_there(clone: Clone) -> None:
    clone.set_up("test")
    assert clone.set_up("run") == []


def test_testing_adds_to_an_environment_for_serving(clone: Clone) -> None:
    clone.set_up("run")
    calls = clone.set_up("test")
    assert "requirements-dev.txt" in clone.locks_installed(calls)
    assert not any(call.startswith("venv") for call in calls)


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_renews_the_environment(
    clone: Clone, name: str
) -> None:
    clone.set_up("run")
    with (clone.root / name).open("a") as file:
        file.write("# changed\n")
    assert clone.locks_installed(clone.set_up("run")) == ["requirements.txt"]
    assert clone.set_up("run") == []


def test_an_installation_that_failed_is_tried_again(clone: Clone) -> None:
    (clone.root / "broken").touch()
    clone.set_up("run")
    assert clone.done.returncode != 0
    (clone.root / "broken").unlink()
    assert clone.locks_installed(clone.set_up("run")) == ["requirements.txt"]


def test_a_clone_that_was_moved_builds_its_environment_anew(
    clone: Clone, tmp_path: Path
) -> None:
    clone.set_up("run")
    moved = tmp_path.with_name(tmp_path.name + "_moved")
    shutil.move(tmp_path, moved)
    clone.root = moved
    assert clone.set_up("run") != []


def test_a_wrong_use_is_told_with_code_2(clone: Clone) -> None:
    assert clone.set_up("everything") == []
    assert clone.done.returncode == 2
    assert "usage" in clone.done.stderr
