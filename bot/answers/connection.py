"""The one database engine of this process."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy.engine import Engine

from bot.agencies.database import open_engine


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Engine for the agency database of the settings."""
    return open_engine()
