"""The pictures that the bot's answers show, drawn from the newest list.

Bounded work: a name is one of 116 or a 404, each of them is drawn once a list, one at a
time, and only so many people wait for one.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time, timezone
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.answers.connection import engine
from bot.answers.phrases import Phrases
from bot.content.loading import current_content
from bot.organizer.charts.charting import PICTURES_HELD, draw_chart
from bot.organizer.charts.request import ChartRequest, read_chart_name

logger = logging.getLogger(__name__)

#: People who may wait for a picture at once; a drawing takes about a second.
WAITING_AT_MOST = 16
#: matplotlib writes styles into the picture; nothing else may load, run or frame it.
CONTENT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class _Served:
    """A picture with what tells it from that of another list."""

    image: bytes
    tag: str
    modified: str


class ChartRoutes:
    """``GET /charts/<name>`` for the web channel."""

    def __init__(self) -> None:
        # Its own thread: drawing must not take the threads that answers need.
        self._drawing = ThreadPoolExecutor(1, thread_name_prefix="charts")
        self._waiting = 0

    def attach(self, routes: Blueprint) -> None:
        """Adds the route to the web channel's."""

        @routes.route("/charts/<name:str>", methods=["GET", "HEAD"])
        async def picture(request: Request, name: str) -> HTTPResponse:
            return await self.answer(request, name)

    async def answer(self, request: Request, name: str) -> HTTPResponse:
        """The picture of a name, or a sentence why there is none."""
        wanted = read_chart_name(name)
        if wanted is None or wanted.format != "svg":
            return _tell("no_picture", 404)
        if self._waiting >= WAITING_AT_MOST:
            return _tell("picture_later", 503)
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            served = await loop.run_in_executor(self._drawing, _read, wanted)
        except (SQLAlchemyError, LookupError) as error:
            logger.error("a picture failed: %s", type(error).__name__)
            return _tell("picture_later", 503)
        finally:
            self._waiting -= 1
        return _send(request, wanted, served)


def _read(wanted: ChartRequest) -> _Served:
    with engine().connect() as connection:
        chart = draw_chart(connection, wanted)
    midnight = datetime.combine(chart.list_date, time(), timezone.utc)
    # By its bytes too: a wording is corrected without a new list.
    tag = f'"{chart.list_date}-{sha256(chart.image).hexdigest()[:16]}"'
    return _Served(chart.image, tag, format_datetime(midnight, usegmt=True))


def _send(request: Request, wanted: ChartRequest, served: _Served) -> HTTPResponse:
    # A state's picture would tell who looks at the device later where its owner lives.
    kept = "no-store" if wanted.state else "public, max-age=3600"
    headers = {
        "Cache-Control": kept,
        "Content-Security-Policy": CONTENT_POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "ETag": served.tag,
        "Last-Modified": served.modified,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if served.tag in request.headers.get("if-none-match", ""):
        return HTTPResponse(status=304, headers=headers)
    image = served.image
    if "gzip" in request.headers.get("accept-encoding", ""):
        image, headers["Content-Encoding"] = _press(image), "gzip"
    return HTTPResponse(image, headers=headers, content_type=wanted.content_type)


@lru_cache(maxsize=PICTURES_HELD)
def _press(image: bytes) -> bytes:
    """A fifth of the size: phones pay for it."""
    return gzip.compress(image, mtime=0)


def _tell(phrase: str, status: int) -> HTTPResponse:
    """A sentence in both languages: an address does not say which one is read."""
    content = current_content()
    said = [Phrases(content, lang, "web").say(phrase) for lang in ("en", "es")]
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    headers |= {"Retry-After": "5"} if status == 503 else {}
    kind = "text/plain; charset=utf-8"
    return HTTPResponse("\n".join(said) + "\n", status, headers, kind)
