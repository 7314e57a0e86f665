"""A small web site that serves a page with links to lists, well or badly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Reply:
    """What the site answers at one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    missing_bytes: int = 0
    """Bytes announced and never sent."""


@dataclass
class Site:
    """The site's replies, to be changed between requests, and what was asked."""

    address: str
    replies: dict[str, Reply | Callable[[], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and user agent of each request."""

    @property
    def page(self) -> str:
        return f"{self.address}/identify-and-arrest/287g"

    def show(self, *links: str) -> None:
        """Put up the page with links to these addresses, as ICE's page has them."""
        anchors = "".join(f'<li><a href="{link}">a list</a></li>' for link in links)
        html = f"<!doctype html><html><body><ul>{anchors}</ul></body></html>"
        self.replies["/identify-and-arrest/287g"] = Reply(html.encode())

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def serve_site() -> Iterator[Site]:
    """The site on a free port of this machine."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers.get("User-Agent", "")))
            found = site.replies.get(self.path, Reply(b"not here", 404))
            reply = found() if callable(found) else found
            self.send_response(reply.status)
            length = len(reply.body) + reply.missing_bytes
            self.send_header("Content-Length", str(length))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
