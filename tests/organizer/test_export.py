from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import func, select
from sqlalchemy.engine import Connection, Engine
from typer.testing import CliRunner

from bot.agencies import tables
from bot.agencies.counts import count, counts_by_model, counts_by_state
from bot.agencies.history import ended, pending
from bot.cli.export import app
from bot.organizer.export_tables import read_tables
from bot.organizer.export_writing import (
    export_texts,
    write_csv,
    write_json,
    write_readme,
)

from .conftest import add_list

NAMES = ("lists", "agencies", "agreements", "history", "pending")


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def folder(built: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported tables."""
    written = tmp_path_factory.mktemp("export")
    with built.connect() as connection:
        exported = read_tables(connection)
    write_csv(exported, written)
    write_json(exported, written / "all.json")
    return written


def test_the_numbers_of_the_tables_are_those_of_the_answers(
    folder: Path, connection: Connection
) -> None:
    agreements = read(folder, "agreements")
    assert len(agreements) == count(connection).value
    models = Counter(row["model"] for row in agreements)
    assert models == counts_by_model(connection)
    states = Counter(row["state"] for row in agreements)
    assert dict(states) == counts_by_state(connection)
    agencies = {row["agency_id"] for row in agreements}
    assert len(agencies) == count(connection, unit="agencies").value


def test_the_history_has_every_agreement_with_its_ends(
    folder: Path, connection: Connection
) -> None:
    history = read(folder, "history")
    stored = select(func.count()).select_from(tables.agreement)
    assert len(history) == connection.execute(stored).scalar()
    status = Counter(row["status"] for row in history)
    assert status["listed"] == count(connection).value
    assert status["ended"] == len(ended(connection).agreements)
    for row in history:
        gone = row["status"] != "listed"
        assert bool(row["missing_since"]) == gone
        assert row["first_listed"] <= row["last_listed"]
        assert not gone or row["last_listed"] < row["missing_since"]


def test_every_agency_and_list_is_there_with_a_date(
    folder: Path, connection: Connection
) -> None:
    agencies = read(folder, "agencies")
    known = {row["agency_id"] for row in agencies}
    assert len(known) == len(agencies)
    for name in ("agreements", "history", "pending"):
        assert {row["agency_id"] for row in read(folder, name)} <= known
    with_model = [row for row in agencies if row["models"]]
    assert len(with_model) == count(connection, unit="agencies").value
    for name in NAMES:
        assert all(date.fromisoformat(row["list_date"]) for row in read(folder, name))
    waiting = pending(connection)
    assert len(read(folder, "pending")) == len(waiting.agreements)
    assert {row["list_date"] for row in read(folder, "pending")} == {
        str(waiting.pending_as_of)
    }


def test_the_json_file_says_the_same_as_the_csv_tables(folder: Path) -> None:
    plain = json.loads((folder / "all.json").read_text(encoding="utf-8"))
    assert plain["about"]["list_date"] == "2026-05-18"
    assert set(plain) == {"about", *NAMES}
    for name in NAMES:
        rows = read(folder, name)
        assert len(plain[name]) == len(rows)
        assert list(plain[name][0]) == list(rows[0])
    assert plain["agreements"][0]["signed"] == read(folder, "agreements")[0]["signed"]


def test_every_column_is_described_in_both_languages(folder: Path) -> None:
    texts = export_texts()["tables"]
    assert tuple(texts) == NAMES
    for name in NAMES:
        assert list(read(folder, name)[0]) == list(texts[name]["columns"])
        for column in texts[name]["columns"].values():
            assert column["en"]
            assert column["es"]
            assert column["en"] != column["es"]


def test_the_readme_names_the_dates_and_rights_in_both_languages(
    connection: Connection,
) -> None:
    exported = read_tables(connection)
    english, spanish = (write_readme(exported, lang) for lang in ("en", "es"))
    assert "May 18, 2026" in english
    assert "not under copyright" in english
    assert "18 de mayo de 2026" in spanish
    assert "derechos de autor" in spanish
    assert english.count("### ") == spanish.count("### ") == len(NAMES)


def test_the_same_database_gives_the_same_files(
    folder: Path, connection: Connection, tmp_path: Path
) -> None:
    for path in write_csv(read_tables(connection), tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_name_that_looks_like_a_formula_is_made_harmless(
    small: Engine, tmp_path: Path, start: str
) -> None:
    evil = f'{start}HYPERLINK("x") Police'
    add_list(small, date(2026, 5, 18), {evil: "TX", "Plain Police": "TX"})
    with small.connect() as connection:
        exported = read_tables(connection)
    write_csv(exported, tmp_path)
    write_json(exported, tmp_path / "all.json")
    names = {row["agency"] for row in read(tmp_path, "agencies")}
    assert names == {f"'{evil}", "Plain Police"}
    plain = json.loads((tmp_path / "all.json").read_text())
    assert {row["agency"] for row in plain["agencies"]} == {evil, "Plain Police"}


def test_a_database_without_a_list_is_not_exported(small: Engine) -> None:
    with small.connect() as connection, pytest.raises(LookupError):
        read_tables(connection)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.usefixtures("own_settings")
def test_the_command_writes_both_forms_and_names_the_date(tmp_path: Path) -> None:
    result = run("--csv", tmp_path / "deep" / "er", "--json", tmp_path / "all.json")
    assert result.exit_code == 0, result.output
    assert "1843 agreements on the list of 2026-05-18" in result.output
    assert (tmp_path / "deep" / "er" / "LEAME.md").is_file()
    assert (tmp_path / "all.json").is_file()


@pytest.mark.usefixtures("own_settings")
def test_a_place_that_can_not_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("--csv", tmp_path / "file" / "folder")
    assert result.exit_code == 1
    assert "can't be written" in result.output


def test_no_place_named_is_wrong_usage() -> None:
    assert run().exit_code == 2
