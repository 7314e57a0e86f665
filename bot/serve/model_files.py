"""Trained models on disk: which one is newest, is it whole, does it fit its inputs.

Beside a model ``models/NAME.tar.gz`` lies ``models/NAME.inputs.json`` with the
fingerprint of what it was trained on.
"""

from __future__ import annotations

import gzip
import json
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from bot.serve.training_inputs import fingerprint_inputs, matches
from bot.settings import PROJECT

__all__ = [
    "current_model",
    "describe_damage",
    "fingerprint_inputs",
    "fingerprint_path",
    "is_current",
    "newest_model",
    "record_fingerprint",
]

SUFFIX = ".tar.gz"
_CHUNK_BYTES = 2**20


def newest_model(folder: Path) -> Path | None:
    """The model file that was written last, or None when there is none."""
    if not folder.is_dir():
        return None
    models = folder.glob(f"*{SUFFIX}")
    return max(models, key=lambda path: path.stat().st_mtime_ns, default=None)


def describe_damage(model: Path) -> str | None:
    """Why a file can't be a model of Rasa's, in a few words; None when it can.

    Reads the file to its end, where its checksum is, so that a copy cut short or a
    flipped bit is noticed.
    """
    try:
        with gzip.open(model) as stream:
            while stream.read(_CHUNK_BYTES):
                pass
            stream.seek(0)
            with tarfile.open(fileobj=stream) as archive:
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


def record_fingerprint(model: Path, inputs: Mapping[str, str]) -> Path:
    """Write down what a model was trained on; to be called after training.

    Args:
        model: the model file.
        inputs: what `fingerprint_inputs` gave *before* the training,
            so that an edit during the training counts as newer.

    Returns:
        The file that was written.
    """
    path = fingerprint_path(model)
    path.write_text(json.dumps(dict(inputs), indent=1) + "\n")
    return path


def is_current(model: Path, project: Path = PROJECT) -> bool:
    """Whether a model was trained on what the project holds now."""
    try:
        recorded = json.loads(fingerprint_path(model).read_text())
    except (OSError, ValueError):
        return False
    return isinstance(recorded, dict) and matches(recorded, project)
