"""Keeps what people write out of every log, at every level.

Rasa logs message texts at DEBUG, and whole stack frames with their variables when a
channel fails. So from any logger that is not ours only the place and the kind of an
event are let through, never its words: ``rasa.core.channels.rest:140 ERROR``. Our own
loggers (``bot``, ``actions``) write fixed sentences and values that are no one's words.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

OURS = ("bot", "actions", "know287g")
_EVENTS = logging.getLogger("rasa.events")
_FORMAT = "%(asctime)s %(levelname)s %(message)s"


def _is_ours(name: str) -> bool:
    return name.split(".", 1)[0] in OURS


def _frames(trace: TracebackType | None) -> str:
    """Where an exception passed: module files and lines, no variables, no source."""
    steps = traceback.extract_tb(trace)[-4:]
    return " < ".join(f"{step.name}:{step.lineno}" for step in reversed(steps))


class WordlessFormatter(logging.Formatter):
    """Formats a record without any word that a person may have written."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """The record with its message withheld unless it is one of ours.

        An exception shows as its type and where it passed; its message and its
        variables may quote a person and stay out.
        """
        ours = _is_ours(record.name)
        said = record.getMessage() if ours else f"{record.name}:{record.lineno}"
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            said = f"{said} [{kind.__name__} at {_frames(trace)}]"
        safe = logging.LogRecord(
            record.name,
            record.levelno,
            record.pathname,
            record.lineno,
            said,
            None,
            None,
        )
        safe.created, safe.msecs = record.created, record.msecs
        return super().format(safe)


def _wordless_event(_: Any, method: str, event: MutableMapping[str, Any]) -> str:
    """Last structlog step: only the event's name, and only if it is a plain name."""
    name = str(event.get("event", ""))
    return name if name.replace(".", "").replace("_", "").isalnum() else method


def _logger_of_events(*_: Any) -> logging.Logger:
    """One logger for all structured events.

    structlog's own factory walks the stack for each event to name the module: a dozen
    walks a message for DEBUG events that nobody sees.
    """
    return _EVENTS


def install(level: int = logging.WARNING) -> None:
    """Replaces every log handler of the process by one that withholds words.

    Call it first in every process, and again after code that sets up logging itself
    (Rasa does): it may be called any number of times.
    """
    # A record that can't be formatted would be printed with its arguments.
    logging.raiseExceptions = False
    handler = logging.StreamHandler()
    handler.setFormatter(WordlessFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        known = logging.getLogger(name)
        known.handlers[:] = []
        known.propagate = True
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _wordless_event],
        logger_factory=_logger_of_events,
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
