"""Contracts with the carriers that are sent to, against a local stand-in of theirs.

The stand-in behaves as the services document it: it checks the login, takes JSON,
asks for patience, refuses for good, hangs up. No request leaves this machine.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.channels.sms.carriers.carrier import CLOCK_SECONDS, Posted
from bot.channels.sms.carriers.gateway import GatewayCarrier
from bot.channels.sms.carriers.posting import Outgoing, post
from bot.channels.sms.carriers.telnyx import TelnyxCarrier
from bot.channels.sms.simulator import NUMBER

from .conftest import Line, Open
from .stand_in import Service

OWN = "+12025550100"
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"p" * 32)
PUBLIC = base64.b64encode(
    PRIVATE.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
).decode()


@pytest.fixture
def service() -> Iterator[Service]:
    started = Service()
    threading.Thread(target=started.serve_forever, daemon=True).start()
    yield started
    started.shutdown()
    started.server_close()


def gateway(service: Service, now: float | None = None) -> GatewayCarrier:
    more = {} if now is None else {"clock": lambda: now}
    return GatewayCarrier("signing key", service.url, ("user", "pass"), **more)


def telnyx(service: Service, now: float = 1000.0) -> TelnyxCarrier:
    return TelnyxCarrier(PUBLIC, "secret", OWN, f"{service.url}/v2", lambda: now)


def telnyx_post(event: dict[str, Any], stamp: int = 1000) -> Posted:
    body = json.dumps(event).encode()
    signature = base64.b64encode(PRIVATE.sign(f"{stamp}|".encode() + body)).decode()
    return Posted(
        body,
        {"telnyx-signature-ed25519": signature, "telnyx-timestamp": str(stamp)},
    )


def received(text: Any = "hola", media: list[Any] | None = None) -> dict[str, Any]:
    payload = {
        "id": "m1",
        "from": {"phone_number": NUMBER, "carrier": "ACME", "line_type": "Wireless"},
        "to": [{"phone_number": OWN}],
        "text": text,
        "media": media or [],
    }
    return {"data": {"event_type": "message.received", "id": "e1", "payload": payload}}


async def until_sent(service: Service) -> None:
    for _ in range(100):
        if service.taken:
            return
        await asyncio.sleep(0.02)


async def converse(line: Line, posted: Posted) -> bytes:
    response = await line.post(posted)
    assert response.status_code == 200
    return response.content


async def test_a_text_to_the_android_gateway_is_answered_by_its_api(
    open_line: Open, service: Service
) -> None:
    carrier = gateway(service)
    async with open_line(carrier) as line:
        posted = carrier.sign("hola", NUMBER, "event-1")
        assert await converse(line, posted) == b""
        await until_sent(service)
        await converse(line, posted)
        await asyncio.sleep(0.1)
    ((path, login, body),) = service.taken
    assert path == "/message"
    assert base64.b64decode(login.removeprefix("Basic ")) == b"user:pass"
    assert body["phoneNumbers"] == [NUMBER]
    assert body["textMessage"]["text"].endswith("An answer.")


async def test_a_text_to_telnyx_is_answered_by_its_api(
    open_line: Open, service: Service
) -> None:
    async with open_line(telnyx(service)) as line:
        assert await converse(line, telnyx_post(received())) == b""
        await until_sent(service)
        # Telnyx tries again when it got no answer in time, or two on two addresses.
        await converse(line, telnyx_post(received()))
        await asyncio.sleep(0.1)
    ((path, login, body),) = service.taken
    assert (path, login) == ("/v2/messages", "Bearer secret")
    assert (body["from"], body["to"]) == (OWN, NUMBER)


@pytest.mark.parametrize(
    "event", ["sms:sent", "sms:delivered", "sms:failed", "system:ping"]
)
def test_other_events_of_the_gateway_are_no_messages(
    service: Service, event: str
) -> None:
    payload = {"messageId": "1", "phoneNumber": NUMBER, "reason": "x"}
    carrier = gateway(service)
    posted = carrier.sign_event({"event": event, "id": "1", "payload": payload})
    assert carrier.verify(posted) == "" and carrier.read(posted) is None


@pytest.mark.parametrize("body", [b"", b"[]", b'"x"', b"[" * 50_000, b'{"data": 1}'])
def test_a_signed_body_of_no_known_form_is_no_message(
    service: Service, body: bytes
) -> None:
    for carrier in (gateway(service), telnyx(service)):
        assert carrier.read(Posted(body, {})) is None


def test_a_numbers_event_id_tells_repeats_apart_not_the_id_of_its_words(
    service: Service,
) -> None:
    carrier = gateway(service)
    ids = {
        carrier.read(carrier.sign("si", NUMBER, n)).message_id  # type: ignore[union-attr]
        for n in ("a", "b")
    }
    assert ids == {"a", "b"}


def test_telnyxs_reports_are_no_messages_and_pictures_are_seen(
    service: Service,
) -> None:
    carrier = telnyx(service)
    for kind in ("message.sent", "message.finalized"):
        event = received()
        event["data"]["event_type"] = kind
        assert carrier.read(telnyx_post(event)) is None
    picture = carrier.read(telnyx_post(received(None, [{"url": "x"}])))
    assert picture is not None and picture.has_media and picture.text == ""


def test_forged_and_old_posts_are_refused_by_telnyxs_signature(
    service: Service,
) -> None:
    right = telnyx_post(received())
    assert telnyx(service).verify(right) == ""
    assert telnyx(service).verify(Posted(right.body + b" ", right.headers))
    assert telnyx(service).verify(Posted(right.body, {}))
    for signature in ("", "x", "\u00e9", base64.b64encode(b"0" * 64).decode()):
        headers = {**right.headers, "telnyx-signature-ed25519": signature}
        assert telnyx(service).verify(Posted(right.body, headers))
    assert telnyx(service, 1000.0 + CLOCK_SECONDS).verify(right) == ""
    assert telnyx(service, 1001.0 + CLOCK_SECONDS).verify(right)
    assert telnyx(service, 999.0 - CLOCK_SECONDS).verify(right)


def test_forged_and_old_posts_are_refused_by_the_gateways_signature(
    service: Service,
) -> None:
    right = gateway(service, 1000.0).sign("hola", NUMBER, "1")
    assert gateway(service, 1000.0).verify(right) == ""
    assert gateway(service, 1001.0 + CLOCK_SECONDS).verify(right)
    later = {**right.headers, "x-timestamp": "1001"}
    assert gateway(service, 1000.0).verify(Posted(right.body, later))
    assert gateway(service, 1000.0).verify(Posted(right.body + b" ", right.headers))
    assert gateway(service, 1000.0).verify(Posted(right.body, {}))
    odd = {**right.headers, "x-signature": "\u00e9", "x-timestamp": "\u0661"}
    assert gateway(service, 1000.0).verify(Posted(right.body, odd))


async def send(service: Service) -> tuple[Any, list[float]]:
    paused: list[float] = []

    async def sleep(seconds: float) -> None:
        paused.append(seconds)

    outgoing = Outgoing(f"{service.url}/messages", {"to": NUMBER, "text": "hola"})
    code = lambda reply: str(reply["errors"][0]["code"])  # noqa: E731
    return await post(outgoing, code, sleep), paused


async def test_a_text_is_sent_again_while_the_carrier_asks_for_patience(
    service: Service,
) -> None:
    service.statuses = [429, 503]
    sent, paused = await send(service)
    assert sent.ok and len(service.taken) == 1
    assert paused == [7.0, 3.0], "the pause it asked for, then our own"


async def test_a_refusal_for_good_is_not_sent_again_and_known_by_its_code(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.statuses = [400]
    service.refusal = {"errors": [{"code": "40300", "detail": f"{NUMBER} opted out"}]}
    with caplog.at_level(logging.DEBUG):
        sent, paused = await send(service)
    assert (sent.ok, sent.code, paused, service.tries) == (False, "400 40300", [], 1)
    assert NUMBER[2:] not in caplog.text


async def test_a_code_that_is_a_sentence_is_not_kept(service: Service) -> None:
    service.statuses = [422]
    service.refusal = {"errors": [{"code": f"no {NUMBER}"}]}
    assert (await send(service))[0].code == "422"


async def test_a_text_whose_answer_was_lost_is_not_sent_twice(service: Service) -> None:
    service.statuses = [0]
    sent, _ = await send(service)
    assert (sent.code, service.tries) == ("answer_lost", 1)


async def test_a_carrier_that_is_gone_is_tried_four_times(service: Service) -> None:
    service.shutdown()
    service.server_close()
    sent, paused = await send(service)
    assert sent.code == "unreachable" and len(paused) == 3
