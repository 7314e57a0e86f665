"""Words that a person may send to choose what was offered."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.data_files import read_yaml

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "choices.yml"


@lru_cache(maxsize=1)
def more_words() -> tuple[str, ...]:
    """What asks for the rest of an answer, in lower case, both languages."""
    return tuple(read_yaml(_WORDS)["more"])
