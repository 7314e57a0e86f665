"""Behind a proxy the configured address counts, not what headers say of it."""

from __future__ import annotations

import pytest

from bot.channels.sms.carriers.carrier import Posted
from bot.channels.sms.carriers.twilio import TwilioCarrier
from bot.channels.sms.simulator import NUMBER

from .conftest import TOKEN, URL, Line

FIELDS = [("From", NUMBER), ("Body", "hola"), ("MessageSid", "SM1"), ("NumMedia", "0")]
#: What proxies add, rightly or wrongly configured, and what a forger may add.
ADDED = [
    {"x-forwarded-for": "203.0.113.7"},
    {"x-forwarded-proto": "http", "x-forwarded-port": "80"},
    {"x-forwarded-proto": "https", "x-forwarded-host": "other.example.net"},
    {"forwarded": "for=203.0.113.7;proto=http;host=other.example.net"},
    {"x-scheme": "http", "x-real-ip": "203.0.113.7", "x-original-host": "a.example"},
    {"host": "127.0.0.1:5005"},
    {"host": "other.example.net", "x-forwarded-prefix": "/elsewhere"},
]
FORGED_URLS = [
    "http://bot.example.org/webhooks/sms/webhook",
    "https://other.example.net/webhooks/sms/webhook",
    "https://bot.example.org/elsewhere/webhooks/sms/webhook",
    "http://127.0.0.1:5005/webhooks/sms/webhook",
]


def with_headers(posted: Posted, more: dict[str, str]) -> Posted:
    return Posted(posted.body, {**posted.headers, **more})


@pytest.mark.parametrize("added", ADDED, ids=str)
async def test_what_a_proxy_adds_does_not_spoil_the_right_signature(
    line: Line, added: dict[str, str]
) -> None:
    right = TwilioCarrier(TOKEN, URL).sign_pairs(FIELDS)
    response = await line.post(with_headers(right, added))
    assert response.status_code == 200 and b"<Message>" in response.content


@pytest.mark.parametrize("url", FORGED_URLS)
async def test_headers_do_not_make_a_signature_for_another_address_right(
    line: Line, url: str
) -> None:
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("/")
    claimed = {
        "host": host,
        "x-forwarded-host": host,
        "x-forwarded-proto": scheme,
        "x-forwarded-path": f"/{path}",
        "forwarded": f"proto={scheme};host={host}",
    }
    forged = TwilioCarrier(TOKEN, url).sign_pairs(FIELDS)
    response = await line.post(with_headers(forged, claimed))
    assert response.status_code == 403 and not line.agent.got


async def test_a_query_added_on_the_way_does_not_count(line: Line) -> None:
    right = TwilioCarrier(TOKEN, URL).sign_pairs(FIELDS)
    response = await line.client.post(
        "/webhooks/sms/webhook?x=1", content=right.body, headers=dict(right.headers)
    )
    assert response.status_code == 200


async def test_who_writes_is_told_by_the_number_and_never_by_the_address(
    line: Line,
) -> None:
    for count, address in enumerate(("203.0.113.7", "198.51.100.9")):
        pairs = [*FIELDS[:2], ("MessageSid", f"SM{count}"), FIELDS[3]]
        right = TwilioCarrier(TOKEN, URL).sign_pairs(pairs)
        await line.post(with_headers(right, {"x-forwarded-for": address}))
    names = {got.sender_id for got in line.agent.got}
    assert len(line.agent.got) == 2 and len(names) == 1
    assert not any("203.0.113.7" in str(vars(got)) for got in line.agent.got)
