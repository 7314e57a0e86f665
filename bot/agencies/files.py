"""Where this package's tables of facts lie, and how a table is read."""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data" / "agencies"
PLACES = DATA.parent / "places"
FIXES = DATA / "fixes"
SNAPSHOT = DATA / "snapshot"


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file with a header; every cell is text, blanks are empty.

    Raises:
        FileNotFoundError: the file is not there.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        return [
            {key: value or "" for key, value in row.items() if key is not None}
            for row in csv.DictReader(handle)
        ]


def write_table(path: Path, header: list[str], rows: list[tuple[str, ...]]) -> None:
    """Write rows as CSV with Unix line ends, so that two versions can be compared."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
