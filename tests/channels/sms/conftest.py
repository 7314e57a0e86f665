"""The connector on a real server and socket; only Rasa is stood in for."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from defusedxml import ElementTree
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot.agencies.database import open_engine
from bot.channels.sms.answering import Answering
from bot.channels.sms.carriers.carrier import Carrier, Posted
from bot.channels.sms.carriers.twilio import TwilioCarrier
from bot.channels.sms.connector import SmsInput
from bot.channels.sms.held import HeldConversations
from bot.channels.sms.readiness import PATH
from bot.channels.sms.repeats import Repeats
from bot.channels.sms.simulator import NUMBER, serve
from bot.dialogue.tracker_store import ExpiringTrackerStore
from bot.privacy import log_filter
from bot.privacy.conversations import MemoryConversations
from bot.privacy.opt_outs import OptOuts
from bot.privacy.pseudonyms import MemorySalts, Pseudonyms

URL = f"https://bot.example.org{PATH}"
TOKEN = "12345"
KEY = b"k" * 32


class Agent:
    """Rasa's place: says what it is told to say, with a real tracker store."""

    def __init__(self) -> None:
        self.tracker_store = ExpiringTrackerStore(Domain.empty())
        self.got: list[UserMessage] = []
        self.says: list[dict[str, Any]] = [message("An answer.")]
        self.seconds = 0.0

    async def handle_message(self, message: UserMessage) -> None:
        self.got.append(message)
        await asyncio.sleep(self.seconds)
        tracker = await self.tracker_store.retrieve(message.sender_id)
        tracker = tracker or DialogueStateTracker(message.sender_id, [])
        tracker.update(UserUttered(message.text))
        for said in self.says:
            tracker.update(BotUttered(said["text"], data=said))
            assert message.output_channel is not None
            await message.output_channel.send_response(message.sender_id, said)
        await self.tracker_store.save(tracker)


def message(text: str, answer_id: str = "topic", **more: Any) -> dict[str, Any]:
    custom = {"answer_id": answer_id, "language": more.pop("language", "en")}
    custom |= {k: more.pop(k) for k in ("on_reply",) if k in more}
    return {"text": text, "custom": custom, **more}


class Line:
    """A started connector and a carrier that posts to it."""

    def __init__(self, channel: SmsInput, agent: Agent, client: httpx.AsyncClient):
        self.channel, self.agent, self.client = channel, agent, client
        self.carrier: Any = channel._carrier
        self.answering: Any = channel._answering
        self._count = 0

    async def post(self, posted: Posted) -> httpx.Response:
        headers = dict(posted.headers)
        return await self.client.post(PATH, content=posted.body, headers=headers)

    async def text(self, words: str, number: str = NUMBER, **more: str) -> str:
        self._count += 1
        pairs = [("From", number), ("Body", words), ("MessageSid", f"SM{self._count}")]
        pairs += [("NumMedia", more.pop("NumMedia", "0")), *more.items()]
        response = await self.post(self.carrier.sign_pairs(pairs))
        assert response.status_code == 200
        return ElementTree.fromstring(response.content).findtext("Message") or ""

    def places(self) -> list[str]:
        """All that the channel and Rasa's place hold after messages, as text."""
        stores = [self.agent.tracker_store._held, self.answering._held._place]
        found = [str(vars(got)) for got in self.agent.got]
        for store in stores:
            keys = store.keys()
            found += [*keys, *(store.get(key) or "" for key in keys)]
        found += [str(vars(self.answering._limit)), str(vars(self.answering._notice))]
        found.append(str(vars(self.channel._repeats._once)))
        given = self.channel._repeats._given
        return [*found, str(vars(given))]


Open = Callable[..., AbstractAsyncContextManager[Line]]


@pytest.fixture
def open_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    # Sanic rewrites its own code when it starts; only so can it do that again.
    monkeypatch.setattr(Sanic, "test_mode", True)

    @asynccontextmanager
    async def opened(
        carrier: Carrier | None = None,
        agent: Agent | None = None,
        answering: Answering | None = None,
        repeats: Repeats | None = None,
    ) -> AsyncIterator[Line]:
        agent = agent or Agent()
        answering = answering or Answering(
            OptOuts(open_engine(f"sqlite:///{tmp_path / 'stops.sqlite'}"), [KEY]),
            Pseudonyms(KEY, 24, MemorySalts()),
            HeldConversations(MemoryConversations(60, 100)),
        )
        used = carrier or TwilioCarrier(TOKEN, URL)
        channel = SmsInput(used, answering, repeats)
        async with (
            serve(channel, agent) as address,
            httpx.AsyncClient(base_url=address) as client,
        ):
            yield Line(channel, agent, client)

    return opened


@pytest.fixture
async def line(open_line: Open) -> AsyncIterator[Line]:
    async with open_line() as opened:
        yield opened


@pytest.fixture
def stream(logs_restored: None) -> io.StringIO:
    """What is logged, by all loggers at their lowest level, through the filter."""
    log_filter.install(logging.DEBUG)
    kept = io.StringIO()
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, log_filter.WordlessFormatter):
            handler.setStream(kept)  # type: ignore[attr-defined]
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(logging.DEBUG)
    return kept
