"""ICE's 18 participating and 14 pending lists, and the seven faulty files."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.agencies import tables
from bot.agencies.building import build_database
from bot.agencies.importing import import_list

from .conftest import make_engine
from .sheets import by_date
from .test_importing import contents

pytestmark = pytest.mark.shared

#: Where our counts differ from the reference, which corrects no agency's name and no
#: wrong state, as ours minus the reference: (list, state): {what: difference}.
#: 1. ICE first printed three jails' agreements under the county's sheriff (Escambia
#:    and Okaloosa FL, Franklin PA) and later under the body that signed; we keep them
#:    with that body throughout, so one agency more is on the early lists.
#: 2. Crow Wing County stood under Massachusetts for five weeks; it is Minnesota's.
#: 3. On 2025-07-16 one Florida agreement is printed under the Department of Financial
#:    Services and under its division that signed; we count one.
ALIAS_CHOICES: dict[tuple[str, str], dict[str, int]] = {
    ("2025-03-17", "US"): {"agencies": 3},
    ("2025-03-17", "FL"): {"agencies": 2},
    ("2025-03-17", "PA"): {"agencies": 1},
    ("2025-04-10", "US"): {"agencies": 2},  # one of them lost again to Crow Wing
    ("2025-04-10", "FL"): {"agencies": 2},
    ("2025-04-10", "PA"): {"agencies": 1},
    ("2025-04-10", "MA"): {"agreements": -1, "agencies": -1, "WSO": -1},
    ("2025-04-10", "MN"): {"agreements": 1, "WSO": 1},
    ("2025-05-16", "US"): {"agencies": 3},
    ("2025-05-16", "FL"): {"agencies": 2},
    ("2025-05-16", "PA"): {"agencies": 1},
    ("2025-06-20", "US"): {"agencies": 3},
    ("2025-06-20", "FL"): {"agencies": 2},
    ("2025-06-20", "PA"): {"agencies": 1},
    ("2025-07-16", "US"): {"agreements": -1, "TFM": -1},
    ("2025-07-16", "FL"): {"agreements": -1, "agencies": -1, "TFM": -1},
    ("2025-07-16", "PA"): {"agencies": 1},
}


@pytest.fixture(scope="module")
def reverse(ice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = make_engine("sqlite", tmp_path_factory.mktemp("reverse"))
    for path in reversed(by_date(list(ice.glob("*.xlsx")))):
        report = import_list(made, path)
        assert report.status == "imported", report.sentence()
    yield made
    made.dispose()


def test_forward_and_reverse_give_the_same_tables(
    forward: Engine, reverse: Engine
) -> None:
    one, other = contents(forward), contents(reverse)
    for name, rows in one.items():
        assert rows == other[name], f"table {name} depends on the order"


def counted(engine: Engine) -> dict[tuple[str, str], Counter[str]]:
    """Agreements, agencies and models by (list date, state or US) as we keep them."""
    found: dict[tuple[str, str], Counter[str]] = {}
    agencies: dict[tuple[str, str], set[str]] = {}
    with engine.connect() as connection:
        rows = connection.execute(
            select(
                tables.list_file.c.list_date,
                tables.agency.c.state,
                tables.listing.c.agency_id,
                tables.listing.c.model,
            )
            .select_from(
                tables.listing.join(tables.list_file).join(
                    tables.agency, tables.agency.c.id == tables.listing.c.agency_id
                )
            )
            .where(tables.list_file.c.kind == "participating")
        ).all()
    for row in rows:
        for scope in ("US", row.state):
            key = (row.list_date.isoformat(), scope)
            found.setdefault(key, Counter()).update(["agreements", row.model])
            agencies.setdefault(key, set()).add(row.agency_id)
    for key, ids in agencies.items():
        found[key]["agencies"] = len(ids)
    return found


def test_counts_equal_the_reference_but_for_documented_alias_choices(
    ice: Path, forward: Engine
) -> None:
    ours = counted(forward)
    wrong = []
    with (ice / "reference-counts.csv").open(encoding="utf-8", newline="") as handle:
        reference = list(csv.DictReader(handle))
    for row in reference:
        mine = ours.get((row["sheet_date"], row["scope"]), Counter())
        # Rows by model count an agreement twice where ICE prints it twice.
        twice = int(row["rows"]) - int(row["agreements"])
        for name in ("agreements", "agencies", "JEM", "TFM", "WSO"):
            slack = twice if name in ("JEM", "TFM", "WSO") else 0
            key = (row["sheet_date"], row["scope"])
            expected = int(row[name]) + ALIAS_CHOICES.get(key, {}).get(name, 0)
            if not 0 <= expected - mine[name] <= slack:
                wrong.append((*key, name, expected, mine[name]))
    assert wrong == []
    assert len(reference) == 717


def test_row_counts_equal_the_reference(ice: Path, forward: Engine) -> None:
    with (ice / "reference-counts.csv").open(encoding="utf-8", newline="") as handle:
        expected = {
            (r["file"], int(r["rows"]))
            for r in csv.DictReader(handle)
            if r["scope"] == "US"
        }
    with forward.connect() as connection:
        rows = connection.execute(select(tables.list_file)).all()
    assert {
        (r.file_name, r.row_count) for r in rows if r.kind == "participating"
    } == expected


def test_75_agreements_have_ended_and_three_were_signed_anew(forward: Engine) -> None:
    with forward.connect() as connection:
        rows = connection.execute(select(tables.agreement)).all()
    ended = [row for row in rows if not row.listed and not row.resigned]
    anew = {row.agency_id for row in rows if row.resigned}
    assert len(rows) - len(anew) == 1918
    assert len(ended) == 75
    assert anew == {
        "al-franklin-county-sheriff",
        "tn-bradley-county-sheriff",
        "wi-walworth-county-sheriff",
    }


def test_only_two_agencies_remain_without_a_county(forward: Engine) -> None:
    has_county = select(tables.agency_county.c.agency_id)
    with forward.connect() as connection:
        homeless = connection.execute(
            select(tables.agency.c.id).where(
                tables.agency.c.layer != "state", tables.agency.c.id.notin_(has_county)
            )
        ).scalars()
        # One was pending under a name no town has, one left the list in 2025.
        assert set(homeless) == {"fl-pembroke-police", "pa-derry-township-constable"}


def test_no_kind_of_agency_is_unknown(forward: Engine) -> None:
    with forward.connect() as connection:
        kinds = connection.execute(
            select(tables.agency.c.kind, func.count()).group_by(tables.agency.c.kind)
        ).all()
    assert "unknown" not in {row[0] for row in kinds}


def test_no_link_keeps_a_wrapper_and_no_cell_a_mail_address(forward: Engine) -> None:
    with forward.connect() as connection:
        links = connection.execute(select(tables.agreement_link.c.link)).scalars().all()
        cells = connection.execute(select(tables.raw_row)).all()
    assert len(links) > 1600
    assert all(link.startswith("https://www.ice.gov/") for link in links)
    assert not any("@" in str(cell) for row in cells for cell in row)


FAULTY: dict[str, tuple[str, Any]] = {
    "participatingAgencies09222025pm.xlsx": ("kind_disagrees", None),
    "pendingAgencies09222025pm.xlsx": ("kind_disagrees", None),
    "participatingAgencies04212025am.xlsx": ("stale", None),
    "participatingAgencies08022025pm.xlsx": ("signed_after_list", date(2025, 9, 2)),
    "participatingAgencies090022025am.xlsx": ("no_date", date(2025, 9, 2)),
    "participatingAgencies01092025pm.xlsx": ("signed_after_list", date(2026, 1, 9)),
}


@pytest.fixture
def with_history(tmp_path: Path) -> Engine:
    """A database of its own with all good lists, as a fresh clone has it."""
    engine = make_engine("sqlite", tmp_path)
    build_database(engine)
    return engine


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_file_is_refused_with_a_sentence(
    ice: Path, with_history: Engine, name: str
) -> None:
    key, right_date = FAULTY[name]
    before = contents(with_history)
    report = import_list(with_history, ice / "faulty" / name)
    assert report.status == "refused"
    assert report.refusal is not None
    assert report.refusal.key == key
    assert "--accept" in report.sentence() or "--date" in report.sentence()
    assert contents(with_history) == before
    if right_date:
        dated = import_list(with_history, ice / "faulty" / name, list_date=right_date)
        assert dated.status == "imported", dated.sentence()
        assert dated.list_date == right_date


def test_the_stale_list_is_also_too_short_for_its_date(
    ice: Path, with_history: Engine
) -> None:
    path = ice / "faulty" / "participatingAgencies04212025am.xlsx"
    report = import_list(with_history, path, list_date=date(2025, 4, 2))
    assert report.refusal is not None
    assert report.refusal.key == "fewer_rows"


def test_an_empty_pending_list_is_valid(ice: Path, with_history: Engine) -> None:
    path = ice / "faulty" / "pendingAgencies11062025pm.xlsx"
    report = import_list(with_history, path)
    assert (report.status, report.rows) == ("imported", 0)
