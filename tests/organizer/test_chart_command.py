from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.cli.chart import app

PROJECT = Path(__file__).resolve().parents[2]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.usefixtures("own_settings")
@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (("growth",), b"<?xml"),
        (("states", "--language", "es", "--format", "png"), b"\x89PNG"),
        (("state", "tx", "--language", "es"), b"<?xml"),
    ],
)
def test_a_picture_is_written_and_described(
    arguments: tuple[str, ...], start: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "deep" / "picture"
    result = run(*arguments, "--out", out)
    assert result.exit_code == 0, result.output
    assert out.read_bytes().startswith(start)
    assert "287(g)" in result.output


@pytest.mark.usefixtures("own_settings")
def test_without_a_file_the_picture_goes_to_standard_output() -> None:
    assert run("states").stdout_bytes.startswith(b"<?xml")


@pytest.mark.usefixtures("own_settings")
def test_json_tells_the_description(tmp_path: Path) -> None:
    plain = json.loads(run("state", "FL", "--language", "es", "--json").output)
    assert plain["title"] == "Acuerdos 287(g) en Florida"
    assert plain["alt"].startswith("Gráfica:")
    assert plain["list_date"] == "2026-05-18"
    assert plain["file"] is None
    out = tmp_path / "x.png"
    plain = json.loads(run("growth", "--format", "png", "--out", out, "--json").output)
    assert plain["file"] == str(out)
    assert out.is_file()


@pytest.mark.usefixtures("own_settings")
def test_a_file_that_can_not_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("states", "--out", tmp_path / "file" / "x.svg")
    assert result.exit_code == 1
    assert "can't be written" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("state",),
        ("state", "ZZ"),
        ("growth", "--format", "gif"),
        ("growth", "--language", "fr"),
        ("pie",),
    ],
)
def test_wrong_usage_ends_with_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.usefixtures("own_settings")
def test_nothing_is_written_into_the_home_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    kept = {k: v for k, v in os.environ.items() if k != "MPLCONFIGDIR"}
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", "chart", "growth"],
        cwd=PROJECT,
        env={**kept, "HOME": str(home)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b"<?xml")
    assert not list(home.iterdir())
