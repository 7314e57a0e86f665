"""What we know of a state's law on 287(g), from ``data/states/states.yml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.content.schema import Language

_STATES = Path(__file__).resolve().parents[2] / "data" / "states" / "states.yml"


@lru_cache(maxsize=1)
def _entries() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(_STATES.read_text(encoding="utf-8"))
    return read


def state_law(code: str) -> dict[str, Any]:
    """The entry of a state by USPS code; of kind ``none_known`` when there is none."""
    entry = _entries()["states"].get(code)
    return dict(entry) if entry else {"kind": "none_known"}


def state_law_text(code: str, language: Language) -> str:
    """What to say about a state's law; that we know of none, where we know of none."""
    entry = state_law(code)
    return str(entry.get(language) or _entries()["none_known"][language])


def state_law_reminder(language: Language) -> str:
    """Whom state law binds, and that laws change."""
    return str(_entries()["always"][language])


def state_law_source(code: str) -> dict[str, str] | None:
    """The source of a state's entry as sent beside an answer, or None."""
    entry = state_law(code)
    source = entry.get("source")
    if not source:
        return None
    return {
        "title": str(source.get("title", "")),
        "publisher": str(source.get("publisher", "")),
        "url": str(source.get("url", "")),
        "published": str(source.get("published", "")),
        "checked": str(entry.get("checked", "")),
    }
