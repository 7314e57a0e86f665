from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"(index-url|find-links|extra-index)|https?://\S*/simple", re.I)


def make(*arguments: str, **environment: str) -> str:
    done = subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=PROJECT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_help_tells_what_every_target_does() -> None:
    text = (PROJECT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.+)$", text, re.M)
    assert targets is not None
    shown = make("help")
    for target in targets.group(1).split():
        assert re.search(rf"^  make {target} +\S", shown, re.M), target


def test_help_is_what_make_alone_shows() -> None:
    assert make() == make("help")


def test_every_program_runs_without_telemetry_and_with_compiled_modules(
    tmp_path: Path,
) -> None:
    (tmp_path / "more.mk").write_text("include Makefile\nprobe:\n\t@env\n")
    seen = make(
        "-f",
        str(tmp_path / "more.mk"),
        "probe",
        RASA_TELEMETRY_ENABLED="true",
        PYTHONDONTWRITEBYTECODE="1",
    ).splitlines()
    assert "RASA_TELEMETRY_ENABLED=false" in seen
    assert "TF_CPP_MIN_LOG_LEVEL=3" in seen
    assert "SQLALCHEMY_SILENCE_UBER_WARNING=1" in seen
    assert not any(line.startswith("PYTHONDONTWRITEBYTECODE") for line in seen)


def test_the_locks_hold_a_hash_for_every_package_and_no_registrys_address() -> None:
    for name in ("requirements", "requirements-dev", "requirements-setup"):
        text = (PROJECT / f"{name}.txt").read_text()
        assert not ADDRESS.search(text), name
        packages = re.findall(r"^\S+==\S+ \\\n((?:    --hash=\S+.*\n?)+)", text, re.M)
        assert len(packages) == len(re.findall(r"^[\w.-]+(?:\[\S+\])?==", text, re.M))


def test_the_installer_that_is_fetched_is_the_one_that_is_pinned() -> None:
    locked = (PROJECT / "requirements-setup.txt").read_text()
    wanted = (PROJECT / "requirements-setup.in").read_text().split()[-1]
    assert f"\n{wanted} \\" in locked
