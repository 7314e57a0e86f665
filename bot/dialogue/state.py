"""Language and channel of a conversation, from plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.content.schema import Channel, Language


@dataclass(frozen=True)
class Standing:
    """Where a conversation stands before a person's message is read."""

    offered: Mapping[str, str] = field(default_factory=dict)
    """Payloads on offer by what may be typed for them."""
    language: Language | None = None
    """The language it is held in; None at its start."""


def language_of(metadata: Any, slot: Any) -> Language:
    """Language to answer in: the one chosen, else the one detected, else English."""
    chosen = (metadata or {}).get("lang") if isinstance(metadata, dict) else None
    found = chosen if chosen in ("en", "es") else slot
    return "es" if found == "es" else "en"


def channel_of(name: str | None) -> Channel:
    """Which form of an answer an output channel takes."""
    return "sms" if name == "sms" else "web"
