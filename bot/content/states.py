"""What we know of a state's law on 287(g), from ``data/states/states.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.content.schema import Language
from bot.data_files import read_yaml

_STATES = Path(__file__).resolve().parents[2] / "data" / "states" / "states.yml"
NONE_KNOWN = "none_known"


@dataclass(frozen=True)
class StateLaw:
    """A state's entry; of kind ``none_known`` where no law is known to us."""

    code: str
    kind: str
    texts: dict[str, str]
    """What to say, by language; a general sentence where the entry has none."""
    sources: tuple[dict[str, str], ...] = ()
    """In the form sent beside an answer; the first carries the main statement."""
    checked: date | None = None
    next: date | None = None
    """When it is due to be compared with its source again."""

    def text(self, language: Language) -> str:
        """What to say of the law in a language."""
        return self.texts[language]

    def is_overdue(self, today: date) -> bool:
        """Whether the entry has passed its review date: the answer must say so."""
        return self.next is not None and self.next < today


@lru_cache(maxsize=1)
def _entries() -> dict[str, Any]:
    read: dict[str, Any] = read_yaml(_STATES)
    return read


def state_law(code: str) -> StateLaw:
    """The entry of a state or territory by USPS code."""
    general = _entries()[NONE_KNOWN]
    entry = _entries()["states"].get(code) or {"kind": NONE_KNOWN}
    checked = entry.get("checked")
    return StateLaw(
        code=code,
        kind=str(entry["kind"]),
        texts={name: str(entry.get(name) or general[name]) for name in ("en", "es")},
        sources=tuple(_shown(s, checked) for s in entry.get("sources") or []),
        checked=checked,
        next=entry.get("next"),
    )


def _shown(source: dict[str, Any], checked: date | None) -> dict[str, str]:
    named = ("title", "publisher", "url", "published")
    shown = {name: str(source.get(name) or "") for name in named}
    return {**shown, "checked": checked.isoformat() if checked else ""}


def state_law_reminder(language: Language) -> str:
    """Whom state law binds, and that laws change."""
    return str(_entries()["always"][language])
