"""``know287g chart``: pictures out of ICE's lists, with a description in words."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.building import ensure_database
from bot.agencies.database import open_engine
from bot.agencies.result import Refusal, message
from bot.cli.agencies_printing import AsJson, stop, stop_for_database
from bot.organizer.charts.charting import Chart, draw_chart
from bot.organizer.charts.request import (
    FORMATS,
    LANGUAGES,
    ChartRequest,
    Kind,
    state_names,
)
from bot.serve import environment

app = typer.Typer(
    help="Draw pictures of ICE's lists: growth, states, one state.",
    no_args_is_help=True,
    add_completion=False,
)
_Language = Annotated[str, typer.Option(help="Language of the picture: en or es.")]
_Format = Annotated[str, typer.Option("--format", help="svg or png.")]
_Out = Annotated[
    Path | None,
    typer.Option(
        help="File to write; without it the picture goes to standard output.",
    ),
]


@app.command()
def growth(
    language: _Language = "en",
    form: _Format = "svg",
    out: _Out = None,
    as_json: AsJson = False,
) -> None:
    """Draw the agreements over time by model."""
    _draw("growth", None, (language, form), out, as_json)


@app.command()
def states(
    language: _Language = "en",
    form: _Format = "svg",
    out: _Out = None,
    as_json: AsJson = False,
) -> None:
    """Draw the states as squares with their number of agreements."""
    _draw("states", None, (language, form), out, as_json)


@app.command()
def state(
    code: Annotated[str, typer.Argument(help="Postal code of the state, e.g. TX.")],
    language: _Language = "en",
    form: _Format = "svg",
    out: _Out = None,
    as_json: AsJson = False,
) -> None:
    """Draw one state's agreements over time by model."""
    if code.upper() not in state_names():
        raise typer.BadParameter(message("no_such_state", code=code))
    _draw("state", code.upper(), (language, form), out, as_json)


def _draw(
    kind: Kind,
    code: str | None,
    options: tuple[str, str],
    out: Path | None,
    as_json: bool,
) -> None:
    language, form = LANGUAGES.get(options[0]), FORMATS.get(options[1])
    if language is None:
        raise typer.BadParameter("en, es", param_hint="--language")
    if form is None:
        raise typer.BadParameter("svg, png", param_hint="--format")
    if out is None and not as_json and sys.stdout.isatty():
        raise typer.BadParameter(message("chart_where"))
    environment.settle()
    base = ensure_database()
    if isinstance(base, Refusal):
        stop(base, as_json)
    engine = open_engine()
    try:
        with engine.connect() as connection:
            chart = draw_chart(connection, ChartRequest(kind, language, code, form))
    except SQLAlchemyError as error:
        stop_for_database(engine, error, as_json)
    _hand_over(chart, out, as_json)


def _hand_over(chart: Chart, out: Path | None, as_json: bool) -> None:
    if out is not None:
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(chart.image)
        except OSError as error:
            values = {"path": out, "why": error.strerror or str(error)}
            stop(Refusal("not_writable", values), as_json)
    if as_json:
        plain = {
            "file": str(out) if out else None,
            "content_type": chart.content_type,
            "title": chart.title,
            "alt": chart.alt,
            "list_date": chart.list_date.isoformat(),
        }
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    elif out is not None:
        typer.echo(message("chart_written", path=out, alt=chart.alt))
    else:
        typer.echo(chart.image, nl=False)
