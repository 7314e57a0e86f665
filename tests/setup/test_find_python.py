"""How a Python 3.10 is found: the real script with a PATH made for each case."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
#: The interpreter that stands behind the environment the tests run in.
REAL = os.path.realpath(getattr(sys, "_base_executable", sys.executable))


class Machine:
    """A folder that is all a script sees: its project, its PATH and its home."""

    def __init__(self, root: Path) -> None:
        self.project = root / "project"
        self.bin = root / "bin"
        self.home = root / "home"
        self.calls = root / "calls"
        for folder in (self.project / "scripts", self.bin, self.home):
            folder.mkdir(parents=True)
        shutil.copy(PROJECT / "scripts" / "find-python", self.project / "scripts")
        (self.bin / "dirname").symlink_to(str(shutil.which("dirname")))

    def put(self, path: Path, body: str) -> Path:
        """A program that notes its call and then does what `body` says."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/sh\necho "{path}" >> "{self.calls}"\n{body}\n')
        path.chmod(0o755)
        return path

    def put_python(self, path: Path) -> Path:
        return self.put(path, f'exec "{REAL}" "$@"')

    def find(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.project / "scripts" / "find-python"],
            env={"PATH": str(self.bin), "HOME": str(self.home), **environment},
            capture_output=True,
            text=True,
        )

    def called(self) -> list[str]:
        return self.calls.read_text().split() if self.calls.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_python_that_is_named_wins(machine: Machine) -> None:
    named = machine.put_python(machine.home / "my python")
    machine.put_python(machine.bin / "python3.10")
    found = machine.find(PYTHON=str(named))
    assert found.stdout.strip() == REAL
    assert str(machine.bin / "python3.10") not in machine.called()


@pytest.mark.parametrize("body", ["exit 1", "exit 127", 'echo "Python 3.12"; exit 1'])
def test_a_named_python_that_is_wrong_is_refused_not_replaced(
    machine: Machine, body: str
) -> None:
    named = machine.put(machine.home / "python", body)
    machine.put_python(machine.bin / "python3.10")
    found = machine.find(PYTHON=str(named))
    assert found.returncode == 1
    assert str(named) in found.stderr
    assert found.stdout == ""


def test_the_environment_that_is_there_comes_before_the_path(machine: Machine) -> None:
    machine.put_python(machine.project / ".venv" / "bin" / "python")
    machine.put_python(machine.bin / "python3.10")
    assert machine.find().stdout.strip() == REAL
    assert str(machine.bin / "python3.10") not in machine.called()


def test_an_environment_whose_python_is_gone_is_passed_over(machine: Machine) -> None:
    folder = machine.project / ".venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "python").symlink_to(machine.home / "gone")
    machine.put_python(machine.bin / "python3.10")
    assert machine.find().stdout.strip() == REAL


def test_python_3_10_on_the_path_is_found(machine: Machine) -> None:
    machine.put_python(machine.bin / "python3.10")
    assert machine.find().stdout.strip() == REAL


def test_a_pyenv_shim_that_fails_leads_to_pyenvs_own_versions(
    machine: Machine,
) -> None:
    machine.put(machine.bin / "python3.10", "echo 'command not found' >&2; exit 127")
    versions = machine.home / ".pyenv" / "versions"
    machine.put(versions / "3.9.18" / "bin" / "python", "exit 1")
    machine.put_python(versions / "3.10.13" / "bin" / "python")
    found = machine.find()
    assert found.stdout.strip() == REAL
    assert found.stderr == ""


def test_pyenv_may_lie_elsewhere(machine: Machine) -> None:
    root = machine.home / "opt" / "pyenv"
    machine.put_python(root / "versions" / "3.10.2" / "bin" / "python")
    assert machine.find(PYENV_ROOT=str(root)).stdout.strip() == REAL


def test_another_version_under_the_right_name_is_passed_over(machine: Machine) -> None:
    machine.put(machine.bin / "python3.10", "exit 1")
    assert machine.find().returncode == 1


def test_a_python_that_uv_manages_is_found_and_none_is_downloaded(
    machine: Machine,
) -> None:
    managed = machine.put_python(machine.home / "uv" / "python3.10")
    machine.put(
        machine.bin / "uv", f'[ "$UV_PYTHON_DOWNLOADS" = never ] && echo "{managed}"'
    )
    assert machine.find().stdout.strip() == REAL


def test_where_there_is_none_one_sentence_says_how_to_get_it(machine: Machine) -> None:
    found = machine.find()
    assert found.returncode == 1
    assert found.stdout == ""
    assert len(found.stderr.splitlines()) == 1
    for way in ("uv python install 3.10", "pyenv install 3.10", "make PYTHON="):
        assert way in found.stderr
