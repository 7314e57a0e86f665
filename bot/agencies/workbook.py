"""Reading ICE's sheet out of a file that may be anything.

A file from a web page is a stranger: it is measured before it is opened, and opened
by readers that refuse entities. All bounds stand here.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from defusedxml.common import DefusedXmlException

from bot.agencies.hyperlinks import read_hyperlinks
from bot.agencies.measuring import BROKEN, FILE_BYTES_AT_MOST, measure, refuse_size
from bot.agencies.model import ListKind, PrintedRow
from bot.agencies.result import Refusal

ROWS_AT_MOST = 20_000
COLUMNS_AT_MOST = 60
CELL_CHARACTERS_AT_MOST = 500

_HEADER = {
    "STATE": "state",
    "LAW ENFORCEMENT AGENCY": "agency",
    "TYPE": "type",
    "COUNTY": "county",
    "SUPPORT TYPE": "model",
    "SIGNED": "signed",
    "MOA": "moa",
    "ADDENDUM": "addendum",
}
_REQUIRED = ("state", "agency", "model")


@dataclass(frozen=True)
class Sheet:
    """A list as printed. The kind follows from the SIGNED column, never the name."""

    kind: ListKind
    rows: tuple[PrintedRow, ...]
    sha256: str


def read_workbook(path: Path) -> Sheet | Refusal:
    """Read a list's rows as printed.

    Returns:
        The sheet, or a refusal: the file is missing, too large, no workbook, unpacks
        to too much, holds entities or formulas, or lacks a column.
    """
    if not path.is_file():
        return Refusal("no_such_file", {"file": path.name})
    if path.stat().st_size > FILE_BYTES_AT_MOST:
        return refuse_size(path, path.stat().st_size, FILE_BYTES_AT_MOST)
    content = path.read_bytes()
    refusal = measure(path, content)
    if refusal:
        return refusal
    try:
        return _read(path, content)
    except DefusedXmlException:
        return Refusal("entities", {"file": path.name})
    except BROKEN:
        return Refusal("broken_workbook", {"file": path.name})


def _read(path: Path, content: bytes) -> Sheet | Refusal:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    if not book.worksheets:
        return Refusal("broken_workbook", {"file": path.name})
    sheet = book.worksheets[0]
    # The size a sheet claims is a claim: without it, cells are read as they come.
    sheet.reset_dimensions()
    cells = sheet.iter_rows(max_col=COLUMNS_AT_MOST)
    columns = _columns(next(cells, ()))
    missing = [name for name in _REQUIRED if name not in columns.values()]
    if missing:
        return Refusal(
            "missing_columns", {"file": path.name, "columns": _printed(missing)}
        )
    links = read_hyperlinks(content, sheet)
    rows: list[PrintedRow] = []
    for row in _rows(cells, columns, links):
        if isinstance(row, Refusal):
            return Refusal(row.key, {"file": path.name, **row.values})
        rows.append(row)
    kind: ListKind = "participating" if "signed" in columns.values() else "pending"
    return Sheet(kind, tuple(rows), hashlib.sha256(content).hexdigest())


def _printed(names: list[str]) -> str:
    return ", ".join(printed for printed, name in _HEADER.items() if name in names)


def _columns(header: Any) -> dict[int, str]:
    """Column number (from 0) to field, by the header's text; the first one counts."""
    found: dict[int, str] = {}
    for index, cell in enumerate(header):
        name = _HEADER.get(" ".join(_text(cell).split()).upper())
        if name and name not in found.values():
            found[index] = name
    return found


def _rows(
    cells: Any, columns: dict[int, str], links: dict[tuple[int, int], str]
) -> Iterator[PrintedRow | Refusal]:
    for row_no, row in enumerate(cells, start=2):
        if row_no > ROWS_AT_MOST + 1:
            yield Refusal("too_many_rows", {"limit": ROWS_AT_MOST})
            return
        known = {columns[i]: cell for i, cell in enumerate(row) if i in columns}
        if any(getattr(cell, "data_type", "") == "f" for cell in known.values()):
            yield Refusal("formula", {"row": row_no})
            return
        values = {name: _text(cell) for name, cell in known.items()}
        if not any(value.strip() for value in values.values()):
            continue
        moa = next((i for i, name in columns.items() if name == "moa"), -1)
        link = links.get((row_no, moa), "")
        yield PrintedRow(row_no=row_no, link=link, **values)


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)[:CELL_CHARACTERS_AT_MOST]
