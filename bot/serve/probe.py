"""Asks the running bot a real question, as a person's page would."""

from __future__ import annotations

import http.client
import json
import uuid

PATH = "/webhooks/web/webhook"
QUESTION = "What is 287(g)?"
SECONDS = 30.0


def get_answer(host: str, port: int, question: str = QUESTION) -> str | None:
    """The text of the first message the bot answers with.

    Args:
        host: address of the public server.
        port: its port.
        question: what to ask, in a conversation of its own.

    Returns:
        The text, or None while there is no server, no model or no answer.
    """
    body = {
        "sender": str(uuid.uuid4()),
        "message": question,
        "message_id": str(uuid.uuid4()),
    }
    status, content = _exchange(host, port, "POST", PATH, json.dumps(body))
    if status != http.client.OK:
        return None
    try:
        return str(json.loads(content)[0]["text"]) or None
    except (ValueError, LookupError, TypeError):
        return None


def actions_answer(host: str, port: int) -> bool:
    """Whether the action server says that it is well."""
    return _exchange(host, port, "GET", "/health", None)[0] == http.client.OK


def _exchange(
    host: str, port: int, method: str, path: str, body: str | None
) -> tuple[int, bytes]:
    """Status and body of one request; status 0 when there is no server."""
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    headers = {"Content-Type": "application/json"} if body else {}
    try:
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return response.status, response.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()
