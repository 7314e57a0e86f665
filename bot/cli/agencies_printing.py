"""What the commands of ``know287g agencies`` print, for people and for scripts."""

from __future__ import annotations

import json
from typing import Annotated, Any, NoReturn

import typer
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.report import ImportReport
from bot.agencies.result import Refusal

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
#: Changes shown of each kind; --json has them all.
CHANGES_SHOWN = 20


def show_report(report: ImportReport) -> None:
    """Print what happened to one list; a refusal goes to standard error."""
    typer.echo(report.sentence(), err=report.status == "refused")
    for line in (*report.lines(CHANGES_SHOWN), *report.unresolved):
        typer.echo(f"  {line}")


def stop(refusal: Refusal, as_json: bool) -> NoReturn:
    """Print why nothing was done and end with exit code 1."""
    if as_json:
        write_json({"error": refusal.key, "sentence": refusal.sentence()})
    else:
        typer.echo(refusal.sentence(), err=True)
    raise typer.Exit(1)


def stop_for_database(
    engine: Engine, error: SQLAlchemyError, as_json: bool
) -> NoReturn:
    """Say that the database does not answer, without its password, and end."""
    values = {"url": engine.url.render_as_string(hide_password=True)}
    why = str(error).split("\n")[0]
    stop(Refusal("database_unreachable", {**values, "why": why}), as_json)


def print_outcome(sentence: str, plain: dict[str, Any], as_json: bool) -> None:
    """Print a sentence, or the values behind it as JSON."""
    if as_json:
        write_json(plain)
    else:
        typer.echo(sentence)


def write_json(value: Any) -> None:
    """Print a value as JSON, letters as they are."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))
