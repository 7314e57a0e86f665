"""The web channel on a real server and a real socket; only Rasa is stood in for."""

from __future__ import annotations

import itertools
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import rasa.core.channels.channel
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot.agencies.database import open_engine
from bot.channels.helped import HelpedCounts
from bot.channels.limits import RateLimit
from bot.channels.web import BYTES_AT_MOST, WebInput, _helped_counts
from bot.dialogue.tracker_store import ExpiringTrackerStore
from bot.settings import settings

SENDER = "7d1c2f6e-9b34-4c1a-8e57-0a6b5c4d3e2f"
OTHER = "0b9e8d7c-6a5f-4e3d-9c2b-1a0f9e8d7c6b"
MESSAGE_ID = "11111111-2222-4333-8444-555555555555"
WEBHOOK, ERASE = "/webhooks/web/webhook", "/webhooks/web/erase"
HELPED = "/webhooks/web/helped"
ORIGIN = "https://partner.example"
_numbers = itertools.count()


class Agent:
    """Rasa's place: a real tracker store, and one button offered after each message."""

    def __init__(self) -> None:
        self.tracker_store = ExpiringTrackerStore(Domain.empty())
        self.got: list[UserMessage] = []

    async def handle(self, message: UserMessage) -> None:
        self.got.append(message)
        offer = {"text": "¿sí?", "buttons": [{"title": "Jail", "payload": "/faq_jem"}]}
        tracker = await self.tracker_store.retrieve(message.sender_id)
        tracker = tracker or DialogueStateTracker(message.sender_id, [])
        tracker.update(UserUttered(message.text))
        tracker.update(BotUttered(offer["text"], data={"buttons": offer["buttons"]}))
        await self.tracker_store.save(tracker)
        assert message.output_channel is not None
        await message.output_channel.send_response(message.sender_id, offer)


class Server:
    """A started server with a client."""

    def __init__(self, agent: Agent, channel: WebInput, client: Any) -> None:
        self.agent, self.channel, self.client = agent, channel, client

    async def say(self, message: Any = "hola", **more: Any) -> httpx.Response:
        headers = more.pop("headers", {})
        body = {"sender": SENDER, "message": message, **more}
        return await self.client.post(WEBHOOK, json=body, headers=headers)


@asynccontextmanager
async def serving(agent: Agent) -> AsyncIterator[Server]:
    app = Sanic(f"test_web_{next(_numbers)}", configure_logging=False)
    app.ctx.agent = SimpleNamespace(tracker_store=agent.tracker_store)
    channel = WebInput.from_credentials(None)
    # As Rasa mounts it, but with our handler.
    app.blueprint(channel.blueprint(agent.handle), url_prefix="/webhooks/web")
    listening = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True)
    await server.startup()
    await server.start_serving()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        async with httpx.AsyncClient(base_url=url) as client:
            yield Server(agent, channel, client)
    finally:
        await server.close()


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    # Sanic rewrites its own code when it starts; only so can it do that again.
    monkeypatch.setattr(Sanic, "test_mode", True)
    monkeypatch.setattr(settings(), "allowed_origins", [ORIGIN])
    async with serving(Agent()) as running:
        yield running


def assert_guarded(response: httpx.Response) -> None:
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_message_gets_the_bots_messages_as_a_json_list(server: Server) -> None:
    response = await server.say()
    assert response.status_code == 200
    offer = {"title": "Jail", "payload": "/faq_jem"}
    assert response.json() == [{"text": "¿sí?", "buttons": [offer]}]
    assert "¿sí?" in response.text, "letters are sent as they are, not escaped"
    assert_guarded(response)


async def test_the_page_is_told_that_the_channel_is_well(server: Server) -> None:
    assert (await server.client.get("/webhooks/web/")).json() == {"status": "ok"}


