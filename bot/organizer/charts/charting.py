"""Drawing a picture that was asked for; the last few are held in memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date

from sqlalchemy.engine import Connection

from bot.agencies.counts import counts_by_state, growth
from bot.agencies.freshness import newest_list
from bot.organizer.charts.canvas import drawing, open_sheet, write_picture
from bot.organizer.charts.growth_chart import draw_growth
from bot.organizer.charts.request import ChartRequest, state_names
from bot.organizer.charts.tile_chart import draw_tiles, tiles
from bot.organizer.charts.wording import describe_growth, describe_states, say

#: A picture has about 50 KB; there are 232 of them.
PICTURES_HELD = 64
_GROWTH_INCHES, _STATES_INCHES = 4.9, 6.0


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
    newest = newest_list(connection, "participating")
    if newest is None:
        raise LookupError("the agency database holds no participating list")
    key = (str(connection.engine.url), newest.id, request)
    with drawing:
        if key not in _held:
            _held[key] = _draw(connection, request, newest.list_date)
            while len(_held) > PICTURES_HELD:
                _held.popitem(last=False)
        _held.move_to_end(key)
        return _held[key]


def _draw(connection: Connection, request: ChartRequest, list_date: date) -> Chart:
    language, state = request.language, request.state
    name = state_names()[state][language] if state else ""
    title = say(f"title_{request.kind}", language, state=name)
    source = say("source", language, list_date=list_date)
    if request.kind == "states":
        counted = counts_by_state(connection)
        numbers = {code: counted.get(code, 0) for code in tiles()}
        total = sum(numbers.values())
        subtitle = say("subtitle_states", language, list_date=list_date, total=total)
        sheet = open_sheet(_STATES_INCHES, title, subtitle, source)
        draw_tiles(sheet, numbers, language)
        alt = describe_states(numbers, list_date, language)
    else:
        points = growth(connection, state)
        subtitle = say("subtitle_growth", language, list_date=list_date)
        sheet = open_sheet(_GROWTH_INCHES, title, subtitle, source)
        draw_growth(sheet, points, language)
        alt = describe_growth(points, language, state)
    image = write_picture(sheet.figure, request.format, title, alt)
    return Chart(image, request.content_type, title, alt, list_date)
