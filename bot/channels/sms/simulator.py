"""A phone in the terminal: the real connector, over HTTP, with signed webhooks.

Nothing leaves this machine. Keys are made up for the run, the list of those who sent
STOP lies in a temporary file.
"""

from __future__ import annotations

import itertools
import secrets
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
from defusedxml import ElementTree
from sanic import Sanic

from bot.agencies.database import open_engine
from bot.channels.sms.answering import Answering
from bot.channels.sms.carriers.carrier import Posted
from bot.channels.sms.carriers.twilio import TwilioCarrier
from bot.channels.sms.connector import SmsInput
from bot.channels.sms.held import HeldConversations
from bot.channels.sms.readiness import PATH
from bot.language.gsm import is_gsm, length, segments
from bot.privacy.conversations import MemoryConversations
from bot.privacy.opt_outs import OptOuts
from bot.privacy.pseudonyms import MemorySalts, Pseudonyms
from bot.settings import settings

_URL = f"https://simulator.invalid{PATH}"
#: From the block of numbers that are kept for fiction.
NUMBER = "+12025550123"
_names = itertools.count()


@dataclass(frozen=True)
class Price:
    """What carriers bill a text by."""

    segments: int
    alphabet: str
    units: int

    @classmethod
    def of(cls, text: str) -> Price:
        """The price class of a text."""
        alphabet = "GSM-7" if is_gsm(text) else "UCS-2"
        return cls(segments(text), alphabet, length(text))

    def __str__(self) -> str:
        plural = "" if self.segments == 1 else "s"
        return f"{self.segments} segment{plural}, {self.alphabet}, {self.units} units"


class Phone:
    """Sends texts from one number and shows what comes back."""

    def __init__(self, carrier: TwilioCarrier, client: httpx.AsyncClient) -> None:
        """Takes the carrier that signs and a client of the running connector."""
        self._carrier = carrier
        self._client = client
        self._last: Posted | None = None

    async def text(self, words: str) -> str:
        """The answer to a text; empty when none is sent."""
        sid = f"SM{secrets.token_hex(16)}"
        return await self._post(self._carrier.sign(words, NUMBER, sid))

    async def send_picture(self) -> str:
        """The answer to a picture without words."""
        pairs = [("From", NUMBER), ("Body", ""), ("NumMedia", "1")]
        pairs.append(("MessageSid", f"MM{secrets.token_hex(16)}"))
        return await self._post(self._carrier.sign_pairs(pairs))

    async def repeat(self) -> str:
        """The answer when the carrier posts the newest message once more."""
        return await self._post(self._last) if self._last else ""

    async def _post(self, posted: Posted) -> str:
        self._last = posted
        reply = await self._client.post(
            PATH, content=posted.body, headers=dict(posted.headers)
        )
        reply.raise_for_status()
        return ElementTree.fromstring(reply.content).findtext("Message") or ""


@asynccontextmanager
async def open_phone(agent: Any) -> AsyncIterator[Phone]:
    """A phone connected to an agent's bot by a server on this machine.

    Args:
        agent: a loaded agent of Rasa.
    """
    carrier = TwilioCarrier(secrets.token_hex(16), _URL)
    minutes, at_most = settings().conversation_minutes, 100
    with tempfile.TemporaryDirectory() as folder:
        opt_outs = OptOuts(
            open_engine(f"sqlite:///{Path(folder) / 'opt-outs.sqlite'}"),
            [secrets.token_bytes(32)],
        )
        answering = Answering(
            opt_outs,
            Pseudonyms(secrets.token_bytes(32), 24, MemorySalts()),
            HeldConversations(MemoryConversations(minutes, at_most)),
        )
        async with (
            serve(SmsInput(carrier, answering), agent) as address,
            httpx.AsyncClient(base_url=address, timeout=30) as client,
        ):
            yield Phone(carrier, client)


@asynccontextmanager
async def serve(channel: SmsInput, agent: Any) -> AsyncIterator[str]:
    """Serves the connector alone on a free port; gives its address.

    Args:
        channel: the connector.
        agent: what handles messages and keeps conversations, as Rasa's agent does.
    """
    app = Sanic(f"sms_{next(_names)}", configure_logging=False)
    app.config.ACCESS_LOG = False
    app.ctx.agent = SimpleNamespace(tracker_store=agent.tracker_store)
    routes = channel.blueprint(agent.handle_message)
    app.blueprint(routes, url_prefix=PATH.removesuffix("/webhook"))
    listening = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True)
    await server.startup()
    await server.start_serving()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        await server.close()
