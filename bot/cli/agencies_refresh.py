"""``know287g agencies refresh``: take ICE's newest lists, from its page or files."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.building import ensure_database
from bot.agencies.database import open_engine
from bot.agencies.fetching import Fetcher
from bot.agencies.refresh_report import RefreshReport
from bot.agencies.refreshing import (
    KINDS,
    Terms,
    refresh_from_files,
    refresh_from_page,
)
from bot.agencies.result import Refusal, message
from bot.cli.agencies_printing import (
    AsJson,
    show_report,
    stop,
    stop_for_database,
    write_json,
)
from bot.settings import settings

_Files = Annotated[
    list[Path] | None,
    typer.Option("--file", help="A workbook in hand, instead of ICE's page."),
]
_More = Annotated[list[Path] | None, typer.Argument(help="The same as --file.")]
_Kind = Annotated[
    str | None, typer.Option(help="Only this kind of list: participating or pending.")
]
_Hosts = Annotated[
    list[str] | None,
    typer.Option("--host", help="A host ICE's lists may lie on besides its own."),
]
_Date = Annotated[
    str | None,
    typer.Option("--date", help="Date of the list, YYYY-MM-DD, if its name is wrong."),
]
_Accept = Annotated[
    bool, typer.Option("--accept", help="Take a list although a check objects.")
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Report only; write nothing.")]


def refresh(
    more: _More = None,
    files: _Files = None,
    kind: _Kind = None,
    hosts: _Hosts = None,
    list_date: _Date = None,
    accept: _Accept = False,
    dry_run: _DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take ICE's newest lists; prints nothing to a script when there is no news.

    Made to be run by cron. Exit code 1 if a list was refused or could not be fetched:
    the lists that are there serve on.
    """
    kinds = tuple(known for known in KINDS if kind in (None, known))
    if not kinds:
        raise typer.BadParameter("participating or pending", param_hint="--kind")
    paths = [*(files or ()), *(more or ())]
    one = len(paths or kinds) == 1
    terms = Terms(read_day(list_date, one), accept, dry_run)
    base = ensure_database()
    if isinstance(base, Refusal):
        stop(base, as_json)
    engine = open_engine()
    fetcher = Fetcher(settings().ice_page, tuple(hosts or ()))
    try:
        with _progress(as_json):
            report = (
                refresh_from_files(engine, paths, terms)
                if paths
                else refresh_from_page(engine, fetcher, terms, kinds)
            )
    except SQLAlchemyError as error:
        stop_for_database(engine, error, as_json)
    _show(report, as_json)
    if report.outcome == "refused":
        raise typer.Exit(1)


def read_day(text: str | None, one_list: bool) -> date | None:
    """The day given with --date.

    Args:
        text: the option's value, or None.
        one_list: whether the command is about one list.

    Raises:
        typer.BadParameter: it is no day, or given for several lists.
    """
    if text is None:
        return None
    if not one_list:
        raise typer.BadParameter(message("date_for_one"))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(message("wrong_date", value=text)) from None


def _progress(as_json: bool) -> AbstractContextManager[object]:
    if as_json or not sys.stderr.isatty():
        return nullcontext()
    return Console(stderr=True).status(message("refreshing"))


def _show(report: RefreshReport, as_json: bool) -> None:
    if as_json:
        write_json(report.to_json())
        return
    if report.refusal:
        typer.echo(report.sentence(), err=True)
    elif report.outcome == "nothing_new":
        # cron mails whatever is printed; only a person wants to read this.
        if sys.stdout.isatty():
            typer.echo(report.sentence())
        return
    for one in report.lists:
        if one.status != "already_there":
            show_report(one)
    if report.taken:
        typer.echo(message("make_snapshot"))
