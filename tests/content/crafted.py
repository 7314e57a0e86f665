"""A small content, all of it in order, for tests of the loader and the checks."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.content.checks import QUESTIONS_AT_LEAST, check_content
from bot.content.loading import Content, Problem, load_content, source_hash

TODAY = date(2026, 11, 25)
ENGLISH = "A jail model works in a jail. You can stay silent."
SPANISH = "El modelo de cárcel es para la cárcel. Usted puede callar."
TOPIC: dict[str, Any] = {
    "id": "jail",
    "title": {"en": "Jail", "es": "Cárcel"},
    "audience": "anyone",
    "risk": "high",
    "questions": {
        "en": [f"what is jail model {n}" for n in range(QUESTIONS_AT_LEAST)],
        "es": [f"qué es el modelo {n}" for n in range(QUESTIONS_AT_LEAST)],
    },
    "answer": {
        "en": {"web": ENGLISH, "sms": ENGLISH},
        "es": {"web": SPANISH, "sms": SPANISH},
    },
    "follow_ups": [],
    "sources": [
        {
            "title": "Memorandum",
            "publisher": "ICE",
            "url": "https://www.ice.gov/identify-and-arrest/287g",
            "published": "2025",
            "checked": date(2026, 11, 1),
            "supports": "what the model allows",
        }
    ],
    "reviewed": {
        "on": date(2026, 11, 1),
        "next": date(2027, 2, 1),
        "by_role": "editor",
    },
    "translation": {"from": "en", "source_hash": "", "on": date(2026, 11, 1)},
}
REPLIES: dict[str, Any] = {
    "menu": {"en": "Ask me.", "es": "Pregunte.", "buttons": ["jail"]},
}


def changed(item: dict[str, Any], *changes: tuple[str, Any]) -> dict[str, Any]:
    """A copy with values set by path (``answer.en.web``); ``...`` takes a key out."""
    made = deepcopy(item)
    for path, value in changes:
        *parents, last = path.split(".")
        inner = made
        for parent in parents:
            inner = inner[parent]
        if value is ...:
            del inner[last]
        else:
            inner[last] = value
    return made


def write_topic(data: Path, topic: dict[str, Any], *, stamp: bool = True) -> Path:
    """Writes a topic's file, with the hash that fits unless told otherwise."""
    path = data / "faq" / f"{topic['id']}.yml"
    path.parent.mkdir(exist_ok=True)
    dump_yaml(path, topic)
    if stamp:
        read = load_content(data).topics.get(topic["id"])
        if read is not None:
            fitting = ("translation.source_hash", source_hash(read))
            dump_yaml(path, changed(topic, fitting))
    return path


def write_replies(data: Path, replies: dict[str, Any]) -> Path:
    """Writes a file of replies."""
    path = data / "replies" / "all.yml"
    path.parent.mkdir(exist_ok=True)
    dump_yaml(path, replies)
    return path


def dump_yaml(path: Path, value: Any) -> None:
    """Writes YAML as our files have it: readable, in its order."""
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def check(data: Path, today: date = TODAY) -> list[Problem]:
    """Everything wrong with the content of a folder."""
    return check_content(load_content(data), today)


def load(data: Path) -> Content:
    """The content of a folder."""
    return load_content(data)
