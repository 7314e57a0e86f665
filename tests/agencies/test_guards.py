from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.agencies import tables
from bot.agencies.importing import import_list
from bot.agencies.report import ImportReport

from .sheets import HEADER, counties, row, write_sheet

MAY = "participatingAgencies05012025am.xlsx"
JUNE = "participatingAgencies06012025am.xlsx"


def rows(
    number: int, signed: date = date(2025, 4, 28), **cells: object
) -> list[dict[str, object]]:
    return [{**values, "SIGNED": signed, **cells} for values in counties(number)]


def take(engine: Engine, path: Path, **options: object) -> ImportReport:
    return import_list(engine, path, **options)  # type: ignore[arg-type]


def lists(engine: Engine) -> int:
    with engine.connect() as connection:
        query = select(func.count()).select_from(tables.list_file)
        return int(connection.execute(query).scalar() or 0)


def assert_refused(engine: Engine, path: Path, key: str, held: int) -> ImportReport:
    """The list is refused with a sentence, changes nothing, and may be accepted."""
    report = take(engine, path)
    assert report.status == "refused"
    assert report.refusal is not None
    assert report.refusal.key == key
    assert path.name in report.sentence()
    assert lists(engine) == held
    return report


@pytest.fixture
def may(engine: Engine, tmp_path: Path) -> Path:
    path = write_sheet(tmp_path / MAY, rows(100))
    assert take(engine, path).status == "imported"
    return path


def test_a_list_a_little_shorter_is_taken(
    engine: Engine, may: Path, tmp_path: Path
) -> None:
    path = write_sheet(tmp_path / JUNE, rows(97, date(2025, 5, 30)))
    assert take(engine, path).status == "imported"


def test_a_list_below_97_percent_is_refused_and_may_be_accepted(
    engine: Engine, may: Path, tmp_path: Path
) -> None:
    path = write_sheet(tmp_path / JUNE, rows(96, date(2025, 5, 30)))
    report = assert_refused(engine, path, "fewer_rows", 1)
    assert "--accept" in report.sentence()
    assert take(engine, path, accept=True).status == "imported"
    assert lists(engine) == 2


def test_a_list_longer_than_the_next_is_refused(
    engine: Engine, may: Path, tmp_path: Path
) -> None:
    name = "participatingAgencies04012025am.xlsx"
    path = write_sheet(tmp_path / name, rows(110, date(2025, 3, 28)))
    assert_refused(engine, path, "more_rows_than_next", 1)


def test_a_state_that_loses_more_than_half_is_refused(
    engine: Engine, tmp_path: Path
) -> None:
    texas = [{**r, "STATE": "TEXAS"} for r in rows(10)]
    others = rows(600)
    take(engine, write_sheet(tmp_path / MAY, others + texas))
    day = date(2025, 5, 30)
    later = [{**r, "SIGNED": day} for r in others + texas[:4]]
    report = assert_refused(
        engine, write_sheet(tmp_path / JUNE, later), "state_collapsed", 1
    )
    assert "TX" in report.sentence()


def test_a_name_that_disagrees_with_the_columns_is_refused(
    engine: Engine, tmp_path: Path
) -> None:
    header = tuple(name for name in HEADER if name != "SIGNED")
    path = write_sheet(tmp_path / MAY, rows(5), header)
    assert_refused(engine, path, "kind_disagrees", 0)
    report = take(engine, path, accept=True)
    assert (report.status, report.kind) == ("imported", "pending")