@pytest.mark.parametrize("path", [WEBHOOK, ERASE])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE"])
async def test_words_never_travel_in_an_address(
    server: Server, path: str, method: str
) -> None:
    response = await server.client.request(method, path + "?message=hola")
    assert response.status_code == 405
    assert not server.agent.got


@pytest.mark.parametrize("extra", [1, 5_000])
async def test_a_body_over_8_kilobytes_is_refused_with_a_sentence(
    server: Server, extra: int
) -> None:
    response = await server.client.post(WEBHOOK, content=b"a" * (BYTES_AT_MOST + extra))
    assert response.status_code == 413
    assert response.json()[0]["custom"]["answer_id"] == "too_long"
    assert_guarded(response)


async def test_8_kilobytes_are_still_read(server: Server) -> None:
    body = json.dumps({"sender": SENDER, "message": ""})
    whole = body[:-2] + "a" * (BYTES_AT_MOST - len(body)) + body[-2:]
    response = await server.client.post(WEBHOOK, content=whole)
    assert response.status_code == 200
    assert response.json()[0]["custom"]["answer_id"] == "too_long"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[" * 4_000,
        b'{"message": "hola"}',
        json.dumps({"sender": "me", "message": "hola"}).encode(),
        json.dumps({"sender": SENDER, "message": ["hola"]}).encode(),
        b'{"sender": "\\ud800", "message": "hola"}',
    ],
)
async def test_what_is_not_of_the_contracts_form_is_refused_in_both_languages(
    server: Server, content: bytes
) -> None:
    response = await server.client.post(WEBHOOK, content=content)
    assert response.status_code == 400
    (said,) = response.json()
    assert "911" in said["text"] and "peligro" in said["text"]
    assert "Traceback" not in response.text
    assert not server.agent.got
    assert (await server.say()).status_code == 200, "nothing broken for the next"


async def test_too_many_messages_are_asked_to_wait(server: Server) -> None:
    server.channel._limit = RateLimit(per_minute=6, burst=2)
    assert [(await server.say()).status_code for _ in range(2)] == [200, 200]
    response = await server.say()
    assert response.status_code == 429
    assert response.json()[0]["custom"]["answer_id"] == "too_many"
    assert 1 <= int(response.headers["Retry-After"]) <= 11
    assert_guarded(response)
    assert len(server.agent.got) == 2


async def test_a_repeated_message_id_is_answered_once(server: Server) -> None:
    first = await server.say("hola", message_id=MESSAGE_ID)
    again = await server.say("hola", message_id=MESSAGE_ID)
    assert first.json() == again.json()
    assert len(server.agent.got) == 1


async def test_the_same_message_id_of_another_person_is_another_message(
    server: Server,
) -> None:
    await server.say(message_id=MESSAGE_ID)
    await server.say(message_id=MESSAGE_ID, sender=OTHER)
    assert [message.sender_id for message in server.agent.got] == [SENDER, OTHER]


async def test_an_offer_counts_in_its_own_conversation_and_turn_only(
    server: Server,
) -> None:
    await server.say("hola")
    await server.say("1", sender=OTHER)
    assert server.agent.got[-1].text == "1"
    await server.say("1")
    assert server.agent.got[-1].text == "/faq_jem"
    refused = await server.say("/faq_tfm")
    assert refused.json()[0]["custom"]["answer_id"] == "menu"
    assert len(server.agent.got) == 3


async def test_the_chosen_language_and_the_pages_reach_rasa(server: Server) -> None:
    await server.say(lang="es", headers={"Accept-Language": "en-US"})
    assert server.agent.got[0].metadata == {"lang": "es", "hint": "en"}


@pytest.fixture
def counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HelpedCounts]:
    url = f"sqlite:///{tmp_path / 'helped.sqlite'}"
    monkeypatch.setattr(settings(), "helped_database_url", url)
    _helped_counts.cache_clear()
    yield HelpedCounts(open_engine(url))
    _helped_counts.cache_clear()


