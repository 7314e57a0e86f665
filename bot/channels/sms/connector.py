"""The SMS channel: a carrier's webhook in, one text out.

Our own, because Rasa's Twilio channel checks no signature, turns ¡ into @, fails on a
picture, sends a message for each button and uses the telephone number as the name of
the conversation.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.agencies.database import open_engine
from bot.channels.sms.answering import CHANNEL, Answering, Rasa
from bot.channels.sms.carriers import carrier_of
from bot.channels.sms.carriers.carrier import Carrier, InboundSms, Posted
from bot.channels.sms.given import RedisGiven
from bot.channels.sms.held import HeldConversations
from bot.channels.sms.readiness import describe_lacks
from bot.channels.sms.repeats import Repeats
from bot.channels.sms_text import render_sms
from bot.channels.turn import Turn, safe_reply
from bot.channels.web import recall_from
from bot.dialogue.tracker_store import conversations_of
from bot.privacy.conversations import conversations
from bot.privacy.keyed_hash import read_key
from bot.privacy.opt_outs import OptOuts
from bot.privacy.pseudonyms import pseudonyms
from bot.settings import Settings, settings

logger = logging.getLogger(__name__)

#: Twilio waits 15 seconds; a turn itself gives up after 10.
SECONDS_AT_MOST = 12.0
BYTES_AT_MOST = 64 * 1024
#: Seconds that texts under way get when the server ends.
_LAST_SECONDS = 5.0
_PREFIX = "know287g:sms:"

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class SmsSettingsMissing(ValueError):
    """The channel is asked for, but settings are missing; the message names them."""


class SmsInput(InputChannel):
    """The channel named in ``credentials.yml``; mounted at ``/webhooks/sms``."""

    @classmethod
    def name(cls) -> str:
        """Channel name; also the name of the output channel."""
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SmsInput:
        """Takes no credentials: the settings are in ``bot.settings``.

        Raises:
            SmsSettingsMissing: a carrier is chosen, but something is missing.
        """
        chosen = settings()
        lacks = describe_lacks(chosen)
        if lacks:
            raise SmsSettingsMissing(" ".join(lacks))
        if not chosen.sms_carrier:
            return cls()
        return cls(carrier_of(chosen), answering_of(chosen), repeats_of(chosen))

    def __init__(
        self,
        carrier: Carrier | None = None,
        answering: Answering | None = None,
        repeats: Repeats | None = None,
    ) -> None:
        """Takes the carrier; without one the channel is off and has no address."""
        self._carrier = carrier
        self._answering = answering
        self._repeats = repeats or Repeats()
        self._sending: set[asyncio.Task[None]] = set()

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Routes: ``/`` health, ``/webhook`` for the carrier; none when it is off."""
        routes = Blueprint("sms_webhook", __name__)
        if self._carrier is None or self._answering is None:
            return routes
        carrier, answering = self._carrier, self._answering

        @routes.route("/", methods=["GET"])
        async def health(_: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            posted = _posted(request)
            refused = "too large" if posted is None else carrier.verify(posted)
            if posted is None or refused:
                logger.warning("a webhook was refused: %s", refused)
                return response.empty(status=403)
            sms = carrier.read(posted)
            rasa = _rasa_of(request.app, on_new_message)
            text = await self._respond(sms, carrier, answering, rasa) if sms else ""
            said = carrier.acknowledge(text)
            return response.text(said.body, content_type=said.content_type)

        @routes.listener("before_server_stop")
        async def finish(*_: Any) -> None:
            if self._sending:
                await asyncio.wait(self._sending, timeout=_LAST_SECONDS)

        return routes

    async def _respond(
        self, sms: InboundSms, carrier: Carrier, answering: Answering, rasa: Rasa
    ) -> str:
        """The text for the webhook's response; empty where it is sent by itself."""
        if carrier.answers_in_response:
            return await self._answer(sms, answering, rasa)

        async def send() -> None:
            text = await self._answer(sms, answering, rasa)
            if text:
                await carrier.send(sms.number, text)

        task = asyncio.ensure_future(send())
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)
        return ""

    async def _answer(self, sms: InboundSms, answering: Answering, rasa: Rasa) -> str:
        async def ask() -> str:
            try:
                answer = answering.answer(sms, rasa)
                return await asyncio.wait_for(answer, SECONDS_AT_MOST)
            except Exception as error:  # noqa: BLE001 (the edge: a person must get an answer)
                logger.error("a text message failed: %s", type(error).__name__)
                return render_sms(
                    safe_reply("error", Turn("", sms.text, CHANNEL), None)
                )

        return await self._repeats.answer(sms.message_id, ask)


def phone_keys(chosen: Settings) -> list[bytes]:
    """The operator's key, and the one before if there is one."""
    secrets = (chosen.phone_key, chosen.phone_key_before)
    keys = [read_key(secret.get_secret_value()) for secret in secrets]
    return [key for key in keys if key]


def answering_of(chosen: Settings) -> Answering:
    """What answers messages, with the places that the settings ask for."""
    known = phone_keys(chosen)
    minutes, redis = chosen.conversation_minutes, chosen.redis_url
    place = conversations(redis, minutes, chosen.conversations_at_most, _PREFIX)
    return Answering(
        OptOuts(open_engine(chosen.opt_out_database_url), known),
        pseudonyms(known[0], chosen.phone_salt_hours, redis),
        HeldConversations(place),
    )


def repeats_of(chosen: Settings) -> Repeats:
    """What remembers answered messages; all workers that share Redis share a key."""
    if not chosen.redis_url:
        return Repeats()
    return Repeats(phone_keys(chosen)[0], RedisGiven(chosen.redis_url))


def _posted(request: Request) -> Posted | None:
    if len(request.body) > BYTES_AT_MOST:
        return None
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Posted(request.body, headers)


def _rasa_of(app: Any, on_new_message: OnNewMessage) -> Rasa:
    def forget(name: str) -> None:
        store = conversations_of(getattr(app.ctx, "agent", None))
        if store is not None:
            store.forget(name)

    return Rasa(on_new_message, recall_from(app), forget)
