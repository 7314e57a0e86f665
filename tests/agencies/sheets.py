"""Small sheets as ICE lays them out, for tests that need one fault at a time."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from bot.agencies.list_name import read_list_name

HEADER = (
    "STATE",
    "LAW ENFORCEMENT AGENCY",
    "TYPE",
    "COUNTY",
    "SUPPORT TYPE",
    "SIGNED",
    "MOA",
)
TFM = "Task Force Model"
WSO = "Warrant Service Officer"


def row(
    agency: str = "Polk County Sheriff's Office",
    state: str = "FLORIDA",
    county: str = "Polk County",
    model: str = TFM,
    signed: Any = date(2025, 3, 3),
    type_: str = "County",
    link: str = "",
) -> dict[str, Any]:
    """One row of a participating list; every argument may be changed."""
    values = (state, agency, type_, county, model, signed, "link")
    return {**dict(zip(HEADER, values, strict=True)), "link": link}


def write_sheet(
    path: Path, rows: list[dict[str, Any]], header: tuple[str, ...] = HEADER
) -> Path:
    """Write rows under a header; a row's "link" becomes its MOA's hyperlink."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(header))
    for number, values in enumerate(rows, start=2):
        sheet.append([_cell(values.get(name)) for name in header])
        if values.get("link") and "MOA" in header:
            sheet.cell(number, header.index("MOA") + 1).hyperlink = values["link"]
    book.save(path)
    return path


def _cell(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def counties(number: int) -> list[dict[str, Any]]:
    """Rows of as many different agencies of one state, for lists of a given length."""
    return [
        row(agency=f"Town {chr(97 + n // 26)}{chr(97 + n % 26)} Police Department")
        for n in range(number)
    ]


def by_date(paths: list[Path]) -> list[Path]:
    """Oldest list first."""
    return sorted(
        paths, key=lambda path: read_list_name(path.name).list_date or date.max
    )
