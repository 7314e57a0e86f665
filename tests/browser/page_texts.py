"""Reads the page's own words, which stand as JSON inside an ES module."""

from __future__ import annotations

import json
from typing import Any

from .scripted_channel import PAGE


def read_texts() -> dict[str, dict[str, Any]]:
    source = (PAGE / "texts.js").read_text(encoding="utf-8")
    body = source[source.index("export default") + len("export default") :]
    texts: dict[str, dict[str, Any]] = json.loads(body.strip().rstrip(";"))
    return texts
