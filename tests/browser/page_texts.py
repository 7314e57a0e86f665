"""The widget's own words, as they lie beside its code."""

from __future__ import annotations

import json
from typing import Any

from bot.serve.widget_code import SOURCES


def read_texts() -> dict[str, dict[str, Any]]:
    """All words by language."""
    read = (SOURCES / "texts.json").read_text(encoding="utf-8")
    texts: dict[str, dict[str, Any]] = json.loads(read)
    return texts
