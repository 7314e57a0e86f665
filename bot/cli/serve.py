"""``know287g serve``: start the bot and its actions, and keep them running."""

from __future__ import annotations

import subprocess
import sys

import typer
from pydantic import ValidationError

from bot.agencies.building import ensure_database
from bot.agencies.result import Refusal
from bot.channels.sms.readiness import describe_lacks
from bot.serve import checks, environment, model_files, processes
from bot.serve.supervisor import Supervisor
from bot.settings import PROJECT, Settings, settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def serve(
    train: bool = typer.Option(
        False,
        "--train",
        help="First train a model if there is none that fits the data.",
    ),
    tensorflow: bool = typer.Option(
        False, "--tensorflow", help="Start the server with TensorFlow's import at once."
    ),
) -> None:
    """Start the bot for people; Ctrl-C ends it.

    Prints the page's address as soon as a real question is answered.
    """
    environment.settle()
    chosen = _read_settings()
    _stop_if(check_ports(chosen))
    _stop_if(" ".join(describe_lacks(chosen)))
    if train:
        _train_if_needed(chosen)
    model = checks.check_model(chosen.models)
    if isinstance(model, str):
        _stop_if(model)
    elif not model_files.is_current(model):
        _note("The data changed since this model was trained. Renew it: know287g train")
    _build_database()
    supervisor = Supervisor(
        processes.describe_processes(with_tensorflow=tensorflow),
        answers=lambda: processes.answers(chosen),
        announce=lambda: typer.echo(
            f"Open {processes.page_address(chosen)} in a browser. Ctrl-C ends the bot."
        ),
        say=_note,
    )
    typer.echo("Starting the bot ...")
    _stop_if(supervisor.run())


def check_ports(chosen: Settings) -> str | None:
    """A sentence on the first thing that stands in the way of a start, or None."""
    if chosen.port == chosen.action_port:
        return "KNOW287G_PORT and KNOW287G_ACTION_PORT must differ."
    return (
        checks.check_port(chosen.host, chosen.port, "KNOW287G_PORT")
        or checks.check_port("127.0.0.1", chosen.action_port, "KNOW287G_ACTION_PORT")
        or checks.check_folder(PROJECT / "var", "the database of agencies")
    )


def _read_settings() -> Settings:
    try:
        return settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "KNOW287G_" + str(first["loc"][0]).upper()
        _stop_if(f"The setting {name} can't be used: {first['msg']}.")
        raise


def _train_if_needed(chosen: Settings) -> None:
    if model_files.current_model(chosen.models):
        return
    _stop_if(checks.check_folder(chosen.models, "the trained model"))
    typer.echo("Training the model; this takes about a minute ...")
    # A process of its own: training imports TensorFlow, serving must not.
    command = [sys.executable, "-c", "from bot.cli import main; main()", "train"]
    if subprocess.run(command, cwd=PROJECT).returncode != 0:
        _stop_if("The training failed; what it wrote above says why.")


def _build_database() -> None:
    built = ensure_database()
    if isinstance(built, Refusal):
        _stop_if(built.sentence())


def _note(line: str) -> None:
    typer.echo(line, err=True)


def _stop_if(sentence: str | None) -> None:
    if sentence:
        _note(sentence)
        raise typer.Exit(1)
