"""Trained models on disk: which one is newest, is it whole, does it fit its inputs.

Beside a model ``models/NAME.tar.gz`` lies ``models/NAME.inputs.json`` with the
fingerprint of what it was trained on.
"""

from __future__ import annotations

import json
import tarfile
import zlib
from pathlib import Path

from bot.serve import training_inputs
from bot.settings import PROJECT, settings

SUFFIX = ".tar.gz"


def newest_model(folder: Path) -> Path | None:
    """The model file that was written last, or None when there is none."""
    if not folder.is_dir():
        return None
    models = folder.glob(f"*{SUFFIX}")
    return max(models, key=lambda path: path.stat().st_mtime_ns, default=None)


def describe_damage(model: Path) -> str | None:
    """Why a file can't be a model of Rasa's, in a few words; None when it can.

    Reads the archive to its end, so that a download or a copy cut short is noticed.
    """
    names = set()
    try:
        with tarfile.open(model, "r:gz") as archive:
            names = {member.name.removeprefix("./") for member in archive}
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        return f"it is not a whole .tar.gz archive: {error}"
    if "metadata.json" not in names:
        return "it is an archive, but not one written by Rasa's training"
    return None


def current_model(folder: Path) -> Path | None:
    """The newest model if it is whole and fits its inputs, else None."""
    model = newest_model(folder)
    if model is None or describe_damage(model) or not is_current(model):
        return None
    return model


def fingerprint_path(model: Path) -> Path:
    """Where the fingerprint of a model's inputs is kept: beside the model."""
    return model.with_name(model.name.removesuffix(SUFFIX) + ".inputs.json")


def record_fingerprint(model: Path, inputs: dict[str, str] | None = None) -> Path:
    """Write down what a model was trained on; to be called after training.

    Args:
        model: the model file.
        inputs: the result of `training_inputs.fingerprint_inputs`, taken *before* the training, so that
            an edit during the training counts as newer. None takes it now.

    Returns:
        The file that was written.
    """
    path = fingerprint_path(model)
    path.write_text(
        json.dumps(inputs or training_inputs.fingerprint_inputs(), indent=1) + "\n"
    )
    return path


def is_current(model: Path, project: Path = PROJECT) -> bool:
    """Whether a model was trained on what the project holds now."""
    try:
        recorded = json.loads(fingerprint_path(model).read_text())
    except (OSError, ValueError):
        return False
    return training_inputs.matches(recorded, project)


if __name__ == "__main__":
    # For scripts: exit code 0 when no training is needed.
    raise SystemExit(current_model(settings().models) is None)
