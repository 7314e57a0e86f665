"""Reads topics and replies from ``data/``."""

from __future__ import annotations

import hashlib
import logging
import time
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.content.schema import Reply, Topic

logger = logging.getLogger(__name__)

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Problem:
    """Something wrong with the content: where, what, and what to do."""

    file: str
    line: int
    message: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning" if self.warning else "error"
        return f"{self.file}:{self.line}: {kind}: {self.message}. {self.remedy}"


@dataclass(frozen=True)
class Content:
    """All topics and replies by id, and what was wrong while reading them."""

    topics: dict[str, Topic] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    """File of each topic and reply, by id."""
    problems: tuple[Problem, ...] = ()


def relative(path: Path) -> str:
    """The path as shown to people: from the project's root, if it is below it."""
    root = DATA.parent
    inside = path.is_relative_to(root)
    return str(path.relative_to(root) if inside else path)


def line_of(path: Path, needle: str) -> int:
    """First line (from 1) of a file that holds a text; 1 when none does."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if needle in line), 1)


def source_hash(topic: Topic) -> str:
    """Short hash (12 hex digits) of both forms of the text translated from."""
    texts = getattr(topic.answer, topic.translation.source)
    joined = f"{texts.web}\n\x1f\n{texts.sms}".encode()
    return hashlib.sha256(joined).hexdigest()[:12]


class _Loader(yaml.CSafeLoader):
    """YAML in which only true and false are truth values.

    YAML 1.1 reads the key ``on`` as True and the answer ``no`` as False; both are
    ordinary words in our files.
    """


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _read_yaml(path: Path) -> Any | Problem:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        mend = f"Mend: {error!s:.200}"
        return Problem(relative(path), line, "is not valid YAML", mend)


def _schema_problems(path: Path, error: ValidationError) -> list[Problem]:
    found = []
    for fault in error.errors():
        where = ".".join(str(part) for part in fault["loc"])
        last = str(fault["loc"][-1])
        found.append(
            Problem(
                relative(path),
                line_of(path, last),
                f"{where}: {fault['msg']}",
                "Compare with another topic; docs/content.md lists the keys",
            )
        )
    return found


def _read_topic(path: Path) -> Topic | list[Problem]:
    raw = _read_yaml(path)
    if isinstance(raw, Problem):
        return [raw]
    try:
        topic = Topic.parse_obj(raw)
    except ValidationError as error:
        return _schema_problems(path, error)
    if topic.id != path.stem:
        message = f"the id '{topic.id}' is not the file's name"
        line = line_of(path, "id:")
        return [Problem(relative(path), line, message, "Name both alike")]
    return topic


def _read_replies(path: Path) -> tuple[list[Reply], list[Problem]]:
    raw = _read_yaml(path)
    if isinstance(raw, Problem):
        return [], [raw]
    if raw is not None and not isinstance(raw, dict):
        mend = "Write each as `name: {en: ..., es: ...}`"
        return [], [Problem(relative(path), 1, "holds no replies", mend)]
    replies: list[Reply] = []
    problems: list[Problem] = []
    for name, body in (raw or {}).items():
        try:
            replies.append(Reply.parse_obj({"id": name, **_both_forms(body)}))
        except ValidationError as error:
            problems += _schema_problems(path, error)
    return replies, problems


def _both_forms(body: Any) -> dict[str, Any]:
    """A plain string under a language stands for both channels."""
    full = dict(body) if isinstance(body, dict) else {}
    for language in ("en", "es"):
        if isinstance(full.get(language), str):
            full[language] = {"web": full[language], "sms": full[language]}
    return full


def load_content(data: Path = DATA) -> Content:
    """Reads every topic and reply below a data folder.

    Files that can't be read end up in ``problems``; the others are loaded all the same,
    so that a person sees every fault at once.
    """
    topics: dict[str, Topic] = {}
    replies: dict[str, Reply] = {}
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in sorted((data / "faq").glob("*.yml")):
        read = _read_topic(path)
        if isinstance(read, Topic):
            topics[read.id] = read
            files[read.id] = path
        else:
            problems += read
    for path in sorted((data / "replies").glob("*.yml")):
        found, wrong = _read_replies(path)
        problems += wrong
        for reply in found:
            if reply.id in replies or reply.id in topics:
                message = f"the id '{reply.id}' stands twice"
                line = line_of(path, reply.id)
                problems.append(Problem(relative(path), line, message, "Rename one"))
            replies[reply.id] = reply
            files[reply.id] = path
    return Content(topics, replies, files, tuple(problems))


#: A file's name, size in bytes and time of its last change in nanoseconds since 1970.
FileState = tuple[str, int, int]


def state_of_files(data: Path = DATA) -> frozenset[FileState]:
    """How the files below ``faq`` and ``replies`` stand now.

    Every file counts, not only the newest time: an older text put back in a file's
    place, and a file taken away, are changes too.
    """
    files = [path for sub in ("faq", "replies") for path in (data / sub).glob("*.yml")]
    stats = [(str(path), path.stat()) for path in files]
    return frozenset((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _second() -> int:
    return int(time.monotonic())


@lru_cache(maxsize=1)
def _state_at(_: int) -> frozenset[FileState]:
    """Looked up once a second: a hundred files' times cost a millisecond a message."""
    return state_of_files()


#: The content given last; what can't be read any more is taken from it.
_given: list[Content] = []


@lru_cache(maxsize=1)
def _cached(_: frozenset[FileState]) -> Content:
    read = load_content()
    if read.problems and _given:
        logger.error("a changed text can't be read; its last wording stays")
        read = keep_unreadable(read, _given[0])
    _given[:] = [read]
    return read


def keep_unreadable(read: Content, before: Content) -> Content:
    """The content with what stood in files that now hold a fault, as it was before.

    A slip of the hand while a text is corrected must not take away an answer.
    """
    faulty = {problem.file for problem in read.problems}
    files = {n: f for n, f in before.files.items() if relative(f) in faulty}
    topics = {n: t for n, t in before.topics.items() if n in files}
    replies = {n: r for n, r in before.replies.items() if n in files}
    return Content(
        {**topics, **read.topics},
        {**replies, **read.replies},
        {**files, **read.files},
        read.problems,
    )


def current_content() -> Content:
    """The content as it stands on disk, read again only when a file has changed.

    This is what makes a corrected wording live without training or restart.
    """
    return _cached(_state_at(_second()))
