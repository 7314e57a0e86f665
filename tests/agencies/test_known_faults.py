"""Each of the 200 known faults of ICE's lists ends at the right value."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.agencies.agency_lookup import when_signed
from bot.agencies.cleaning import Cleaner
from bot.agencies.corrections import corrections
from bot.agencies.geography import county_names, geography
from bot.agencies.links import decode_link
from bot.agencies.list_name import read_list_name
from bot.agencies.model import PrintedRow
from bot.agencies.names import agency_key, fold
from bot.agencies.workbook import Sheet, read_workbook

FOLDER = Path(__file__).resolve().parents[2] / ".." / "shared" / "ice"
pytestmark = pytest.mark.shared

MODELS = {
    "Jail Enforcement Model": "JEM",
    "Task Force Model": "TFM",
    "Warrant Service Officer": "WSO",
}
#: What a clean row says instead of ICE's TYPE.
LAYERS = {"Municipality": "city", "County": "county", "State Agency": "state"}


def faults() -> list[dict[str, str]]:
    path = FOLDER / "known-faults.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


FAULTS = faults()


def number(fault: dict[str, str]) -> str:
    return f"{fault['fault']}: {fault['state']} {fault['agency']}"


@lru_cache(maxsize=64)
def published(name: str) -> Sheet:
    sheet = read_workbook(FOLDER / name)
    assert isinstance(sheet, Sheet)
    return sheet


def printed_row(fault: dict[str, str]) -> PrintedRow:
    """The example's row from ICE's file, else one built with the fault in it."""
    row_no = int(fault["example_row"])
    if fault["in_published_set"] == "yes":
        for folder in ("", "faulty/"):
            if (FOLDER / folder / fault["example_file"]).is_file():
                rows = published(folder + fault["example_file"]).rows
                return next(row for row in rows if row.row_no == row_no)
    cells = {"state": fault["state"], "agency": fault["agency"]}
    column = {
        "COUNTY": "county",
        "STATE": "state",
        "SUPPORT TYPE": "model",
        "TYPE": "type",
        "SIGNED": "signed",
        "MOA": "moa",
        "LAW ENFORCEMENT AGENCY": "agency",
    }[fault["column"]]
    printed = fault["printed"]
    if printed.startswith(("'", '"')):
        printed = ast.literal_eval(printed)
    cells[column] = "" if printed == "(blank)" else printed
    cells.setdefault("model", "Task Force Model")
    if fault["note"] in ("JEM", "TFM", "WSO"):
        cells["model"] = {v: k for k, v in MODELS.items()}[fault["note"]]
    if "only" in fault["right"]:
        cells["model"] = "Warrant Service Officer"
    return PrintedRow(row_no=row_no, **cells)


def list_date(fault: dict[str, str]) -> date:
    return read_list_name(fault["example_file"]).list_date or date(2025, 9, 2)


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner(corrections(), geography())


def of(column: str, *words: str) -> list[Any]:
    found = [
        fault
        for fault in FAULTS
        if fault["column"] == column and (not words or fault["fault"].startswith(words))
    ]
    return [pytest.param(fault, id=number(fault)) for fault in found]


def test_all_200_faults_are_covered_by_a_test_here() -> None:
    if not FAULTS:
        pytest.skip("the list of known faults does not lie beside this checkout")
    counted = sum(
        len(of(column))
        for column in (
            "COUNTY",
            "STATE",
            "SUPPORT TYPE",
            "TYPE",
            "SIGNED",
            "row",
            "MOA",
            "MOA hyperlink",
            "LAW ENFORCEMENT AGENCY",
        )
    )
    assert counted == len(FAULTS) == 200


def right_counties(right: str) -> set[str]:
    """Names of the right counties out of the note's words; none for a state agency."""
    if right == "as above":
        right = "Camden, Pasquotank and Perquimans counties"
    if "counties" in right:
        return {
            f"{w} County" for w in re.findall(r"[A-Z]\w+", right.split(" counties")[0])
        }
    match = re.match(r"[A-Z][\w. ]*? (County|Parish|city)", right)
    return {match[0]} if match else set()


@pytest.mark.parametrize("fault", of("COUNTY"))
def test_a_wrong_county_ends_right(cleaner: Cleaner, fault: dict[str, str]) -> None:
    row = printed_row(fault)
    cleaned = cleaner.clean(row, list_date(fault))
    names = {county_names()[code] for code in cleaned.counties}
    if cleaned.layer == "state":
        assert names == set()
        return
    right = right_counties(fault["right"])
    if fault["right"].startswith("blank ("):
        right = {"Montgomery County"}
    if fault["fault"] in ("no county", "blank county after a missing column"):
        assert cleaned.counties, "the county follows from the agency's name"
        return
    assert right, f"the expectation could not be read: {fault['right']}"
    assert right <= names
    first = county_names()[cleaned.counties[0]]
    assert first in right


