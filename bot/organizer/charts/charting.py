"""Drawing a picture that was asked for, or only describing it.

All SVG pictures of a list fit into what is held in memory, so that each is drawn once a
list, however often people ask for it: the work is bounded.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.engine import Connection

from bot.agencies.counts import GrowthPoint, counts_by_state, growth
from bot.agencies.freshness import ListRef, newest_list
from bot.organizer.charts.canvas import (
    WIDTH_INCHES,
    drawing,
    open_sheet,
    write_picture,
)
from bot.organizer.charts.growth_chart import draw_growth
from bot.organizer.charts.request import ChartRequest, state_names
from bot.organizer.charts.tile_chart import draw_tiles, tiles
from bot.organizer.charts.wording import describe_growth, describe_states, say

#: There are 116 SVG pictures (two of the country and one a state, in both languages) of
#: at most 150 KB.
PICTURES_HELD = 128
_GROWTH_INCHES, _STATES_INCHES = 4.9, 6.0
#: As browsers count.
_PIXELS_PER_INCH = 96

Counted = dict[str, int] | Sequence[GrowthPoint]


@dataclass(frozen=True)
class Description:
    """What a picture shows, for those who don't see it or don't see it yet."""

    title: str
    alt: str
    """What it shows in words."""
    list_date: date
    width: int
    """In CSS pixels, as ``height``: room can be kept before the picture is there."""
    height: int


@dataclass(frozen=True)
class Chart:
    """A picture and what it says."""

    image: bytes
    content_type: str
    title: str
    alt: str
    """What it shows in words, for people who don't see it."""
    list_date: date


_held: OrderedDict[tuple[str, str, ChartRequest], Chart] = OrderedDict()


def _newest(connection: Connection) -> ListRef:
    """The list that pictures are drawn of now.

    Raises:
        LookupError: the database holds no participating list.
    """
    found = newest_list(connection, "participating")
    if found is None:
        raise LookupError("the agency database holds no participating list")
    return found


def draw_chart(connection: Connection, request: ChartRequest) -> Chart:
    """The picture of the newest list; drawn once a list, then held.

    Drawing takes about a second of processor time and one thread at a time: a server
    calls this in a thread of its own, never in its event loop.

    Args:
        connection: the agency database.
        request: which picture.

    Raises:
        LookupError: the database holds no participating list.
    """
    listed = _newest(connection)
    key = (str(connection.engine.url), listed.id, request)
    with drawing:
        if key not in _held:
            _held[key] = _draw(connection, request, listed)
            while len(_held) > PICTURES_HELD:
                _held.popitem(last=False)
        _held.move_to_end(key)
        return _held[key]


def describe_chart(connection: Connection, request: ChartRequest) -> Description:
    """What the picture of the newest list shows, without drawing it.

    Raises:
        LookupError: the database holds no participating list.
    """
    listed = _newest(connection)
    return _describe(request, listed, _counted(connection, request))


def _counted(connection: Connection, request: ChartRequest) -> Counted:
    """The numbers of a picture: by state, or by list."""
    if request.kind == "states":
        counted = counts_by_state(connection)
        return {code: counted.get(code, 0) for code in tiles()}
    return growth(connection, request.state)


def _describe(request: ChartRequest, listed: ListRef, counted: Counted) -> Description:
    language, state = request.language, request.state
    name = state_names()[state][language] if state else ""
    if isinstance(counted, dict):
        alt = describe_states(counted, listed.list_date, language)
    else:
        alt = describe_growth(counted, language, state)
    return Description(
        title=say(f"title_{request.kind}", language, state=name),
        alt=alt,
        list_date=listed.list_date,
        width=round(WIDTH_INCHES * _PIXELS_PER_INCH),
        height=round(_height(request) * _PIXELS_PER_INCH),
    )


def _height(request: ChartRequest) -> float:
    return _STATES_INCHES if request.kind == "states" else _GROWTH_INCHES


def _draw(connection: Connection, request: ChartRequest, listed: ListRef) -> Chart:
    counted = _counted(connection, request)
    about = _describe(request, listed, counted)
    language, dated = request.language, listed.list_date
    source = say("source", language, list_date=dated)
    total = sum(counted.values()) if isinstance(counted, dict) else 0
    kind = "states" if request.kind == "states" else "growth"
    subtitle = say(f"subtitle_{kind}", language, list_date=dated, total=total)
    sheet = open_sheet(_height(request), about.title, subtitle, source)
    if isinstance(counted, dict):
        draw_tiles(sheet, counted, language)
    else:
        draw_growth(sheet, counted, language)
    image = write_picture(sheet.figure, request.format, about.title, about.alt)
    return Chart(image, request.content_type, about.title, about.alt, dated)
