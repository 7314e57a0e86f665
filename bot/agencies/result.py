"""Refusals and their sentences: what went wrong and what a person can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bot.agencies.files import DATA
from bot.data_files import read_yaml


@dataclass(frozen=True)
class Refusal:
    """Why a file or a list was not taken: the key of a sentence and its values."""

    key: str
    """Key in ``data/agencies/messages.yml``."""
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """The sentence in English, with what the person can do about it."""
        return message(self.key, **self.values)


@lru_cache(maxsize=1)
def _messages() -> dict[str, str]:
    loaded: dict[str, str] = read_yaml(DATA / "messages.yml")
    return loaded


def message(key: str, **values: Any) -> str:
    """The operator's sentence for ``key`` with its values filled in.

    Raises:
        KeyError: the key is not in ``messages.yml`` or a value is missing.
    """
    return _messages()[key].format(**values).strip()
