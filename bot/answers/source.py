"""ICE's list as the source of an answer."""

from __future__ import annotations

from bot.agencies.answers import Freshness
from bot.settings import settings


def list_source(fresh: Freshness) -> dict[str, str]:
    """The participating list, with its date, in the form of a topic's source."""
    return {
        "title": f"Participating agencies, list of {fresh.list_date.isoformat()}",
        "publisher": "ICE",
        "url": settings().ice_page,
        "published": fresh.list_date.isoformat(),
        "checked": fresh.list_date.isoformat(),
    }