@pytest.mark.parametrize("fault", of("STATE"))
def test_a_wrong_state_ends_right(cleaner: Cleaner, fault: dict[str, str]) -> None:
    cleaned = cleaner.clean(printed_row(fault), list_date(fault))
    options = re.split(r" or | \(", fault["right"].rstrip(")"))
    assert cleaned.state in {geography().states.get(fold(o)) for o in options}


@pytest.mark.parametrize("fault", of("SUPPORT TYPE"))
def test_a_wrong_model_ends_right(cleaner: Cleaner, fault: dict[str, str]) -> None:
    cleaned = cleaner.clean(printed_row(fault), list_date(fault))
    assert cleaned.model == MODELS.get(fault["right"], "UNK")
    if cleaned.model == "UNK":
        assert fault["right"].startswith("unknown")
        assert "unknown_model" in cleaned.flags


@pytest.mark.parametrize("fault", of("TYPE"))
def test_a_wrong_type_does_not_mislead(cleaner: Cleaner, fault: dict[str, str]) -> None:
    cleaned = cleaner.clean(printed_row(fault), list_date(fault))
    assert "unknown_type" not in cleaned.flags
    if fault["right"] == "campus police":
        assert cleaned.kind == "campus"
    elif fault["right"] == "blank":
        assert cleaned.layer == "state"
    else:
        assert cleaned.layer == LAYERS[fault["right"]]


@pytest.mark.parametrize("fault", of("SIGNED", "date as text"))
def test_a_date_typed_as_text_ends_right(
    cleaner: Cleaner, fault: dict[str, str]
) -> None:
    cleaned = cleaner.clean(printed_row(fault), list_date(fault))
    assert cleaned.signed is not None
    assert cleaned.signed.isoformat() == fault["right"][:10]


@pytest.mark.parametrize("fault", of("SIGNED", "year typo", "date blank"))
def test_a_date_that_cannot_be_right_is_shown_with_the_likely_one(
    forward: Engine, cleaner: Cleaner, fault: dict[str, str]
) -> None:
    row = cleaner.clean(printed_row(fault), list_date(fault))
    with forward.connect() as connection:
        agreement = when_signed(connection, [row.agency_id], row.model)[0]
    meant = date.fromisoformat(fault["right"][:10])
    assert meant in (agreement.signed, agreement.signed_likely)
    if agreement.signed != meant:
        assert agreement.date_suspect


def spellings(fault: dict[str, str]) -> Iterator[str]:
    for spelling in fault["printed"].split(" / "):
        yield re.sub(r" \(dates.*", "", spelling)


@pytest.mark.parametrize("fault", of("row"))
def test_an_agency_listed_twice_is_one(cleaner: Cleaner, fault: dict[str, str]) -> None:
    state = geography().states[fold(fault["state"])]
    keys = {(state, agency_key(spelling)) for spelling in spellings(fault)}
    assert len(keys) == 1


RENAMED = of("LAW ENFORCEMENT AGENCY", "agency name changed")


@pytest.mark.parametrize("fault", RENAMED)
def test_a_changed_name_stays_one_agency(
    cleaner: Cleaner, fault: dict[str, str]
) -> None:
    row = printed_row(fault)
    printed = agency_key(fault["printed"])
    assert agency_key(row.agency) == printed, "the example is another row"
    old = cleaner.clean(row, list_date(fault))
    cells = {**vars(row), "agency": fault["right"]}
    new = cleaner.clean(PrintedRow(**cells), list_date(fault))
    assert old.agency_id == new.agency_id


@pytest.mark.parametrize(
    "fault",
    of(
        "LAW ENFORCEMENT AGENCY",
        "one agency",
        "curly",
        "non-breaking",
        "trailing",
    ),
)
def test_a_name_in_other_letters_stays_one_agency(
    cleaner: Cleaner, fault: dict[str, str]
) -> None:
    cleaned = cleaner.clean(printed_row(fault), list_date(fault))
    assert agency_key(cleaned.name) == agency_key(fault["agency"])
    assert cleaned.name == cleaned.name.strip()
    assert "’" not in cleaned.name
    assert "\xa0" not in cleaned.name


@pytest.mark.parametrize("fault", of("MOA"))
def test_a_variant_of_the_moa_cell_is_kept_as_printed(
    cleaner: Cleaner, fault: dict[str, str]
) -> None:
    row = printed_row(fault)
    assert row.moa == ast.literal_eval(fault["printed"])
    assert cleaner.clean(row, list_date(fault)).link == row.link


@pytest.mark.parametrize("fault", of("MOA hyperlink"))
def test_a_bad_link_ends_right(cleaner: Cleaner, fault: dict[str, str]) -> None:
    row = printed_row(fault)
    cleaned = cleaner.clean(row, list_date(fault))
    if fault["fault"] == "MOA link to another agency's file":
        assert row.link
        assert cleaned.link == ""
    else:
        assert cleaned.link.startswith("https://www.ice.gov/doclib/")
        assert decode_link(cleaned.link) == cleaned.link
