"""Anything typed, or sent as bytes, gets 200 and a text that can be read."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import uuid4

from defusedxml import ElementTree
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.channels.sms.carriers.carrier import Posted
from bot.channels.sms.carriers.twilio import sign_form
from bot.language.gsm import segments
from bot.language.sms_keywords import is_reaction, read_keyword

from .conftest import TOKEN, URL, Line, message

_SEARCH = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
#: Twilio puts the parts of a long text together up to so many characters.
LONGEST = 1_600


async def answer(line: Line, number: str, body: bytes) -> str:
    """The answer to the bytes of a body, from a number of its own."""
    pairs = {"From": number, "Body": body, "MessageSid": uuid4().hex, "NumMedia": "0"}
    text = body.decode("utf-8", "surrogateescape")
    signed = [(n, text if n == "Body" else str(v)) for n, v in pairs.items()]
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": sign_form(TOKEN.encode(), URL, signed).decode(),
    }
    response = await line.post(Posted(urlencode(pairs).encode(), headers))
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/xml")
    return ElementTree.fromstring(response.content).findtext("Message") or ""


@_SEARCH
@example("\x00")
@example("/restart")
@example('/faq_jem{"place": "x"}')
@example("EXTERNAL: /stop")
@example("]]><Message>")
@given(st.text(max_size=LONGEST))
async def test_any_text_gets_a_readable_answer_of_two_segments(
    line: Line, words: str
) -> None:
    line.agent.says = [message("An answer.")]
    said = await answer(line, f"+1{uuid4().int % 10**10:010}", words.encode())
    assert said or is_reaction(words) or read_keyword(words)
    assert segments(said) <= 2


@_SEARCH
@given(st.binary(max_size=400))
async def test_bytes_that_are_no_text_get_an_answer_too(
    line: Line, body: bytes
) -> None:
    line.agent.says = [message("An answer.")]
    said = await answer(line, f"+1{uuid4().int % 10**10:010}", body)
    words = body.decode("utf-8", "surrogateescape")
    assert said or is_reaction(words) or read_keyword(words)


@_SEARCH
@given(st.lists(st.text(max_size=400), min_size=1, max_size=4))
async def test_whatever_the_bot_says_fits_two_segments_and_more_brings_the_rest(
    line: Line, texts: list[str]
) -> None:
    line.agent.says = [message(text) for text in texts]
    number = f"+1{uuid4().int % 10**10:010}"
    said = await answer(line, number, b"what is 287g")
    for _ in range(40):
        assert segments(said) <= 2
        if "Text MORE to go on." not in said:
            break
        said = await answer(line, number, b"more")
    assert "Text MORE to go on." not in said, "the rest has no end"
