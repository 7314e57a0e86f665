from __future__ import annotations

import re
import resource
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from bot.agencies.measuring import UNPACKED_BYTES_AT_MOST
from bot.agencies.result import Refusal
from bot.agencies.workbook import (
    ROWS_AT_MOST,
    Sheet,
    read_workbook,
)

from .sheets import HEADER, row, write_sheet


def read(path: Path) -> Sheet:
    sheet = read_workbook(path)
    assert isinstance(sheet, Sheet)
    return sheet


def refusal(path: Path) -> str:
    refused = read_workbook(path)
    assert isinstance(refused, Refusal)
    assert path.name in refused.sentence()
    return refused.key


def repack(source: Path, target: Path, part: str, change: bytes | None) -> Path:
    """The workbook with one part replaced by other bytes."""
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change if name == part and change else content)
    return target


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write_sheet(tmp_path / "sound.xlsx", [row()])


SHEET_PART = "xl/worksheets/sheet1.xml"


def test_columns_are_found_by_their_header_in_any_order(tmp_path: Path) -> None:
    header = ("SIGNED", "COUNTY", "Law  Enforcement Agency ", "STATE", "SUPPORT TYPE")
    values = {"Law  Enforcement Agency ": "Polk County Sheriff's Office"}
    sheet = read(write_sheet(tmp_path / "a.xlsx", [{**row(), **values}], header))
    first = sheet.rows[0]
    assert (first.state, first.agency) == ("FLORIDA", "Polk County Sheriff's Office")
    assert first.signed == "2025-03-03"
    assert first.type == ""


def test_a_sheet_without_a_signed_column_is_a_pending_list(tmp_path: Path) -> None:
    header = tuple(name for name in HEADER if name != "SIGNED")
    assert read(write_sheet(tmp_path / "a.xlsx", [row()], header)).kind == "pending"


def test_blank_rows_are_passed_over_and_row_numbers_kept(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", [row(), {}, row(state="TEXAS"), {}, {}])
    assert [r.row_no for r in read(path).rows] == [2, 4]


def test_hidden_rows_count_like_any_other(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", [row(), row(state="TEXAS")])
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    assert len(read(path).rows) == 2


def test_an_excel_error_cell_is_read_as_its_text(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", [row(county="#N/A")])
    assert read(path).rows[0].county == "#N/A"


def test_a_link_is_read_and_freed_of_its_wrapper(tmp_path: Path) -> None:
    wrapped = (
        "https://gcc02.safelinks.protection.outlook.com/?url="
        "https%3A%2F%2Fwww.ice.gov%2Fdoclib%2F287gMOA%2FA.pdf&data=x%40example.org"
    )
    path = write_sheet(tmp_path / "a.xlsx", [row(), row(link=wrapped)])
    assert [r.link for r in read(path).rows] == [
        "",
        "https://www.ice.gov/doclib/287gMOA/A.pdf",
    ]


def test_a_false_size_in_the_sheet_hides_no_rows(sound: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(sound) as archive:
        part = archive.read(SHEET_PART)
    lying = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A1"', part)
    assert lying != part
    sheet = read(repack(sound, tmp_path / "lying.xlsx", SHEET_PART, lying))
    assert sheet.rows[0].agency == "Polk County Sheriff's Office"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", [row()], ("STATE", "TYPE"))
    refused = read_workbook(path)
    assert isinstance(refused, Refusal)
    assert refused.values["columns"] == "LAW ENFORCEMENT AGENCY, SUPPORT TYPE"


def test_a_formula_is_refused(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", [row(), row(county="=A1&A2")])
    refused = read_workbook(path)
    assert isinstance(refused, Refusal)
    assert (refused.key, refused.values["row"]) == ("formula", 3)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "not_a_workbook"),
        (b"<!DOCTYPE html><title>Log in</title>", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "not_a_workbook"),
        (b"PK\x03\x04" + b"\0" * 100, "broken_workbook"),
    ],
)
def test_a_file_of_another_type_is_refused(
    tmp_path: Path, content: bytes, key: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal(path) == key


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refusal(path) == "broken_workbook"


def test_a_truncated_workbook_is_refused(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "half.xlsx"
    path.write_bytes(sound.read_bytes()[: sound.stat().st_size // 2])
    assert refusal(path) == "broken_workbook"


def test_a_part_that_is_no_xml_is_refused(sound: Path, tmp_path: Path) -> None:
    path = repack(sound, tmp_path / "bad.xlsx", SHEET_PART, b"<worksheet><row")
    assert refusal(path) == "broken_workbook"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.xlsx") == "no_such_file"


@pytest.mark.parametrize("part", [SHEET_PART, "xl/workbook.xml", "xl/styles.xml"])
def test_an_entity_bomb_is_refused_in_any_part(
    sound: Path, tmp_path: Path, part: str
) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "bomb">{levels}]><x>&e11;</x>'.encode()
    start = time.process_time()
    assert refusal(repack(sound, tmp_path / "bomb.xlsx", part, bomb)) == "entities"
    assert time.process_time() - start < 2


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    sound: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(SHEET_PART, "w", force_zip64=True) as part,
    ):
        for _ in range(500):
            part.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    assert refusal(path) == "too_large"
    assert time.process_time() - start < 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown * 1024 < UNPACKED_BYTES_AT_MOST


def test_a_directory_that_lies_about_a_parts_size_is_refused(
    sound: Path, tmp_path: Path
) -> None:
    # The entry says a few bytes, the data holds far more: only those few are read.
    path = repack(sound, tmp_path / "lie.xlsx", SHEET_PART, b"<x>" + b" " * 5_000_000)
    content = bytearray(path.read_bytes())
    entry = content.rfind(b"PK\x01\x02", 0, content.rfind(SHEET_PART.encode()))
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    assert refusal(path) == "broken_workbook"


def test_a_file_of_500_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as handle:
        handle.write(b"PK")
        handle.truncate(500_000_000)
    start = time.process_time()
    assert refusal(path) == "too_large"
    assert time.process_time() - start < 1


def test_a_row_far_down_does_not_fill_the_gap(sound: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(sound) as archive:
        part = archive.read(SHEET_PART)
    far = part.replace(b'<row r="2"', b'<row r="1048576"').replace(b'2"', b'1048576"')
    start = time.process_time()
    refused = read_workbook(repack(sound, tmp_path / "far.xlsx", SHEET_PART, far))
    assert isinstance(refused, Refusal)
    assert refused.key == "too_many_rows"
    assert refused.values["limit"] == ROWS_AT_MOST
    assert time.process_time() - start < 5
