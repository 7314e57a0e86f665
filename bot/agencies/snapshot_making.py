"""Making the snapshot out of ICE's workbooks, with today's corrections.

A correction changes what earlier lists say, too, and the snapshot holds no rows as
printed to clean again; so the workbooks are read anew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from bot.agencies import tables
from bot.agencies.database import open_engine
from bot.agencies.files import SNAPSHOT
from bot.agencies.importing import import_list
from bot.agencies.refreshing import by_date
from bot.agencies.result import Refusal
from bot.agencies.snapshot_writing import write_snapshot


def make_snapshot(
    files: Iterable[Path], folder: Path = SNAPSHOT
) -> list[Path] | Refusal:
    """Write a snapshot of these lists and no others; no database is touched.

    Args:
        files: ICE's workbooks, in any order.
        folder: where the tables go.

    Returns:
        The files written, or the first list's refusal, with nothing written.
    """
    with tempfile.TemporaryDirectory() as temporary:
        engine = open_engine(f"sqlite:///{Path(temporary) / 'lists.sqlite'}")
        try:
            with engine.begin() as connection:
                tables.metadata.create_all(connection)
            for path in by_date(files):
                report = import_list(engine, path)
                if report.refusal:
                    return report.refusal
            with engine.connect() as connection:
                return write_snapshot(connection, folder)
        finally:
            engine.dispose()
