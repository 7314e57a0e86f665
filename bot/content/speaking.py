"""How an answer is given: in which language, in which form, with which live values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.content.schema import Channel, Language


@dataclass(frozen=True)
class Speaking:
    """Language and channel of an answer, and the values that fill its sentences."""

    language: Language
    channel: Channel
    values: Mapping[str, str] = field(default_factory=dict)
