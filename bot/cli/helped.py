"""``know287g helped``: which answers helped people, by their own yes or no."""

from __future__ import annotations

from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.database import open_engine
from bot.channels.helped import HelpedCounts
from bot.settings import settings

app = typer.Typer(
    help="Show which answers helped: yes and no by topic, nothing about people.",
    add_completion=False,
)


@app.command()
def show(
    at_least: Annotated[
        int, typer.Option(help="Leave out topics with fewer yes and no together.")
    ] = 1,
) -> None:
    """Prints yes and no by topic, those with the most no first."""
    try:
        counts = HelpedCounts(open_engine(settings().helped_database_url)).counts()
    except SQLAlchemyError as error:
        typer.echo(
            "The counts can't be read; see KNOW287G_HELPED_DATABASE_URL "
            f"({type(error).__name__}).",
            err=True,
        )
        raise typer.Exit(1) from error
    shown = [row for row in counts if row[1] + row[2] >= at_least]
    if not shown:
        typer.echo("Nobody has said yet whether an answer helped.")
        return
    typer.echo(f"{'topic':<28} {'yes':>5} {'no':>5}")
    for topic, yes, no in shown:
        typer.echo(f"{topic:<28} {yes:>5} {no:>5}")
