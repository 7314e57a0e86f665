"""Writing the open data: CSV tables that a spreadsheet can trust, or one JSON file."""

from __future__ import annotations

import csv
import json
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.content.schema import Language
from bot.data_files import read_yaml
from bot.language.dates import format_date
from bot.organizer.export_tables import Row, Value
from bot.settings import PROJECT

_TEXTS = PROJECT / "data" / "organizer" / "export.yml"
#: What a spreadsheet takes for the start of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LANGUAGES: tuple[Language, ...] = ("en", "es")


@lru_cache(maxsize=1)
def export_texts() -> dict[str, Any]:
    """What the tables and columns are, in both languages."""
    texts: dict[str, Any] = read_yaml(_TEXTS)
    return texts


def write_csv(tables: dict[str, list[Row]], folder: Path) -> list[Path]:
    """Write each table as CSV and a README in each language; the files written.

    Raises:
        OSError: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, rows in tables.items():
        columns = list(export_texts()["tables"][name]["columns"])
        written.append(folder / f"{name}.csv")
        with written[-1].open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    for language in LANGUAGES:
        written.append(folder / export_texts()["readme"]["file"][language])
        written[-1].write_text(write_readme(tables, language), encoding="utf-8")
    return written


def _cell(value: Value) -> str:
    """A value as a cell's text, safe to open in a spreadsheet.

    >>> _cell("=HYPERLINK(1)"), _cell("Polk County"), _cell(True), _cell(None)
    ("'=HYPERLINK(1)", 'Polk County', 'true', '')
    """
    text = "" if value is None else str(_plain(value))
    if isinstance(value, bool):
        text = text.lower()
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: Value) -> str | int | bool | None:
    return value.isoformat() if isinstance(value, date) else value


def write_readme(tables: dict[str, list[Row]], language: Language) -> str:
    """The README in a language: what the tables are, their rights, every column."""
    texts = export_texts()
    dates = {
        f"{name}": format_date(day, language) if day else "-"
        for name, day in list_dates(tables).items()
    }
    parts = [texts["readme"][language].format(**dates)]
    for name, table in texts["tables"].items():
        parts.append(f"### {name}.csv ({len(tables[name]):,})\n\n{table[language]}\n")
        columns = table["columns"].items()
        parts += [f"- `{column}`: {text[language]}" for column, text in columns]
        parts.append("")
    return "\n".join(parts)


def list_dates(tables: dict[str, list[Row]]) -> dict[str, date | None]:
    """Dates of the newest participating and pending lists."""
    newest: dict[Value, date] = {}
    for row in tables["lists"]:
        day = row["list_date"]
        if isinstance(day, date):
            newest[row["kind"]] = max(day, newest.get(row["kind"], day))
    return {
        "list_date": newest.get("participating"),
        "pending_date": newest.get("pending"),
    }


def write_json(tables: dict[str, list[Row]], path: Path) -> None:
    """Write all tables, their dates and what their columns mean as one JSON file.

    Raises:
        OSError: the file can't be written.
    """
    texts = export_texts()["tables"]
    about = {
        **{name: _plain(day) for name, day in list_dates(tables).items()},
        "readme": {language: write_readme(tables, language) for language in LANGUAGES},
        "columns": {name: table["columns"] for name, table in texts.items()},
    }
    plain = {
        name: [{key: _plain(value) for key, value in row.items()} for row in rows]
        for name, rows in tables.items()
    }
    text = json.dumps({"about": about, **plain}, ensure_ascii=False, indent=1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
