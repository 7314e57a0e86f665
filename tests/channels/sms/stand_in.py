"""A carrier's HTTP API on this machine, as the services document theirs."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Service(ThreadingHTTPServer):
    """A carrier's API: answers with the statuses it is told, then takes everything."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses: list[int] = []
        self.refusal: dict[str, Any] = {}
        self.taken: list[tuple[str, str, dict[str, Any]]] = []
        self.tries = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        service = self.server
        service.tries += 1
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = service.statuses.pop(0) if service.statuses else 202
        if status == 0:
            self.connection.close()
            return
        if status < 300:
            login = self.headers.get("Authorization", "")
            service.taken.append((self.path, login, body))
        content = json.dumps({} if status < 300 else service.refusal).encode()
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass
