from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.engine import Connection, Engine

from bot.agencies import tables
from bot.agencies.building import Built, build_database, ensure_database
from bot.agencies.database import open_engine
from bot.agencies.files import SNAPSHOT
from bot.agencies.importing import import_list
from bot.agencies.result import Refusal
from bot.agencies.snapshot import FILES, fingerprint, newest_date
from bot.agencies.snapshot_writing import write_snapshot

from .sheets import counties, write_sheet
from .test_importing import contents

#: What a snapshot holds; rows as printed stay with the sheets.
KEPT = (
    "list_file",
    "listing",
    "spelling",
    "agency",
    "agency_county",
    "agency_place",
    "agreement",
)


@pytest.mark.shared
def test_the_snapshot_says_what_the_real_lists_say(
    forward: Engine, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    assert isinstance(ensure_database(url), Built)
    ours, theirs = contents(open_engine(url)), contents(forward)
    for name in KEPT:
        assert ours[name] == theirs[name], (
            f"table {name} differs: run agencies snapshot"
        )


def test_writing_a_snapshot_of_the_built_database_gives_the_same_files(
    connection: Connection, tmp_path: Path
) -> None:
    write_snapshot(connection, tmp_path)
    for name in FILES:
        assert (tmp_path / name).read_text() == (SNAPSHOT / name).read_text()


def test_the_snapshot_is_small_and_holds_no_address_of_a_person() -> None:
    texts = [(SNAPSHOT / name).read_text(encoding="utf-8") for name in FILES]
    assert sum(map(len, texts)) < 1_000_000
    assert not any("@" in text for text in texts)
    assert not any("safelinks" in text for text in texts)


def test_a_new_list_changes_few_lines_of_the_snapshot(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    for name, number in (("05012025am", 100), ("05082025am", 101)):
        path = tmp_path / f"participatingAgencies{name}.xlsx"
        with engine.begin() as connection:
            tables.metadata.create_all(connection)
        assert import_list(engine, write_sheet(path, counties(number)), accept=True)
        with engine.connect() as connection:
            write_snapshot(connection, tmp_path / name)
    for name, more in (("participating.csv", 1), ("agencies.csv", 1), ("links.csv", 0)):
        old = (tmp_path / "05012025am" / name).read_text().splitlines()
        new = (tmp_path / "05082025am" / name).read_text().splitlines()
        assert len(set(new) - set(old)) == more
        assert set(old) <= set(new)


def test_a_missing_database_is_built_and_then_found_in_order(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'deep' / 'folder' / 'a.sqlite'}"
    first, second = ensure_database(url), ensure_database(url)
    assert isinstance(first, Built)
    assert isinstance(second, Built)
    assert (first.fresh, second.fresh) == (True, False)
    assert first.list_date == newest_date()


def test_of_several_processes_one_builds_and_the_others_find_it_built(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(ensure_database, [url] * 4))
    assert all(isinstance(result, Built) for result in results), results
    assert [r.fresh for r in results if isinstance(r, Built)].count(True) == 1


def change(url: str, *statements: object) -> None:
    with open_engine(url).begin() as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "statement",
    [
        update(tables.provenance)
        .where(tables.provenance.c.key == "schema")
        .values(value="0"),
        update(tables.provenance)
        .where(tables.provenance.c.key == "snapshot")
        .values(value="x"),
        update(tables.list_file)
        .where(tables.list_file.c.list_date == newest_date())
        .values(list_date=date(2020, 1, 1)),
        delete(tables.provenance),
    ],
    ids=["old schema", "corrected snapshot", "older list", "unknown origin"],
)
def test_a_database_that_is_out_of_date_is_built_anew(
    tmp_path: Path, statement: object
) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    ensure_database(url)
    change(url, statement)
    rebuilt = ensure_database(url)
    assert isinstance(rebuilt, Built)
    assert rebuilt.fresh


def test_a_database_with_a_newer_list_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    ensure_database(url)
    path = write_sheet(tmp_path / "participatingAgencies06012027am.xlsx", counties(5))
    report = import_list(open_engine(url), path, accept=True)
    assert report.status == "imported"
    kept = ensure_database(url)
    assert isinstance(kept, Built)
    assert (kept.fresh, kept.list_date) == (False, date(2027, 6, 1))


def test_a_damaged_snapshot_is_refused_and_the_old_tables_stay(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    ensure_database(url)
    before = contents(open_engine(url))
    folder = tmp_path / "snapshot"
    shutil.copytree(SNAPSHOT, folder)
    text = (folder / "participating.csv").read_text().replace("2026-", "26-", 1)
    (folder / "participating.csv").write_text(text)
    refused = build_database(open_engine(url), folder=folder)
    assert isinstance(refused, Refusal)
    assert refused.key == "snapshot_missing"
    assert contents(open_engine(url)) == before
    assert fingerprint(folder) != fingerprint()


def test_a_missing_table_of_the_snapshot_is_a_sentence(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    refused = build_database(engine, folder=tmp_path)
    assert isinstance(refused, Refusal)
    assert "data/agencies/snapshot" in refused.sentence()


def test_a_database_out_of_reach_is_a_sentence_without_the_password(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("")
    refused = ensure_database("postgresql://user:hunter2@127.0.0.1:1/none")
    assert isinstance(refused, Refusal)
    assert refused.key == "database_unreachable"
    assert "hunter2" not in refused.sentence()


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"this is no database at all" * 100)
    refused = ensure_database(f"sqlite:///{path}")
    assert isinstance(refused, Refusal)
    assert refused.key == "database_unreachable"


def test_provenance_is_kept(connection: Connection) -> None:
    rows = connection.execute(select(tables.provenance)).all()
    assert {row.key for row in rows} == {"schema", "snapshot"}
