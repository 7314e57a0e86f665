"""How long importing ICE's lists takes against only reading them with openpyxl.

Run with ``python -m benchmarks.import FOLDER``. Importing reads the same cells, and
besides measures the file, reads the hyperlinks, cleans every row, finds its county,
judges the list, writes it and derives all agreements anew after each list. Both are
measured in one run, in seconds of processor time, the fastest of some rounds each.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import openpyxl
import typer

from bot.agencies import tables
from bot.agencies.database import open_engine
from bot.agencies.importing import import_list
from bot.agencies.list_name import read_list_name
from bot.agencies.refreshing import by_date

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def read_cells(files: Sequence[Path]) -> int:
    """Read every cell's value of every first sheet; the number of rows."""
    rows = 0
    for path in files:
        book = openpyxl.load_workbook(path, read_only=True)
        rows += sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
        book.close()
    return rows


def import_all(files: Sequence[Path]) -> int:
    """Import every list into an empty database; the number of rows taken."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'import.sqlite'}")
        with engine.begin() as connection:
            tables.metadata.create_all(connection)
        reports = [import_list(engine, path) for path in files]
        engine.dispose()
    refused = [report.sentence() for report in reports if report.refusal]
    if refused:
        sys.exit("\n".join(refused))
    return sum(report.rows for report in reports)


def time_work(work: Callable[[Sequence[Path]], int], files: Sequence[Path]) -> float:
    """Seconds of processor time."""
    started = time.process_time()
    work(files)
    return time.process_time() - started


@app.command()
def main(
    folder: Annotated[Path, typer.Argument(help="Folder of ICE's workbooks.")],
    rounds: Annotated[int, typer.Option(help="Rounds of each.")] = 3,
) -> None:
    """Print seconds and ratio, for the participating lists and for all lists."""
    every = by_date(folder.glob("*.xlsx"))
    participating = [
        path for path in every if read_list_name(path.name).kind == "participating"
    ]
    if not participating:
        sys.exit(f"{folder} holds no list")
    print(f"fastest of {rounds} rounds, seconds of processor time")
    print(
        f"{'lists':<20}{'files':>6}{'rows':>8}{'openpyxl':>10}{'import':>8}{'ratio':>7}"
    )
    for name, files in (("participating", participating), ("with pending", every)):
        pairs = [
            (time_work(read_cells, files), time_work(import_all, files))
            for _ in range(rounds)
        ]
        reading = min(pair[0] for pair in pairs)
        importing = min(pair[1] for pair in pairs)
        print(
            f"{name:<20}{len(files):>6}{import_all(files):>8,}"
            f"{reading:>10.2f}{importing:>8.2f}{importing / reading:>7.2f}"
        )


if __name__ == "__main__":
    app()