def test_agreements_signed_after_the_list_mean_a_wrong_date(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_sheet(tmp_path / MAY, rows(100, date(2025, 5, 20)))
    report = assert_refused(engine, path, "signed_after_list", 0)
    assert "--date" in report.sentence()
    assert "2025-05-20" in report.sentence()
    dated = take(engine, path, list_date=date(2025, 5, 21))
    assert (dated.status, dated.list_date) == ("imported", date(2025, 5, 21))


def test_one_slip_of_a_year_is_flagged_and_does_not_stop_a_list(
    engine: Engine, tmp_path: Path
) -> None:
    slip = row(agency="Zeta Police Department", signed=date(2052, 4, 28))
    report = take(engine, write_sheet(tmp_path / MAY, [*rows(50), slip]))
    assert report.status == "imported"
    assert report.flags["signed_after_list"] == 1
    assert any("Zeta" in line for line in report.unresolved)


def test_a_list_whose_newest_signature_is_old_is_refused(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_sheet(tmp_path / MAY, rows(10, date(2025, 3, 1)))
    assert_refused(engine, path, "stale", 0)


def test_an_old_list_under_a_new_name_is_refused(
    engine: Engine, may: Path, tmp_path: Path
) -> None:
    between = write_sheet(
        tmp_path / "participatingAgencies05082025am.xlsx", rows(101, date(2025, 5, 7))
    )
    assert take(engine, between).status == "imported"
    again = write_sheet(tmp_path / "participatingAgencies05152025am.xlsx", rows(100))
    assert_refused(engine, again, "seen_before", 2)


def test_a_list_that_ice_republishes_unchanged_counts_as_newer(
    engine: Engine, may: Path, tmp_path: Path
) -> None:
    again = write_sheet(tmp_path / "participatingAgencies05082025am.xlsx", rows(100))
    report = take(engine, again)
    assert report.status == "imported"
    assert report.changes.same_content
    assert "2025-05-01" in report.sentence()


def test_a_state_that_is_unknown_throughout_is_refused(
    engine: Engine, tmp_path: Path
) -> None:
    wrong = [{**r, "STATE": "FLORIDDA"} for r in rows(20)]
    path = write_sheet(tmp_path / MAY, [*rows(80), *wrong])
    report = assert_refused(engine, path, "unknown_states", 0)
    assert "FLORIDDA" in report.sentence()


def test_one_unknown_state_is_kept_flagged_and_reported(
    engine: Engine, tmp_path: Path
) -> None:
    path = write_sheet(tmp_path / MAY, [*rows(150), row(state="FLORIDDA")])
    report = take(engine, path)
    assert report.status == "imported"
    assert report.rows == 151
    assert any("unknown_state" in line for line in report.unresolved)
    with engine.connect() as connection:
        kept = connection.execute(
            select(tables.raw_row.c.state).where(tables.raw_row.c.row_no == 152)
        ).scalar()
    assert kept == "FLORIDDA"


def test_an_unknown_model_is_refused_on_a_participating_list_only(
    engine: Engine, tmp_path: Path
) -> None:
    wrong = row(agency="Zeta Police Department", model="Tunnel Model")
    path = write_sheet(tmp_path / MAY, [*rows(10), wrong])
    assert_refused(engine, path, "unknown_models", 0)
    header = tuple(name for name in HEADER if name != "SIGNED")
    pending = write_sheet(
        tmp_path / "pendingAgencies05012025am.xlsx", [*rows(10), wrong], header
    )
    assert take(engine, pending).status == "imported"


def test_an_empty_pending_list_is_right_and_an_empty_participating_list_is_not(
    engine: Engine, tmp_path: Path
) -> None:
    assert_refused(engine, write_sheet(tmp_path / MAY, []), "empty_participating", 0)
    header = tuple(name for name in HEADER if name != "SIGNED")
    for day in (date(2025, 5, 1), date(2025, 5, 1) + timedelta(weeks=1)):
        name = f"pendingAgencies{day:%m%d%Y}am.xlsx"
        report = take(engine, write_sheet(tmp_path / name, [], header))
        assert report.status == "imported"


def test_a_name_without_a_date_asks_for_one(engine: Engine, tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "download.xlsx", rows(5))
    report = assert_refused(engine, path, "no_date", 0)
    assert "--date" in report.sentence()
    assert take(engine, path, list_date=date(2025, 5, 1)).status == "imported"
