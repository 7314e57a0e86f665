"""``know287g export``: ICE's lists as open data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.building import ensure_database
from bot.agencies.database import open_engine
from bot.agencies.result import Refusal, message
from bot.cli.agencies_printing import stop, stop_for_database
from bot.organizer.export_tables import read_tables
from bot.organizer.export_writing import write_csv, write_json

app = typer.Typer(help="Write ICE's lists as open data.", add_completion=False)


@app.command()
def export(
    folder: Annotated[
        Path | None,
        typer.Option("--csv", metavar="DIR", help="Write CSV tables into this folder."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--json", metavar="FILE", help="Write all tables as JSON."),
    ] = None,
) -> None:
    """Write agencies, agreements, history and pending agencies with list dates."""
    if folder is None and file is None:
        raise typer.BadParameter(message("export_where"))
    base = ensure_database()
    if isinstance(base, Refusal):
        stop(base, as_json=False)
    engine = open_engine()
    try:
        with engine.connect() as connection:
            tables = read_tables(connection)
    except SQLAlchemyError as error:
        stop_for_database(engine, error, as_json=False)
    try:
        written = write_csv(tables, folder) if folder else []
        if file:
            write_json(tables, file)
            written.append(file)
    except OSError as error:
        why = error.strerror or str(error)
        values = {"path": error.filename or folder or file, "why": why}
        stop(Refusal("not_writable", values), as_json=False)
    names = ", ".join(path.name for path in written)
    agreements = len(tables["agreements"])
    typer.echo(
        message("exported", names=names, agreements=agreements, date=base.list_date)
    )
