"""Hands a text over to a carrier's HTTP API, and tries again where that may help."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.channels.sms.carriers.carrier import Sent

logger = logging.getLogger(__name__)

_SECONDS = 10.0
#: Pauses before the second, third and fourth try; a person waits at the other end.
PAUSES_SECONDS = (1.0, 3.0, 8.0)
_PAUSE_AT_MOST = 30.0
#: Too early, too many, or a failure on the carrier's side; all else stays as it is.
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Outgoing:
    """A request to a carrier's API; holds the number, so it is never printed."""

    url: str
    json: dict[str, Any] = field(repr=False)
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    login: tuple[str, str] | None = field(default=None, repr=False)
    """User and password for HTTP Basic."""


async def post(
    outgoing: Outgoing,
    code_of: Callable[[Any], str],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Sent:
    """Posts JSON until it is taken, refused for good, or the tries are used up.

    A try that found no connection or got a status that says "later" is made again, as
    ``Retry-After`` asks if it does. One whose answer was lost on the way is not: the
    text may have been taken, and nobody wants it twice.

    Args:
        outgoing: the request.
        code_of: the carrier's error code in the JSON of a refusal.
        sleep: waits so many seconds.
    """
    login = httpx.BasicAuth(*outgoing.login) if outgoing.login else None
    async with httpx.AsyncClient(timeout=_SECONDS, auth=login) as client:
        for pause in (*PAUSES_SECONDS, None):
            sent, asked = await _try(client, outgoing, code_of)
            if pause is None or asked is None:
                break
            await sleep(min(asked or pause, _PAUSE_AT_MOST))
    if not sent.ok:
        logger.error("a text was not taken by the carrier: %s", sent.code)
    return sent


async def _try(
    client: httpx.AsyncClient, outgoing: Outgoing, code_of: Callable[[Any], str]
) -> tuple[Sent, float | None]:
    """One try, and the pause it asks for: 0 if none is named, None to leave it."""
    try:
        reply = await client.post(
            outgoing.url, json=outgoing.json, headers=outgoing.headers
        )
    except (httpx.ConnectError, httpx.ConnectTimeout):
        return Sent(ok=False, code="unreachable"), 0.0
    except (httpx.HTTPError, httpx.InvalidURL):
        return Sent(ok=False, code="answer_lost"), None
    again = not reply.is_success and reply.status_code in _AGAIN
    return _judge(reply, code_of), _asked_pause(reply) if again else None


def _judge(reply: httpx.Response, code_of: Callable[[Any], str]) -> Sent:
    if reply.is_success:
        return Sent(ok=True)
    try:
        code = code_of(reply.json())
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        code = ""
    # A code is digits or a plain word; anything else might quote the request.
    known = code if code.isascii() and code.replace("_", "").isalnum() else ""
    return Sent(ok=False, code=f"{reply.status_code} {known[:24]}".strip())


def _asked_pause(reply: httpx.Response) -> float:
    asked = reply.headers.get("retry-after", "")
    return float(asked) if asked.isascii() and asked.isdigit() else 0.0
