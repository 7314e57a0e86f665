"""A test double of the wire contract: serves bot/web and plays a scripted web channel.

It is not the bot. It says what a test told it to say, remembers what it was asked, and
sends the security headers under which the page has to work. ``from_bot.py`` drives the
real one.
"""

from __future__ import annotations

import json
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.serve.page import read_files
from bot.serve.replies import CONTENT_POLICY

FILES = read_files()
WEBHOOK = "/webhooks/web/webhook"
ERASE = "/webhooks/web/erase"
HELPED = "/webhooks/web/helped"
CONTENT_SECURITY_POLICY = CONTENT_POLICY.format(frames="'none'")

ENGLISH: dict[str, Any] = {
    "text": "287(g) is a part of the law.\nIt lets local police act for ICE.\n\n"
    "There are three models:\n- in the jail\n- papers only\n- on the street\n\n"
    "More: https://www.ice.gov/identify-and-arrest/287g. Call 1-844-363-1423.",
    "buttons": [
        {"title": "Is my county in it?", "payload": "/look_up"},
        {"title": "My rights in jail", "payload": "/faq_jail"},
    ],
    "custom": {
        "answer_id": "what_is_287g",
        "language": "en",
        "sources": [
            {
                "title": "Delegation of authority",
                "publisher": "ICE",
                "url": "https://www.ice.gov/identify-and-arrest/287g",
                "published": "2025",
                "checked": "2026-11-25",
            },
            {
                "title": "8 U.S.C. 1357(g)",
                "publisher": "U.S. Code",
                "url": "https://uscode.house.gov/view.xhtml",
                "published": None,
                "checked": "2026-11-20",
            },
        ],
        "reviewed": {"on": "2026-11-25", "next": "2027-02-23", "by_role": "editor"},
    },
}
SPANISH: dict[str, Any] = {
    "text": "El 287(g) es una parte de la ley.\n\nHay tres modelos:\n- en la cárcel\n"
    "- solo papeles\n- en la calle",
    "buttons": [{"title": "¿Está mi condado?", "payload": "/look_up"}],
    "custom": {**ENGLISH["custom"], "language": "es"},
}


@dataclass
class Reply:
    """What the double sends once instead of its usual answer."""

    body: Any = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay_seconds: float = 0.0


class ScriptedChannel:
    """A running server: `url`, what it was `asked`, and `say` to script it."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.hints: list[str | None] = []
        self.judged: list[dict[str, Any]] = []
        self._erased: list[str] = []
        self._erasing = threading.Condition()
        self._script: deque[Reply] = deque()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def erased(self) -> list[str]:
        """Senders whose conversation was erased; waits for the first.

        A page that is being left sends it on its way out, so it may arrive after the
        next page has come.
        """
        with self._erasing:
            self._erasing.wait_for(lambda: self._erased, timeout=10)
            return list(self._erased)

    def say(self, *replies: Reply) -> None:
        """Scripts the next replies, in order."""
        self._script.extend(replies)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _reply(self, question: dict[str, Any]) -> Reply:
        self.asked.append(question)
        if self._script:
            return self._script.popleft()
        spanish = question.get("lang") == "es" or "¿" in question["message"]
        return Reply([SPANISH if spanish else ENGLISH])

    def _handler(channel) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                file = FILES.get(self.path.split("?")[0].lstrip("/"))
                if file is None:
                    self._send(404, "text/plain", b"")
                else:
                    self._send(200, file.content_type, file.body, dict(file.headers))

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path == ERASE:
                    with channel._erasing:
                        channel._erased.append(json.loads(raw)["sender"])
                        channel._erasing.notify_all()
                    self._send(204, "text/plain", b"")
                    return
                if self.path == HELPED:
                    channel.judged.append(json.loads(raw))
                    self._send(204, "text/plain", b"")
                    return
                if self.path != WEBHOOK:
                    self._send(404, "text/plain", b"")
                    return
                channel.hints.append(self.headers["Accept-Language"])
                reply = channel._reply(json.loads(raw))
                time.sleep(reply.delay_seconds)
                is_text = isinstance(reply.body, str)
                body = reply.body if is_text else json.dumps(reply.body)
                kind = "text/html; charset=utf-8" if is_text else "application/json"
                self._send(reply.status, kind, body.encode(), reply.headers)

            def _send(
                self,
                status: int,
                kind: str,
                body: bytes,
                headers: dict[str, str] | None = None,
            ) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                self.send_header("Cache-Control", "no-store")
                self.send_header("Referrer-Policy", "no-referrer")
                self.send_header("X-Content-Type-Options", "nosniff")
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Says nothing: test output is for results."""

        return Handler
