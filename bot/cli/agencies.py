"""``know287g agencies``: build, import, snapshot and show ICE's lists."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.building import Built, build_database, ensure_database
from bot.agencies.database import open_engine
from bot.agencies.files import SNAPSHOT
from bot.agencies.importing import import_list
from bot.agencies.refreshing import by_date
from bot.agencies.result import Refusal, message
from bot.agencies.snapshot_making import make_snapshot
from bot.agencies.snapshot_writing import write_snapshot
from bot.agencies.status import describe_database
from bot.cli.agencies_printing import (
    AsJson,
    print_outcome,
    show_report,
    stop,
    stop_for_database,
    write_json,
)
from bot.cli.agencies_refresh import read_day, refresh

app = typer.Typer(
    help="Import, refresh and show ICE's lists.",
    no_args_is_help=True,
    add_completion=False,
)
#: About twelve lists are read in two seconds; more get a progress bar.
FILES_WITHOUT_BAR = 6
app.command()(refresh)


@app.command()
def build(
    forget: Annotated[
        bool,
        typer.Option("--forget", help="Drop the lists that only this database has."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Build the database afresh from the embedded snapshot; imported lists stay."""
    built = build_database(open_engine(), forget=forget)
    if isinstance(built, Refusal):
        stop(built, as_json)
    sentence = message(
        "built",
        lists=built.lists,
        agencies=built.agencies,
        agreements=built.agreements,
        date=built.list_date,
    )
    print_outcome(sentence, {**_plain(built), "sentence": sentence}, as_json)


@app.command(name="import")
def import_files(
    files: Annotated[list[Path], typer.Argument(help="ICE's workbooks.")],
    accept: Annotated[
        bool, typer.Option("--accept", help="Take them although a check objects.")
    ] = False,
    list_date: Annotated[
        str | None,
        typer.Option("--date", help="Date of the list, YYYY-MM-DD; for one file."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report only; write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import lists of participating or pending agencies; exit 1 if one is refused."""
    day = read_day(list_date, len(files) == 1)
    base = ensure_database()
    if isinstance(base, Refusal):
        stop(base, as_json)
    engine = open_engine()
    reports = []
    for path in _with_progress(by_date(files), as_json):
        try:
            report = import_list(
                engine, path, list_date=day, accept=accept, dry_run=dry_run
            )
        except SQLAlchemyError as error:
            stop_for_database(engine, error, as_json)
        reports.append(report)
        if not as_json:
            show_report(report)
    if as_json:
        write_json([report.to_json() for report in reports])
    if any(report.status == "refused" for report in reports):
        raise typer.Exit(1)


@app.command()
def snapshot(
    folder: Annotated[
        Path,
        typer.Option(
            "--to",
            help="Folder to write the tables to.",
            show_default="data/agencies/snapshot",
        ),
    ] = SNAPSHOT,
    sheets: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="Folder of ICE's workbooks to read anew, after a correction.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the database's facts, or those of workbooks, as the project's snapshot."""
    paths = make_snapshot(_workbooks(sheets), folder) if sheets else _write(folder)
    if isinstance(paths, Refusal):
        stop(paths, as_json)
    size = sum(path.stat().st_size for path in paths) // 1000
    sentence = message(
        "snapshot_written", folder=folder, files=len(paths), kilobytes=size
    )
    names = [path.name for path in paths]
    print_outcome(sentence, {"sentence": sentence, "files": names}, as_json)


def _workbooks(folder: Path) -> list[Path]:
    found = sorted(folder.glob("*.xlsx"))
    if not found:
        raise typer.BadParameter(message("no_workbooks", folder=folder))
    return found


def _write(folder: Path) -> list[Path] | Refusal:
    base = ensure_database()
    if isinstance(base, Refusal):
        return base
    with open_engine().connect() as connection:
        return write_snapshot(connection, folder)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Show the newest lists, their age, counts and rows that need a person."""
    base = ensure_database()
    if isinstance(base, Refusal):
        stop(base, as_json)
    with open_engine().connect() as connection:
        state = describe_database(connection, today=date.today())
    print_outcome(state.text(), state.to_json(), as_json)


def _with_progress(files: list[Path], as_json: bool) -> Any:
    if as_json or len(files) <= FILES_WITHOUT_BAR or not sys.stderr.isatty():
        return files
    return track(files, description="Lists", console=Console(stderr=True))


def _plain(built: Built) -> dict[str, Any]:
    return {**vars(built), "list_date": built.list_date.isoformat()}
