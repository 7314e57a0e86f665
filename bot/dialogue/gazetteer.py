"""The one reader of places of this process."""

from __future__ import annotations

from functools import lru_cache

from bot.places.reader import PlaceReader


@lru_cache(maxsize=1)
def default_reader() -> PlaceReader:
    """The reader over the project's tables; half a second the first time."""
    return PlaceReader.load()
