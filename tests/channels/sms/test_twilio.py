"""Twilio's documented behaviour: signatures, callbacks, pictures, repeats."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.channels.sms.carriers.carrier import Posted
from bot.channels.sms.carriers.twilio import TwilioCarrier, sign_form
from bot.channels.sms.readiness import PATH
from bot.channels.sms.simulator import NUMBER

from .conftest import TOKEN, URL, Line

# Twilio's own worked example.
DOCS_URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
DOCS = [
    ("CallSid", "CA1234567890ABCDE"),
    ("Caller", "+14158675309"),
    ("Digits", "1234"),
    ("From", "+14158675309"),
    ("To", "+18005551212"),
]
DOCS_SIGNATURE = b"RSOYDt4T1cUTdK1PDd93/VVr8B8="
BASE = [("From", NUMBER), ("Body", "¡Hola!"), ("MessageSid", "SM1"), ("NumMedia", "0")]


def test_the_worked_example_of_twilios_documentation_verifies() -> None:
    assert sign_form(TOKEN.encode(), DOCS_URL, DOCS) == DOCS_SIGNATURE
    plain = DOCS_URL.replace("https", "http")
    assert sign_form(TOKEN.encode(), plain, DOCS) != DOCS_SIGNATURE


async def test_an_inverted_exclamation_mark_survives(line: Line) -> None:
    await line.text("¡Hola!")
    assert line.agent.got[0].text == "¡Hola!"


def forged(name: str) -> Posted:
    right = TwilioCarrier(TOKEN, URL).sign_pairs(BASE)
    signature = {"x-twilio-signature": right.headers["x-twilio-signature"]}
    form = {"content-type": right.headers["content-type"]}
    elsewhere = TwilioCarrier(TOKEN, URL.replace("https", "http")).sign_pairs(BASE)
    return {
        "none": Posted(right.body, form),
        "empty": Posted(right.body, {**form, "x-twilio-signature": ""}),
        "not base64": Posted(right.body, {**form, "x-twilio-signature": "!?"}),
        "added field": Posted(right.body + b"&x=1", {**form, **signature}),
        "changed text": Posted(
            right.body.replace(b"Hola", b"hola"), {**form, **signature}
        ),
        "http for https": elsewhere,
        "other token": TwilioCarrier("54321", URL).sign_pairs(BASE),
        "SHA-256 scheme": Posted(
            right.body,
            {**right.headers, "x-twilio-webhooks-signature-settings": "sha256"},
        ),
        "too many fields": Posted(b"a=1&" * 300, {**form, **signature}),
        "binary": Posted(b"\xff\x00\xfe", {**form, **signature}),
    }[name]


FORGERIES = [
    "none",
    "empty",
    "not base64",
    "added field",
    "changed text",
    "http for https",
    "other token",
    "SHA-256 scheme",
    "too many fields",
    "binary",
]


@pytest.mark.parametrize("name", FORGERIES)
async def test_a_forged_post_is_refused_and_nothing_is_read(
    line: Line, name: str
) -> None:
    response = await line.post(forged(name))
    assert response.status_code == 403
    assert response.content == b""
    assert not line.agent.got


async def test_the_address_with_the_usual_port_and_without_are_one(line: Line) -> None:
    other = TwilioCarrier(TOKEN, URL.replace("example.org", "example.org:443"))
    assert (await line.post(other.sign_pairs(BASE))).status_code == 200
    overridden = TwilioCarrier(TOKEN, f"{URL}#rc=2&rp=all")
    assert overridden.verify(line.carrier.sign_pairs(BASE)) == ""


async def test_every_field_counts_for_the_signature_known_or_not(line: Line) -> None:
    fields = {"Future": " x ", "Empty": "", "FromCity": "TAMPA", "FromZip": "33601"}
    assert await line.text("hi", **fields)
    said = str(vars(line.agent.got[0]))
    assert "TAMPA" not in said and "33601" not in said and NUMBER[2:] not in said


async def test_a_repeated_message_is_answered_once(line: Line) -> None:
    posted = line.carrier.sign_pairs(BASE)
    first, again = await line.post(posted), await line.post(posted)
    assert b"<Message>" in first.content and b"<Message>" not in again.content
    assert again.status_code == 200 and len(line.agent.got) == 1


async def test_two_posts_of_a_message_at_once_are_answered_once(line: Line) -> None:
    line.agent.seconds = 0.2
    posted = line.carrier.sign_pairs(BASE)
    both = await asyncio.gather(line.post(posted), line.post(posted))
    answered = [b"<Message>" in response.content for response in both]
    assert sorted(answered) == [False, True] and len(line.agent.got) == 1


async def test_when_twilio_hangs_up_its_next_try_gets_the_answer(line: Line) -> None:
    line.agent.seconds = 0.5
    posted = line.carrier.sign_pairs(BASE)
    with pytest.raises(httpx.ReadTimeout):
        await line.client.post(
            PATH, content=posted.body, headers=dict(posted.headers), timeout=0.2
        )
    again = await line.post(posted)
    assert b"An answer." in again.content
    assert len(line.agent.got) == 1, "the message counted twice in the conversation"


@pytest.mark.parametrize("status", ["sent", "delivered", "undelivered", "failed"])
async def test_a_delivery_report_is_no_message(line: Line, status: str) -> None:
    assert await line.text("", MessageStatus=status, ErrorCode="30007") == ""
    assert not line.agent.got


async def test_the_status_of_an_incoming_message_is_no_report(line: Line) -> None:
    assert await line.text("hi", SmsStatus="received")


async def test_a_picture_without_words_gets_a_sentence_in_both_languages(
    line: Line,
) -> None:
    said = await line.text("", NumMedia="1")
    assert "only read words" in said and "Solo leo palabras" in said
    await line.text("what is this", NumMedia="2")
    assert line.agent.got[-1].text == "what is this"


async def test_a_text_of_nothing_gets_a_useful_answer(line: Line) -> None:
    assert "Please write your question" in await line.text("")
    assert await line.text(" \u200b ")
    assert not line.agent.got


@pytest.mark.parametrize(
    "words", ["Liked “Hello”", 'Le encantó "Hola"', "Reacted 👍 to “Hi”"]
)
async def test_a_tapped_reaction_is_not_answered(line: Line, words: str) -> None:
    assert await line.text(words) == ""
    assert not line.agent.got


async def test_whatsapp_is_another_mailbox_of_the_same_person(line: Line) -> None:
    await line.text("hi", number=NUMBER)
    await line.text("hi", number=f"whatsapp:{NUMBER}")
    assert len({got.sender_id for got in line.agent.got}) == 2


async def test_the_answer_is_xml_whatever_it_holds(line: Line) -> None:
    line.agent.says = [{"text": 'A <b> & "c" ]]> \x0b é', "custom": {}}]
    assert 'A <b> & "c" ]]>  é' in await line.text("hi")


async def test_words_are_never_read_from_an_address(line: Line) -> None:
    response = await line.client.get("/webhooks/sms/webhook?Body=hola&From=1")
    assert response.status_code == 405
