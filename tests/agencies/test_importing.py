from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.agencies import tables
from bot.agencies.importing import import_list

from .conftest import BACKENDS, make_engine
from .sheets import HEADER, TFM, WSO, row, write_sheet

PENDING = tuple(name for name in HEADER if name != "SIGNED")
JAIL = "Jail Enforcement Model"


def contents(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every table's rows, in an order of their own."""
    with engine.connect() as connection:
        return {
            table.name: sorted(
                (tuple(r) for r in connection.execute(select(table))), key=repr
            )
            for table in tables.metadata.sorted_tables
        }


def agreements(engine: Engine) -> dict[str, Any]:
    with engine.connect() as connection:
        rows = connection.execute(select(tables.agreement)).all()
    return {row.id: row for row in rows}


@pytest.fixture
def four_lists(tmp_path: Path) -> list[Path]:
    """Three participating lists with every kind of change, and a pending one."""
    polk = row(signed=date(2025, 4, 25))
    jail = row(
        agency="Lake County Jail",
        county="Lake County",
        model=WSO,
        signed=date(2025, 4, 1),
    )
    lee = row(
        agency="Lee County Sheriff's Office",
        county="Lee County",
        signed=date(2025, 4, 20),
    )
    lee_again = {**lee, "SIGNED": date(2025, 5, 12)}
    lee_dept = {
        **lee_again,
        "LAW ENFORCEMENT AGENCY": "Lee County Sheriff's Department ",
    }
    names = ("05012025am", "05082025am", "05152025am")
    rows = (
        [polk, jail, lee],
        [
            {**polk, "SIGNED": date(2025, 4, 26)},
            jail,
            row(
                agency="Tampa Police Department", county="#N/A", signed=date(2025, 5, 5)
            ),
        ],
        [
            polk,
            lee_dept,
            row(
                agency="Tampa Police Department",
                county="Hillsborough County",
                signed=date(2025, 5, 5),
            ),
        ],
    )
    lists = [
        write_sheet(tmp_path / f"participatingAgencies{name}.xlsx", content)
        for name, content in zip(names, rows, strict=True)
    ]
    pending = tmp_path / "pendingAgencies05022025am.xlsx"
    return [
        *lists,
        write_sheet(pending, [row(agency="Miami Police Department")], PENDING),
    ]


@pytest.mark.parametrize("backend", BACKENDS)
def test_any_order_of_import_gives_the_same_tables(
    backend: str, tmp_path: Path, four_lists: list[Path]
) -> None:
    seen = []
    for number, order in enumerate(permutations(four_lists)):
        if backend == "postgresql" and number % 8:
            continue  # three orders suffice to compare the two databases
        folder = tmp_path / str(number)
        folder.mkdir()
        engine = make_engine(backend, folder)
        for path in order:
            report = import_list(engine, path, accept=True)
            assert report.status == "imported"
        seen.append(contents(engine))
        engine.dispose()
    assert all(content == seen[0] for content in seen)
    assert len(seen[0]["agreement"]) == 5


def test_importing_a_list_again_changes_nothing(
    engine: Engine, four_lists: list[Path]
) -> None:
    import_list(engine, four_lists[0])
    before = contents(engine)
    report = import_list(engine, four_lists[0])
    assert report.status == "already_there"
    assert contents(engine) == before


def test_a_dry_run_reports_and_writes_nothing(
    engine: Engine, four_lists: list[Path]
) -> None:
    report = import_list(engine, four_lists[0], dry_run=True)
    assert (report.status, report.rows) == ("would_import", 3)
    assert contents(engine)["list_file"] == []
    assert contents(engine)["agreement"] == []


def test_an_import_that_fails_leaves_the_old_list_serving(
    engine: Engine, four_lists: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import_list(engine, four_lists[0])
    before = contents(engine)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("bot.agencies.importing.derive", fail)
    with pytest.raises(OSError, match="disk full"):
        import_list(engine, four_lists[1], accept=True)
    assert contents(engine) == before


def test_readers_see_the_old_list_until_the_new_one_is_complete(
    engine: Engine, four_lists: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.agencies import importing

    import_list(engine, four_lists[0])
    seen: list[int] = []
    derive = importing.derive

    def look_while_writing(connection: Any) -> None:
        derive(connection)
        with engine.connect() as reader:
            seen.append(len(reader.execute(select(tables.list_file)).all()))

    monkeypatch.setattr(importing, "derive", look_while_writing)
    import_list(engine, four_lists[1], accept=True)
    assert seen == [1]
    assert len(contents(engine)["list_file"]) == 2


def test_the_report_tells_what_came_went_and_was_redated(
    engine: Engine, four_lists: list[Path]
) -> None:
    import_list(engine, four_lists[0])
    report = import_list(engine, four_lists[1], accept=True)
    plain = report.to_json()
    assert [a["agency"] for a in plain["added"]] == ["fl-tampa-police"]
    assert [a["agency"] for a in plain["gone"]] == ["fl-lee-county-sheriff"]
    assert [(a["agency"], a["signed_before"]) for a in plain["redated"]] == [
        ("fl-polk-county-sheriff", "2025-04-25")
    ]
    assert any("fl-tampa-police" in line for line in report.lines(5))


def test_a_likely_renaming_is_proposed_and_not_applied(
    engine: Engine, tmp_path: Path
) -> None:
    first = [row(agency="Haskel Police Department", signed=date(2025, 4, 25))]
    second = [row(agency="Haskell Police Department", signed=date(2025, 4, 25))]
    import_list(
        engine, write_sheet(tmp_path / "participatingAgencies05012025am.xlsx", first)
    )
    report = import_list(
        engine, write_sheet(tmp_path / "participatingAgencies05082025am.xlsx", second)
    )
    assert report.changes.renamed == (("fl-haskel-police", "fl-haskell-police"),)
    assert len(agreements(engine)) == 2


def test_a_return_with_a_new_date_is_a_new_agreement(
    engine: Engine, four_lists: list[Path]
) -> None:
    for path in four_lists[:3]:
        import_list(engine, path, accept=True)
    found = agreements(engine)
    old, new = (
        found["fl-lee-county-sheriff:TFM:0"],
        found["fl-lee-county-sheriff:TFM:1"],
    )
    assert (old.listed, old.resigned, old.missing_since) == (
        False,
        True,
        date(2025, 5, 8),
    )
    assert (new.listed, new.signed) == (True, date(2025, 5, 12))


def test_a_date_moved_by_a_day_stays_one_agreement(
    engine: Engine, four_lists: list[Path]
) -> None:
    for path in four_lists[:3]:
        import_list(engine, path, accept=True)
    polk = [key for key in agreements(engine) if key.startswith("fl-polk")]
    assert polk == ["fl-polk-county-sheriff:TFM:0"]


def weekly(tmp_path: Path, presence: str) -> list[Path]:
    """Weekly lists of Polk County and, where the letter is x, Lake County."""
    lake = row(agency="Lake County Sheriff's Office", county="Lake County")
    lists = []
    for week, letter in enumerate(presence):
        day = date(2025, 3, 7).replace(day=7 + 7 * (week % 4), month=3 + week // 4)
        fresh = row(signed=day)
        content = [fresh, lake] if letter == "x" else [fresh]
        name = f"participatingAgencies{day:%m%d%Y}am.xlsx"
        lists.append(write_sheet(tmp_path / name, content))
    return lists


@pytest.mark.parametrize(
    ("presence", "listed", "confirmed"),
    [
        ("xx", True, False),
        ("xx-", False, False),
        ("xx--", False, False),
        ("xx---", False, True),
        ("x--x", True, False),
    ],
)
def test_an_end_is_confirmed_after_three_lists_and_seven_days(
    engine: Engine, tmp_path: Path, presence: str, listed: bool, confirmed: bool
) -> None:
    for path in weekly(tmp_path, presence):
        assert import_list(engine, path, accept=True).status == "imported"
    lake = agreements(engine)["fl-lake-county-sheriff:TFM:0"]
    assert (lake.listed, lake.confirmed) == (listed, confirmed)


def test_a_county_that_a_later_list_leaves_out_is_kept(
    engine: Engine, tmp_path: Path
) -> None:
    named = row(
        agency="Nowhere Police Department",
        county="Polk County",
        signed=date(2025, 4, 25),
    )
    blank = {**named, "COUNTY": "#N/A"}
    import_list(
        engine, write_sheet(tmp_path / "participatingAgencies05012025am.xlsx", [named])
    )
    import_list(
        engine, write_sheet(tmp_path / "participatingAgencies05082025am.xlsx", [blank])
    )
    with engine.connect() as connection:
        fips = connection.execute(select(tables.agency_county.c.fips)).scalars().all()
    assert fips == ["12105"]


def test_rows_are_kept_as_printed(engine: Engine, tmp_path: Path) -> None:
    odd = row(
        agency=" Polk  County Sheriff’s Office ", county="Polk Conty", model=f"{TFM} "
    )
    import_list(
        engine, write_sheet(tmp_path / "participatingAgencies03052025am.xlsx", [odd])
    )
    with engine.connect() as connection:
        kept = connection.execute(select(tables.raw_row)).one()
    assert kept.agency == " Polk  County Sheriff’s Office "
    assert kept.county == "Polk Conty"
    assert kept.model == f"{TFM} "


def test_an_agency_listed_twice_in_one_list_is_one_agreement(
    engine: Engine, tmp_path: Path
) -> None:
    twice = [
        row(
            agency="City of St. Cloud Police Department",
            county="",
            signed=date(2025, 4, 15),
        ),
        row(agency="St. Cloud Police Department", county="", signed=date(2025, 4, 14)),
    ]
    path = write_sheet(tmp_path / "participatingAgencies05012025am.xlsx", twice)
    report = import_list(engine, path)
    assert (report.rows, report.agreements) == (2, 1)
    assert [a.signed for a in agreements(engine).values()] == [date(2025, 4, 14)]
