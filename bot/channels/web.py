"""The web channel: POST JSON, get the bot's messages as a JSON list.

Our own, because Rasa's REST channel lets any caller choose any sender and input
channel, force intents, and send bodies of 100 MB. Sender ids are made by the page (UUID
version 4) and are the only secret of a conversation, so nothing here returns history.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.database import open_engine
from bot.channels.charts import ChartRoutes
from bot.channels.helped import HelpedCounts, may_be_counted
from bot.channels.limits import RateLimit
from bot.channels.once import Once
from bot.channels.turn import Turn, take_turn
from bot.content.answering import answer_reply
from bot.content.loading import current_content
from bot.content.schema import Language
from bot.dialogue.state import Standing
from bot.dialogue.tracker_store import ExpiringTrackerStore, conversations_of
from bot.settings import settings

logger = logging.getLogger(__name__)

BYTES_AT_MOST = 8 * 1024


class WebInput(InputChannel):
    """The channel named in ``credentials.yml``; mounted at ``/webhooks/web``."""

    @classmethod
    def name(cls) -> str:
        """Channel name; also the name of the output channel."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebInput:
        """Takes no credentials: the settings are in ``bot.settings``."""
        return cls()

    def __init__(self) -> None:
        self._limit = RateLimit()
        self._charts = ChartRoutes()
        # No longer than the conversation itself.
        self._once = Once(seconds=min(600, settings().conversation_minutes * 60))

    def blueprint(
        self, on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> Blueprint:
        """Routes: ``/`` health, ``/webhook`` for messages, ``/erase`` to forget.

        ``/helped`` counts whether an answer helped.

        And ``/charts/<name>`` for the pictures in answers.
        """
        routes = Blueprint("web_webhook", __name__)
        self._charts.attach(routes)

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["OPTIONS"])
        @routes.route("/erase", methods=["OPTIONS"])
        @routes.route("/helped", methods=["OPTIONS"])
        async def preflight(request: Request) -> HTTPResponse:
            return response.empty(headers=_headers(request))

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request, on_new_message)

        @routes.route("/erase", methods=["POST"])
        async def erase(request: Request) -> HTTPResponse:
            return self._erase(request)

        @routes.route("/helped", methods=["POST"])
        async def helped(request: Request) -> HTTPResponse:
            return await self._count(request)

        return routes

    async def _receive(
        self, request: Request, on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> HTTPResponse:
        if len(request.body) > BYTES_AT_MOST:
            return _refuse(request, 413, "too_long")
        wait = self._limit.seconds_to_wait(request.remote_addr or request.ip or "")
        if wait:
            refused = _refuse(request, 429, "too_many")
            refused.headers["Retry-After"] = str(int(wait) + 1)
            return refused
        turn = read_turn(request.body, request.headers.get("accept-language", ""))
        if turn is None:
            return _refuse(request, 400, "error")

        async def ask() -> list[dict[str, Any]]:
            return await take_turn(turn, on_new_message, recall_from(request.app))

        key = f"{turn.sender} {turn.message_id}"
        answer = await (self._once.answer(key, ask) if turn.message_id else ask())
        return response.json(answer, headers=_headers(request), ensure_ascii=False)

    async def _count(self, request: Request) -> HTTPResponse:
        """Counts a yes or no for a topic; the request tells nothing of the person."""
        if self._limit.seconds_to_wait(request.remote_addr or request.ip or ""):
            return _refuse(request, 429, "too_many")
        body = _json(request.body) if len(request.body) <= BYTES_AT_MOST else None
        topic, helped = (body or {}).get("topic"), (body or {}).get("helped")
        if not may_be_counted(topic) or not isinstance(helped, bool):
            return _refuse(request, 400, "error")
        try:
            await asyncio.to_thread(_helped_counts().add, str(topic), helped=helped)
        except SQLAlchemyError as error:
            # Nobody has to be told: what was asked is answered.
            logger.error("a yes or no was not counted: %s", type(error).__name__)
        return response.empty(headers=_headers(request))

    def _erase(self, request: Request) -> HTTPResponse:
        body = _json(request.body)
        sender = _uuid4(body.get("sender")) if body else None
        if sender is None:
            return _refuse(request, 400, "error")
        store = _store(request.app)
        if store is not None:
            store.forget(sender)
        self._once.forget(f"{sender} ")
        return response.empty(headers=_headers(request))


@lru_cache(maxsize=1)
def _helped_counts() -> HelpedCounts:
    return HelpedCounts(open_engine(settings().helped_database_url))


def read_turn(body: bytes, accept_language: str = "") -> Turn | None:
    """A turn from a request's body, or None when it is not of the contract's form.

    The page sends its own language as ``Accept-Language``; it is only a hint.
    """
    fields = _json(body)
    if fields is None:
        return None
    sender = _uuid4(fields.get("sender"))
    message = fields.get("message")
    if sender is None or not isinstance(message, str):
        return None
    lang = fields.get("lang")
    chosen: Language | None = lang if lang in ("en", "es") else None
    message_id = _uuid4(fields.get("message_id"))
    return Turn(sender, message, "web", message_id, chosen, _hint(accept_language))


def _hint(accept_language: str) -> Language | None:
    first = accept_language.strip().lower()[:2]
    if first == "es":
        return "es"
    return "en" if first == "en" else None


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) else None


def _uuid4(value: Any) -> str | None:
    """The value in canonical form if it is a UUID of version 4, else None."""
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        found = UUID(value)
    except ValueError:
        return None
    return str(found) if found.version == 4 else None


def _headers(request: Request) -> dict[str, str]:
    """Never cached, never sniffed; CORS only for the origins in the settings."""
    headers = {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    origin = request.headers.get("origin", "")
    if origin and origin in settings().allowed_origins:
        headers |= {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": "POST, OPTIONS",
            "Access-Control-Allow-Headers": "content-type",
            "Access-Control-Max-Age": "600",
            "Vary": "Origin",
        }
    return headers


def _refuse(request: Request, status: int, reply: str) -> HTTPResponse:
    """A refusal that still says, in both languages, what to do."""
    texts = [
        message.text
        for language in ("en", "es")
        if (message := answer_reply(current_content(), reply, language, "web", {}))
    ]
    body = [{"text": "\n\n".join(texts), "custom": {"answer_id": reply}}]
    return response.json(
        body, status=status, headers=_headers(request), ensure_ascii=False
    )


def _store(app: Any) -> ExpiringTrackerStore | None:
    return conversations_of(getattr(app.ctx, "agent", None))


def recall_from(app: Any) -> Callable[[str], Awaitable[Standing]]:
    """Looks up where a sender's conversation stands."""

    async def recall(sender: str) -> Standing:
        store = _store(app)
        return store.standing(sender) if store else Standing()

    return recall
