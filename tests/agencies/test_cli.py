from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.agencies.files import SNAPSHOT
from bot.agencies.snapshot import FILES, newest_date
from bot.cli import agencies as command
from bot.settings import settings

from .sheets import counties, row, write_sheet

LATER = "participatingAgencies06012027am.xlsx"


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    url = f"sqlite:///{tmp_path / 'var' / 'a.sqlite'}"
    monkeypatch.setenv("KNOW287G_DATABASE_URL", url)
    settings.cache_clear()
    yield
    settings.cache_clear()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command.app, [str(a) for a in arguments])


def run_json(*arguments: object) -> Any:
    result = run(*arguments, "--json")
    return json.loads(result.output)


@pytest.fixture
def later(tmp_path: Path) -> Path:
    rows = [{**r, "SIGNED": date(2027, 5, 28)} for r in counties(5)]
    return write_sheet(tmp_path / LATER, rows)


def test_build_tells_what_stands_there() -> None:
    result = run("build")
    assert result.exit_code == 0
    assert "1843 agreements" in result.output
    assert str(newest_date()) in result.output
    assert run_json("build")["agencies"] == 1549


def test_status_shows_date_age_counts_and_what_needs_a_person() -> None:
    result = run("status")
    assert result.exit_code == 0
    assert "Newest list: 2026-05-18" in result.output
    assert "ny-mohawk-village-police" in result.output
    plain = run_json("status")
    assert plain["models"] == {"JEM": 182, "TFM": 1162, "WSO": 499}
    assert plain["without_county"] == [
        "fl-pembroke-police",
        "pa-derry-township-constable",
    ]


def test_a_refused_file_ends_with_exit_code_1_and_a_sentence(later: Path) -> None:
    result = run("import", later)
    assert result.exit_code == 1
    assert "more than 3 % gone" in result.output
    assert "Traceback" not in result.output


def test_an_accepted_file_is_taken_and_the_changes_are_shown(later: Path) -> None:
    result = run("import", "--accept", later)
    assert result.exit_code == 0
    assert "list of 2027-06-01 taken, 5 rows" in result.output
    assert "no longer listed" in result.output
    assert "Newest list: 2027-06-01" in run("status").output


def test_a_dry_run_takes_nothing(later: Path) -> None:
    result = run("import", "--accept", "--dry-run", later)
    assert result.exit_code == 0
    assert "Nothing was written" in result.output
    assert "Newest list: 2026-05-18" in run("status").output


def test_a_date_may_be_given(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "x.xlsx", [row(signed=date(2027, 5, 1))])
    reports = run_json("import", "--accept", "--date", "2027-05-02", path)
    assert (reports[0]["status"], reports[0]["list_date"]) == ("imported", "2027-05-02")


def test_one_bad_file_does_not_stop_the_others(later: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_text("<html>")
    result = run("import", "--accept", "--json", bad, later)
    assert result.exit_code == 1
    assert {r["status"] for r in json.loads(result.output)} == {"refused", "imported"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "--date", "tomorrow", "a.xlsx"),
        ("import", "--date", "2027-01-01", "a.xlsx", "b.xlsx"),
        ("refuse",),
    ],
)
def test_wrong_usage_ends_with_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_database_out_of_reach_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOW287G_DATABASE_URL", "postgresql://u:secret@127.0.0.1:1/x")
    settings.cache_clear()
    result = run("status")
    assert result.exit_code == 1
    assert "does not answer" in result.output
    assert "secret" not in result.output


def test_snapshot_writes_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "snapshot"
    result = run("snapshot", "--to", folder)
    assert result.exit_code == 0
    assert {path.name for path in folder.iterdir()} == set(FILES)


@pytest.mark.shared
def test_the_snapshot_can_be_made_from_the_workbooks_alone(
    ice: Path, tmp_path: Path
) -> None:
    result = run("snapshot", "--from", ice, "--to", tmp_path / "snapshot")
    assert result.exit_code == 0, result.output
    for name in FILES:
        made = (tmp_path / "snapshot" / name).read_text()
        assert made == (SNAPSHOT / name).read_text(), name
    assert not (tmp_path / "var").exists()


def test_a_snapshot_of_workbooks_that_are_refused_is_not_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "participatingAgencies05182026am.xlsx").write_text("<html>")
    result = run("snapshot", "--from", tmp_path, "--to", tmp_path / "snapshot")
    assert result.exit_code == 1
    assert "not an Excel workbook" in result.output
    assert not (tmp_path / "snapshot").exists()
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("snapshot", "--from", empty).exit_code == 2
