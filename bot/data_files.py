"""Reading the tables and word lists of ``data/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_yaml(path: Path) -> Any:
    """What a YAML file holds.

    Read by libyaml: PyYAML's own reader takes ten times as long, and the first person
    to ask for a table waits for it.

    Raises:
        OSError: the file can't be read.
        yaml.YAMLError: it is no YAML.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
