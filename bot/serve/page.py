"""The page people chat on, served as it lies in ``bot/web``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sanic import HTTPResponse, Request, Sanic

WEB = Path(__file__).resolve().parent.parent / "web"
#: Kinds of files that are served; whatever else lies there is not.
SERVED = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class StaticFile:
    """A file held in memory, with the type it is served as."""

    body: bytes
    content_type: str


def read_files(folder: Path = WEB) -> dict[str, StaticFile]:
    """The files of the page by the path they are served at.

    They are read once: a request's path is only ever looked up, never opened.
    """
    files = {
        path.relative_to(folder).as_posix(): StaticFile(
            path.read_bytes(), SERVED[path.suffix]
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in SERVED
    }
    if "index.html" in files:
        files[""] = files["index.html"]
    return files


def attach(app: Sanic, folder: Path = WEB) -> None:
    """Serve the files of a folder at the root of an application."""

    def respond(file: StaticFile) -> HTTPResponse:
        return HTTPResponse(file.body, content_type=file.content_type)

    for name, file in read_files(folder).items():

        async def answer(_request: Request, file: StaticFile = file) -> HTTPResponse:
            return respond(file)

        route = "page_" + (name or "root").replace("/", "_").replace(".", "_")
        app.add_route(answer, f"/{name}", methods=["GET", "HEAD"], name=route)
