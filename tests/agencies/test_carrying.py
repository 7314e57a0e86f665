from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.engine import Engine

from bot.agencies import tables
from bot.agencies.building import Built, build_database
from bot.agencies.cleaning import Cleaner
from bot.agencies.corrections import corrections
from bot.agencies.geography import geography
from bot.agencies.importing import import_list
from bot.agencies.result import Refusal
from bot.agencies.snapshot import newest_date

from .conftest import BACKENDS, make_engine
from .sheets import HEADER, counties, row, write_sheet
from .test_importing import contents

LATER = "participatingAgencies06012027am.xlsx"
BETWEEN = "participatingAgencies05042026am.xlsx"
EMPTY = "pendingAgencies06022027am.xlsx"


@pytest.fixture(params=BACKENDS)
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database built from the snapshot."""
    made = make_engine(request.param, tmp_path)
    assert isinstance(build_database(made), Built)
    yield made
    made.dispose()


def take(engine: Engine, path: Path, **changes: Any) -> None:
    report = import_list(engine, path, accept=True, **changes)
    assert report.status == "imported", report.sentence()


def change(engine: Engine, *statements: Any) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def forget_origin(key: str) -> Any:
    column = tables.provenance.c
    return update(tables.provenance).where(column.key == key).values(value="older")


def rebuilt(engine: Engine) -> bool:
    built = build_database(engine, only_if_needed=True)
    assert isinstance(built, Built), built
    return built.fresh


@pytest.mark.parametrize("key", ["schema", "snapshot"])
def test_imported_lists_outlive_a_changed_layout_and_a_new_snapshot(
    base: Engine, tmp_path: Path, key: str
) -> None:
    take(base, write_sheet(tmp_path / LATER, counties(5)))
    take(base, write_sheet(tmp_path / BETWEEN, counties(7)))
    pending = tuple(name for name in HEADER if name != "SIGNED")
    take(base, write_sheet(tmp_path / EMPTY, [], pending))
    before = contents(base)
    change(base, forget_origin(key))
    assert rebuilt(base)
    after = contents(base)
    for name in before.keys() - {"provenance"}:
        assert after[name] == before[name], name
    assert not rebuilt(base)


def test_a_column_that_is_new_or_gone_loses_no_row(
    base: Engine, tmp_path: Path
) -> None:
    take(base, write_sheet(tmp_path / LATER, counties(5)))
    change(
        base,
        text("ALTER TABLE raw_row DROP COLUMN addendum"),
        text("ALTER TABLE raw_row ADD COLUMN remark TEXT"),
        text("ALTER TABLE list_file DROP COLUMN suffix"),
        forget_origin("schema"),
    )
    assert rebuilt(base)
    with base.connect() as connection:
        rows = connection.execute(select(tables.raw_row.c.agency)).all()
    assert len(rows) == 5


def test_a_new_correction_reaches_lists_that_were_imported_before_it(
    base: Engine, tmp_path: Path
) -> None:
    without = Cleaner(replace(corrections(), states={}), geography())
    take(
        base,
        write_sheet(tmp_path / LATER, [row(state="UTAHJ", county="Cache County")]),
        cleaner=without,
    )
    newest = select(tables.listing.c.agency_id).where(
        tables.listing.c.list_id.startswith("2027-06-01")
    )
    with base.connect() as connection:
        assert connection.execute(newest).scalar() == "xx-polk-county-sheriff"
    change(base, forget_origin("snapshot"))
    assert rebuilt(base)
    with base.connect() as connection:
        assert connection.execute(newest).scalar() == "ut-polk-county-sheriff"


def test_a_list_that_can_not_be_kept_is_not_dropped_without_a_word(
    base: Engine, tmp_path: Path
) -> None:
    take(base, write_sheet(tmp_path / LATER, counties(5)))
    change(base, delete(tables.raw_row), forget_origin("schema"))
    before = contents(base)
    refused = build_database(base, only_if_needed=True)
    assert isinstance(refused, Refusal)
    assert refused.key == "lists_would_be_lost"
    assert "2027-06-01" in refused.sentence()
    assert contents(base) == before
    forced = build_database(base, forget=True)
    assert isinstance(forced, Built)
    assert forced.list_date == newest_date()


def test_a_database_made_from_a_newer_snapshot_is_left_alone(
    base: Engine, tmp_path: Path
) -> None:
    take(base, write_sheet(tmp_path / LATER, counties(5)))
    change(base, delete(tables.raw_row), forget_origin("snapshot"))
    assert not rebuilt(base)
    with base.connect() as connection:
        dates = select(tables.list_file.c.list_date)
        assert date(2027, 6, 1) in connection.execute(dates).scalars().all()
