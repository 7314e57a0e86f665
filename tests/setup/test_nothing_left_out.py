"""The plugin with which CI runs the tests: it fails where something was left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
INI = (
    "[pytest]\naddopts = -q -p no:cacheprovider\nmarkers =\n  services: x\n  slow: x\n"
)


def run_pytest(folder: Path, test: str, *options: str) -> tuple[int, list[str]]:
    (folder / "pytest.ini").write_text(INI)
    (folder / "test_it.py").write_text(test)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "nothing_left_out", *options, folder],
        cwd=folder,
        env={
            **{k: v for k, v in os.environ.items() if k != "PYTEST_ADDOPTS"},
            "PYTHONPATH": str(PROJECT / ".ci"),
        },
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout.strip().splitlines()


SKIPPED = """
import pytest
@pytest.mark.{mark}
def test_one():
    pytest.skip("no Redis here")
def test_two():
    pass
"""


def test_a_needed_test_that_was_skipped_fails_the_run_and_is_named(
    tmp_path: Path,
) -> None:
    code, lines = run_pytest(tmp_path, SKIPPED.format(mark="services"))
    assert code == pytest.ExitCode.TESTS_FAILED
    assert any("test_it.py::test_one (services)" in line for line in lines)
    assert lines[-1].startswith("1 passed, 1 skipped in")


def test_the_same_holds_when_tests_run_in_several_processes(tmp_path: Path) -> None:
    code, lines = run_pytest(tmp_path, SKIPPED.format(mark="services"), "-n1")
    assert code == pytest.ExitCode.TESTS_FAILED
    assert any("test_it.py::test_one (services)" in line for line in lines)


def test_a_skip_for_another_reason_is_let_through(tmp_path: Path) -> None:
    code, _ = run_pytest(tmp_path, SKIPPED.format(mark="slow"))
    assert code == pytest.ExitCode.OK


def test_a_file_that_was_skipped_as_a_whole_fails_the_run(tmp_path: Path) -> None:
    whole = "import pytest\npytest.skip('no browser', allow_module_level=True)\n"
    (tmp_path / "test_other.py").write_text("def test_it(): pass\n")
    code, lines = run_pytest(tmp_path, whole)
    assert code == pytest.ExitCode.TESTS_FAILED
    assert any("whole file" in line for line in lines)


def test_an_expected_failure_is_not_left_out(tmp_path: Path) -> None:
    test = (
        "import pytest\n@pytest.mark.services\n@pytest.mark.xfail\n"
        "def test_one(): raise ValueError\n"
    )
    assert run_pytest(tmp_path, test)[0] == pytest.ExitCode.OK


def test_a_run_without_tests_says_so_and_fails(tmp_path: Path) -> None:
    code, lines = run_pytest(tmp_path, "")
    assert code == pytest.ExitCode.NO_TESTS_COLLECTED
    assert any("no test was found" in line for line in lines)
