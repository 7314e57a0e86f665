"""Which picture fits an answer, and where the web channel serves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.answers.about import About
from bot.answers.posed import Picture
from bot.organizer.charts.charting import describe_chart
from bot.organizer.charts.request import ChartRequest

#: Where ``bot.channels.charts`` serves the pictures.
CHARTS = "/webhooks/web/charts/"


def find_picture(about: About, lookup: Mapping[str, Any]) -> Picture | None:
    """The picture of what an answer says; None where none shows just that.

    Numbers over time get the line of the country or the state, a state's count the
    same, numbers of the whole country the map. Counts of one kind of agency, of
    counties, of one model by state and of several places have no picture.

    Args:
        about: the look-up.
        lookup: what its answer rests on.
    """
    if about.phrases.short or len(about.places) > 1 or about.is_local:
        return None
    language = about.phrases.language
    if lookup.get("kind") == "history" and lookup.get("values"):
        kind = "state" if about.state else "growth"
    elif lookup.get("kind") == "count" and lookup.get("count"):
        kind = _kind_of_count(about.state, lookup["count"])
    else:
        kind = ""
    if kind == "states":
        return _describe(about, ChartRequest("states", language))
    if kind == "state":
        return _describe(about, ChartRequest("state", language, about.state))
    return _describe(about, ChartRequest("growth", language)) if kind else None


def _kind_of_count(state: str | None, count: Mapping[str, Any]) -> str:
    narrowed = count["filter"]
    if {"agency_kind", "fips"} & set(narrowed) or not count["value"]:
        return ""
    if state:
        return "state"
    return "" if narrowed.get("model") else "states"


def _describe(about: About, request: ChartRequest) -> Picture:
    shown = describe_chart(about.connection, request)
    # A new list is a new address: no device shows the picture of an old one.
    url = f"{CHARTS}{request.file_name}?list={shown.list_date.isoformat()}"
    return Picture(url, shown.alt, shown.width, shown.height)
