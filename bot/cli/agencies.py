"""``know287g agencies``: build, import, snapshot and show ICE's lists."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import track
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.building import Built, build_database, ensure_database
from bot.agencies.database import open_engine
from bot.agencies.files import SNAPSHOT
from bot.agencies.importing import import_list
from bot.agencies.list_name import read_list_name
from bot.agencies.report import ImportReport
from bot.agencies.result import Refusal, message
from bot.agencies.snapshot_writing import write_snapshot
from bot.agencies.status import describe_database

app = typer.Typer(
    help="Import, refresh and show ICE's lists.",
    no_args_is_help=True,
    add_completion=False,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
#: About twelve lists are read in two seconds; more get a progress bar.
FILES_WITHOUT_BAR = 6
#: Changes shown of each kind; --json has them all.
CHANGES_SHOWN = 20


@app.command()
def build(as_json: AsJson = False) -> None:
    """Build the database afresh from the embedded snapshot."""
    built = build_database(open_engine())
    if isinstance(built, Refusal):
        _refuse(built, as_json)
    sentence = message(
        "built",
        lists=built.lists,
        agencies=built.agencies,
        agreements=built.agreements,
        date=built.list_date,
    )
    _print(sentence, {**_plain(built), "sentence": sentence}, as_json)


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
    day = _read_day(list_date, files)
    base = ensure_database()
    if isinstance(base, Refusal):
        _refuse(base, as_json)
    engine = open_engine()
    reports = []
    for path in _with_progress(_by_date(files), as_json):
        try:
            report = import_list(
                engine, path, list_date=day, accept=accept, dry_run=dry_run
            )
        except SQLAlchemyError as error:
            values = {"url": engine.url.render_as_string(hide_password=True)}
            why = str(error).split("\n")[0]
            _refuse(Refusal("database_unreachable", {**values, "why": why}), as_json)
        reports.append(report)
        if not as_json:
            _show(report)
    if as_json:
        _write_json([report.to_json() for report in reports])
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
    as_json: AsJson = False,
) -> None:
    """Write the database's facts as the snapshot of the project."""
    base = ensure_database()
    if isinstance(base, Refusal):
        _refuse(base, as_json)
    with open_engine().connect() as connection:
        paths = write_snapshot(connection, folder)
    size = sum(path.stat().st_size for path in paths) // 1000
    sentence = message(
        "snapshot_written", folder=folder, files=len(paths), kilobytes=size
    )
    names = [path.name for path in paths]
    _print(sentence, {"sentence": sentence, "files": names}, as_json)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Show the newest lists, their age, counts and rows that need a person."""
    base = ensure_database()
    if isinstance(base, Refusal):
        _refuse(base, as_json)
    with open_engine().connect() as connection:
        state = describe_database(connection, today=date.today())
    _print(state.text(), state.to_json(), as_json)


def _read_day(text: str | None, files: list[Path]) -> date | None:
    if text is None:
        return None
    if len(files) > 1:
        raise typer.BadParameter(message("date_for_one"))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(message("wrong_date", value=text)) from None


def _by_date(files: list[Path]) -> list[Path]:
    """Oldest first, so that each list is judged against the one before it."""
    return sorted(
        files, key=lambda path: (read_list_name(path.name).list_date or date.max, path)
    )


def _with_progress(files: list[Path], as_json: bool) -> Any:
    if as_json or len(files) <= FILES_WITHOUT_BAR or not sys.stderr.isatty():
        return files
    return track(files, description="Lists", console=Console(stderr=True))


def _show(report: ImportReport) -> None:
    typer.echo(report.sentence(), err=report.status == "refused")
    for line in (*report.lines(CHANGES_SHOWN), *report.unresolved):
        typer.echo(f"  {line}")


def _refuse(refusal: Refusal, as_json: bool) -> NoReturn:
    if as_json:
        _write_json({"error": refusal.key, "sentence": refusal.sentence()})
    else:
        typer.echo(refusal.sentence(), err=True)
    raise typer.Exit(1)


def _print(sentence: str, plain: dict[str, Any], as_json: bool) -> None:
    if as_json:
        _write_json(plain)
    else:
        typer.echo(sentence)


def _plain(built: Built) -> dict[str, Any]:
    return {**vars(built), "list_date": built.list_date.isoformat()}


def _write_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
