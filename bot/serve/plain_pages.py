"""The answers as plain pages under ``/faq/``, for those without JavaScript.

The pages of ``know287g site``, made when they are asked for from the content as it
stands, so a corrected wording is live here as soon as in the chat.
"""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import NotFound
from sanic.response import redirect

from bot.answers.live_values import live_values
from bot.content.loading import current_content
from bot.organizer import site as site_package
from bot.organizer.site.pages import Site, Values, make_page

_STYLE = Path(site_package.__file__).parent / "site.css"
#: The chat as seen from a page of a language.
_CHAT = "../../"


class PlainPages:
    """The pages made so far; all of them are dropped when what they say has changed."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._made: dict[str, str | None] = {}

    def find(self, path: str, today: date) -> str | None:
        """A page as HTML, or None where there is none.

        Args:
            path: below ``/faq/``.
            today: for review dates and the age of ICE's list.
        """
        values: Values = {
            "en": live_values("en", today),
            "es": live_values("es", today),
        }
        site = Site(current_content(), values, today, _CHAT)
        if site != self._site:
            self._site, self._made = site, {}
        html = self._made.get(path) or make_page(site, path)
        if html is not None:
            # Only pages that exist: paths that anybody may invent take no memory.
            self._made[path] = html
        return html


def attach(app: Sanic) -> None:
    """Serve the pages and their style below ``/faq/``."""
    pages, style = PlainPages(), _STYLE.read_bytes()

    async def start(_request: Request) -> HTTPResponse:
        return redirect("/faq/index.html")

    async def answer(_request: Request, path: str) -> HTTPResponse:
        if path == _STYLE.name:
            return HTTPResponse(style, content_type="text/css; charset=utf-8")
        # In a thread: it reads the database, which may be slow.
        loop = asyncio.get_running_loop()
        html = await loop.run_in_executor(
            None, pages.find, path or "index.html", date.today()
        )
        if html is None:
            raise NotFound
        return HTTPResponse(html, content_type="text/html; charset=utf-8")

    # Without the slash the links of a page would lead beside it.
    app.add_route(start, "/faq", methods=["GET", "HEAD"], name="faq")
    app.add_route(answer, "/faq/<path:path>", methods=["GET", "HEAD"], name="faq_page")