async def test_a_yes_or_no_is_counted_for_its_topic(
    server: Server, counts: HelpedCounts
) -> None:
    for helped in (True, False, False):
        body = {"topic": "at_home", "helped": helped, "sender": SENDER, "text": "hola"}
        response = await server.client.post(HELPED, json=body)
        assert response.status_code == 204
        assert_guarded(response)
    assert counts.counts() == [("at_home", 1, 2)]


@pytest.mark.parametrize(
    "body",
    [
        {"topic": "my words", "helped": True},
        {"topic": "at_home", "helped": "very much"},
        {"topic": ["at_home"], "helped": True},
        {"helped": True},
        [],
    ],
)
async def test_a_yes_or_no_about_anything_else_is_refused(
    server: Server, counts: HelpedCounts, body: Any
) -> None:
    response = await server.client.post(HELPED, json=body)
    assert response.status_code == 400
    assert counts.counts() == []


async def test_erasing_forgets_the_conversation_at_once(server: Server) -> None:
    await server.say("hola")
    assert list(await server.agent.tracker_store.keys()) == [SENDER]
    response = await server.client.post(ERASE, json={"sender": SENDER})
    assert response.status_code in (200, 204)
    assert_guarded(response)
    assert list(await server.agent.tracker_store.keys()) == []
    await server.say("1")
    assert server.agent.got[-1].text == "1", "an erased offer is no offer"


async def test_erasing_forgets_the_remembered_answers_too(server: Server) -> None:
    await server.say("hola", message_id=MESSAGE_ID)
    await server.client.post(ERASE, json={"sender": SENDER})
    assert not any(SENDER in key for key in server.channel._once._answers)


async def test_erasing_one_conversation_leaves_the_others(server: Server) -> None:
    await server.say("hola", sender=OTHER)
    await server.client.post(ERASE, json={"sender": SENDER})
    assert list(await server.agent.tracker_store.keys()) == [OTHER]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"sender": "me"}', b'{"sender": 1}'])
async def test_erasing_needs_a_senders_id(server: Server, content: bytes) -> None:
    assert (await server.client.post(ERASE, content=content)).status_code == 400


@pytest.mark.parametrize("path", [WEBHOOK, ERASE])
async def test_an_allowed_site_may_call(server: Server, path: str) -> None:
    response = await server.client.options(path, headers={"Origin": ORIGIN})
    assert response.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert response.headers["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert response.headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize(
    "origin",
    ["https://elsewhere.example", "null", "*", ORIGIN + ".evil.example", ORIGIN + ":1"],
)
async def test_another_site_may_not(server: Server, origin: str) -> None:
    for response in (
        await server.client.options(WEBHOOK, headers={"Origin": origin}),
        await server.say(headers={"Origin": origin}),
    ):
        assert not [h for h in response.headers if h.startswith("access-control")]


async def test_an_allowed_site_can_read_answers_and_refusals(server: Server) -> None:
    server.channel._limit = RateLimit(per_minute=6, burst=1)
    for status in (200, 429):
        response = await server.say(headers={"Origin": ORIGIN})
        assert response.status_code == status
        assert response.headers["Access-Control-Allow-Origin"] == ORIGIN


async def test_nothing_returns_what_was_said_before(server: Server) -> None:
    await server.say("zyxomma")
    routes = ["", "/", "/conversations/" + SENDER, "/tracker", "/history"]
    for route in routes:
        response = await server.client.get("/webhooks/web" + route)
        assert "zyxomma" not in response.text


def test_rasa_mounts_it_under_the_address_of_the_contract() -> None:
    app = Sanic(f"test_web_{next(_numbers)}", configure_logging=False)
    rasa.core.channels.channel.register([WebInput()], app, route="/webhooks/")
    paths = {"/" + route.path for route in app.router.routes}
    assert {WEBHOOK, ERASE} <= {path.rstrip("/") for path in paths}
