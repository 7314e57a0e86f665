"""The files that browsers load: the full page, a demo, the widget as one script."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sanic import HTTPResponse, Request, Sanic

from bot.serve.widget_code import BUILT

PAGES = Path(__file__).resolve().parent.parent / "web" / "pages"
#: The widget's path; what an organizer's page loads.
WIDGET = BUILT.name
#: All that the browser of somebody who chats on the full page loads; "" is the page.
LOADED = ("", "page.css", WIDGET)
#: Kinds of files that are served; whatever else lies there is not.
SERVED = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}
#: Browsers load a module from another site only if that site lets everyone have it.
#: It holds nothing of anyone, and no page learns from it who loads it.
_FOR_EVERY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@dataclass(frozen=True)
class StaticFile:
    """A file held in memory, with the type it is served as."""

    body: bytes
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def pressed(self) -> bytes:
        """The body as gzip; the same bytes for the same body."""
        return gzip.compress(self.body, 9, mtime=0)


def read_files(folder: Path = PAGES) -> dict[str, StaticFile]:
    """The files by the path they are served at.

    They are read once: a request's path is only ever looked up, never opened.
    """
    files = {
        path.relative_to(folder).as_posix(): StaticFile(
            path.read_bytes(),
            SERVED[path.suffix],
            _FOR_EVERY_SITE if path.name == WIDGET else {},
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in SERVED
    }
    if "index.html" in files:
        files[""] = files["index.html"]
    return files


def attach(app: Sanic, folder: Path = PAGES) -> None:
    """Serve the page, its demo and the widget at the root of an application."""
    for name, file in read_files(folder).items():
        route = "page_" + (name or "root").replace("/", "_").replace(".", "_")
        app.add_route(_answering(file), f"/{name}", methods=["GET", "HEAD"], name=route)


def _answering(file: StaticFile) -> Callable[[Request], Awaitable[HTTPResponse]]:
    pressed = file.pressed
    headers = {**file.headers, "Vary": "Accept-Encoding"}

    async def answer(request: Request) -> HTTPResponse:
        if "gzip" in request.headers.get("accept-encoding", ""):
            coded = {**headers, "Content-Encoding": "gzip"}
            return HTTPResponse(pressed, 200, coded, file.content_type)
        return HTTPResponse(file.body, 200, headers, file.content_type)

    return answer
