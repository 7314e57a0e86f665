"""``know287g train``: check the content and train the model."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

import typer

from bot.content.checks import check_content
from bot.content.loading import load_content
from bot.serve import environment, model_files, training_inputs
from bot.settings import PROJECT, settings

app = typer.Typer(help="Check the content and train the model.")


@app.command()
def train(
    force: bool = typer.Option(False, help="Train even if the model is up to date."),
) -> None:
    """Trains a model of the content and the Rasa data as they stand.

    Refuses, and names every fault, while a check of the content finds an error.
    """
    folder = settings().models
    known = model_files.current_model(folder)
    if known and not force:
        sys.stdout.write(f"The model {known.name} is up to date.\n")
        raise SystemExit(0)
    errors = [p for p in check_content(load_content(), date.today()) if not p.warning]
    if errors:
        for problem in errors:
            sys.stderr.write(f"{problem}\n")
        sys.stderr.write(f"{len(errors)} errors in the content; nothing is trained.\n")
        raise SystemExit(1)
    inputs = training_inputs.fingerprint_inputs()
    started = time.monotonic()
    path = _train(str(folder))
    if path is None:
        sys.stderr.write("Training failed; the lines above say why.\n")
        raise SystemExit(1)
    model_files.record_fingerprint(path, inputs)
    seconds = time.monotonic() - started
    sys.stdout.write(f"Trained {path.name} in {seconds:.0f} s.\n")


def _train(folder: str) -> Path | None:
    environment.settle()
    os.chdir(PROJECT)
    import rasa

    from bot.privacy import log_filter

    environment.keep_rasas_notes_here()
    log_filter.install()

    result = rasa.train(
        domain="domain",
        config="config.yml",
        training_files=["data"],
        output=folder,
        # Rasa's own cache does not see that the code of a component has changed.
        force_training=True,
    )
    return Path(result.model) if result.model else None
