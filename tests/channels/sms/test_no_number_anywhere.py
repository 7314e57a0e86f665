"""Whatever the payload, the number stays in the request: a search for a way out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import redis
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.channels.sms.connector import answering_of
from bot.channels.sms.given import RedisGiven
from bot.channels.sms.repeats import Repeats
from bot.privacy.conversations import RedisConversations
from bot.privacy.keyed_hash import normalise_number
from bot.settings import Settings

from .conftest import KEY, Line, Open, message

#: Every field that Twilio documents for an incoming message, beside the five read.
FIELDS = [
    *("SmsSid", "SmsMessageSid", "AccountSid", "MessagingServiceSid", "To"),
    *("FromCity", "FromState", "FromZip", "FromCountry", "ToCity", "ToState", "ToZip"),
    *("ToCountry", "NumSegments", "MediaContentType0", "MediaUrl0", "ReferralNumMedia"),
    *("ApiVersion", "ProfileName", "WaId", "Forwarded", "FrequentlyForwarded"),
    *("ButtonText", "ButtonPayload", "Latitude", "Longitude", "Address", "Label"),
    *("OriginalRepliedMessageSender", "OriginalRepliedMessageSid", "ChannelMetadata"),
    *("AddOns", "SmsStatus", "OptOutType", "Future"),
]
#: Digits of the scripts that a field of a form may bring along.
SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９"]
MARKS = ["", " ", "-", ".", "\u00a0", "\u2060", "\u202a", "(", ")"]
WORDS = [
    "hi",
    "more",
    "1",
    "STOP",
    "START",
    "AYUDA!!",
    "HELP",
    "",
    "la migra está en mi puerta",
    "Liked “x”",
    "x" * 2_000,
]
_SEARCH = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """Ten digits or more, of any script, with anything between and before them."""
    digits = draw(
        st.lists(st.integers(0, 9), min_size=10, max_size=14)
        # Ten threes stand in a third, too.
        .filter(lambda drawn: len(set(drawn)) > 3)
    )
    script, mark = draw(st.sampled_from(SCRIPTS)), draw(st.sampled_from(MARKS))
    start = draw(st.sampled_from(["", "+", "+1", "whatsapp:+", "\u202a+", "tel:"]))
    return start + mark.join(script[digit] for digit in digits)


@st.composite
def payloads(draw: st.DrawFn) -> dict[str, str]:
    """A full payload; the number stands in other fields and in the words too."""
    number = draw(numbers())
    values = st.one_of(st.just(number), st.text(max_size=20))
    fields = {name: draw(values) for name in draw(st.sets(st.sampled_from(FIELDS)))}
    fields["SmsStatus"] = "received"
    fields["OptOutType"] = draw(st.sampled_from(["", "STOP", "START", "HELP", number]))
    said = draw(st.sampled_from([*WORDS, f"call me: {number}", number]))
    media = draw(st.sampled_from(["0", "1", "x", number]))
    own = {"From": number, "Body": said, "NumMedia": media}
    return {**fields, **own, "MessageSid": f"SM{uuid4().hex}"}


def forms_of(number: str) -> set[str]:
    """The number as it came, in E.164 form, its digits, and all as JSON has them."""
    plain = normalise_number(number).removeprefix("whatsapp:")
    digits = "".join(str(int(c)) for c in number if c.isdecimal())
    forms = {number, plain, plain.removeprefix("+"), digits, digits[-10:]}
    return forms | {json.dumps(form)[1:-1] for form in forms}


def traces(number: str, places: list[str]) -> list[str]:
    """Places in which a form of the number stands; where, with what is around it."""
    found = []
    for place in places:
        for form in forms_of(number):
            at = place.find(form)
            if at >= 0:
                found.append(place[max(at - 40, 0) : at + 40])
    return found


async def post(line: Line, fields: dict[str, str]) -> None:
    line.agent.says = [message("An answer.", on_reply={"more": "/faq_jem"})]
    if len(fields["Body"]) % 3 == 0:
        line.agent.says = []
    response = await line.post(line.carrier.sign_pairs(list(fields.items())))
    assert response.status_code == 200
    assert not traces(fields["From"], [response.text, str(response.headers)])


@_SEARCH
@example({"From": "+12025550123", "Body": "mi numero es 202-555-0123", "SmsStatus": ""})
@example({"From": "whatsapp:+12025550123", "Body": "hi", "WaId": "12025550123"})
@given(payloads())
async def test_no_log_tracker_or_row_holds_the_number(
    line: Line,
    stream: io.StringIO,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    fields: dict[str, str],
) -> None:
    fields = {"MessageSid": f"SM{uuid4().hex}", "NumMedia": "0", **fields}
    await post(line, fields)
    rows = b"".join(path.read_bytes() for path in tmp_path.iterdir()).decode("latin-1")
    told = stream.getvalue() + "".join(capfd.readouterr())
    assert traces(fields["From"], [*line.places(), rows, told]) == []


@_SEARCH
@given(payloads(), st.sampled_from([ValueError, KeyError, RuntimeError, OSError]))
async def test_no_error_quotes_the_number(
    line: Line,
    stream: io.StringIO,
    capfd: pytest.CaptureFixture[str],
    fields: dict[str, str],
    kind: type[Exception],
) -> None:
    names = line.answering._pseudonyms
    line.answering._pseudonyms = _Failing(kind, fields)
    try:
        await post(line, fields)
    finally:
        line.answering._pseudonyms = names
    told = stream.getvalue() + "".join(capfd.readouterr())
    assert kind.__name__ in told
    assert traces(fields["From"], [told]) == []


class _Failing:
    """Stands for any part that fails with the whole request in its message."""

    def __init__(self, kind: type[Exception], fields: dict[str, str]) -> None:
        self._error = kind(str(fields))

    def name(self, number: str, _: object) -> str:
        raise self._error from ValueError(number)


@pytest.fixture
def left_in_redis(redis_url: str) -> Iterator[redis.Redis]:
    connected = redis.Redis.from_url(redis_url)
    before = set(connected.keys("know287g:*"))
    yield connected
    left = set(connected.keys("know287g:*")) - before
    if left:
        connected.delete(*left)


@pytest.mark.services
@settings(_SEARCH, max_examples=25)
@given(payloads())
async def test_no_value_in_redis_holds_the_number(
    left_in_redis: redis.Redis,
    redis_url: str,
    open_line: Open,
    tmp_path: Path,
    fields: dict[str, str],
) -> None:
    chosen = Settings(
        redis_url=redis_url,
        phone_key=KEY.decode(),
        opt_out_database_url=f"sqlite:///{tmp_path / 'stops.sqlite'}",
    )
    answering, repeats = answering_of(chosen), Repeats(KEY, RedisGiven(redis_url))
    async with open_line(answering=answering, repeats=repeats) as line:
        line.agent.tracker_store._held = RedisConversations(redis_url, 60)
        await post(line, fields)
    keys = left_in_redis.keys("know287g:*")
    held = [
        part.decode("utf-8", "backslashreplace")
        for key in keys
        for part in (key, left_in_redis.get(key) or b"")
    ]
    assert keys and traces(fields["From"], held) == []
