"""One turn: whatever goes wrong behind the edge, a person gets a safe answer."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels import turn as turns
from bot.channels.turn import Turn, take_turn
from bot.content.loading import Content
from bot.content.schema import Language
from bot.dialogue.state import Standing

SENDER = "7d1c2f6e-9b34-4c1a-8e57-0a6b5c4d3e2f"
AT_THE_DOOR: dict[Language, str] = {
    "en": "ICE is at my door right now",
    "es": "la migra está tocando mi puerta ahorita",
}


class Handler:
    """Stands where Rasa stands: notes what it gets, says what it is told to."""

    def __init__(
        self, *says: dict[str, Any], fails: BaseException | None = None
    ) -> None:
        self.got: list[UserMessage] = []
        self._says = says
        self._fails = fails

    async def __call__(self, message: UserMessage) -> None:
        self.got.append(message)
        for said in self._says:
            await message.output_channel.send_response(message.sender_id, said)
        if self._fails:
            raise self._fails


async def nothing_offered(_: str) -> Standing:
    return Standing()


async def jem_offered(_: str) -> Standing:
    return Standing({"1": "/faq_jem"}, "es")


async def offers_down(_: str) -> Standing:
    raise ConnectionError("Redis is away")


def web(text: str, **more: Any) -> Turn:
    return Turn(SENDER, text, "web", **more)


def ids(messages: list[dict[str, Any]]) -> list[str]:
    return [message["custom"]["answer_id"] for message in messages]


async def test_rasa_gets_the_words_the_sender_and_the_channel() -> None:
    handler = Handler({"text": "hello", "custom": {"answer_id": "greeting"}})
    sent = web("  what is\u200b 287(g)? ", message_id="m", lang="es", hint="en")
    messages = await take_turn(sent, handler, nothing_offered)
    (got,) = handler.got
    assert got.text == "what is 287(g)?"
    assert (got.sender_id, got.input_channel, got.message_id) == (SENDER, "web", "m")
    assert got.metadata == {"lang": "es", "hint": "en"}
    assert got.output_channel is not None and got.output_channel.name() == "web"
    assert messages == [{"text": "hello", "custom": {"answer_id": "greeting"}}]


async def test_a_choice_reaches_rasa_as_the_payload_on_offer() -> None:
    handler = Handler({"text": "the jail model"})
    await take_turn(web("1"), handler, jem_offered)
    assert handler.got[0].text == "/faq_jem"


@pytest.mark.parametrize(
    ("text", "answer_id"),
    [
        ("", "gibberish"),
        ("\x00\u200b", "gibberish"),
        ("a" * 10_000, "too_long"),
        ("/restart", "menu"),
        ('/faq_jem{"language":"es"}', "menu"),
    ],
)
@pytest.mark.parametrize("channel", ["web", "sms"])
async def test_what_rasa_need_not_see_is_answered_without_it(
    text: str, answer_id: str, channel: str
) -> None:
    handler = Handler()
    messages = await take_turn(Turn(SENDER, text, channel), handler, nothing_offered)
    assert ids(messages) == [answer_id]
    assert not handler.got


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_the_chosen_language_wins_over_the_words(
    lang: Language, shipped: Content
) -> None:
    for text in ("", "/restart"):
        (message,) = await take_turn(web(text, lang=lang), Handler(), nothing_offered)
        assert message["custom"]["language"] == lang


async def test_the_pages_language_is_used_where_no_word_tells() -> None:
    (message,) = await take_turn(web("", hint="es"), Handler(), nothing_offered)
    assert message["custom"]["language"] == "es"
    (message,) = await take_turn(
        web("hello there friend " * 100, hint="es"), Handler(), nothing_offered
    )
    assert message["custom"]["language"] == "en"


@pytest.mark.parametrize("text", ["", "/restart", "\u200b"])
async def test_the_language_of_the_conversation_is_kept(text: str) -> None:
    (message,) = await take_turn(web(text, hint="en"), Handler(), jem_offered)
    assert message["custom"]["language"] == "es"


@pytest.mark.parametrize(
    "failure", [RuntimeError("a person's words"), ValueError(), KeyError("x")]
)
@pytest.mark.parametrize("channel", ["web", "sms"])
async def test_after_a_failure_a_person_still_gets_an_answer(
    failure: Exception, channel: str
) -> None:
    sent = Turn(SENDER, "what is the jail model", channel)
    (message,) = await take_turn(sent, Handler(fails=failure), nothing_offered)
    assert message["custom"]["answer_id"] == "error"
    assert message["custom"]["language"] == "en"
    assert message["text"]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("channel", ["web", "sms"])
async def test_in_a_crisis_a_failure_gives_the_crisis_text(
    language: Language, channel: str, shipped: Content
) -> None:
    sent = Turn(SENDER, AT_THE_DOOR[language], channel)
    (message,) = await take_turn(sent, Handler(fails=OSError()), nothing_offered)
    reply = shipped.replies["crisis_ice_at_door"]
    assert message["text"] == reply.choose(
        language, "sms" if channel == "sms" else "web"
    )
    assert message["custom"]["answer_id"] == "crisis_ice_at_door"


async def test_in_a_crisis_waiting_ends_with_the_crisis_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "SECONDS_AT_MOST", 0.02)
    ended = asyncio.Event()

    async def hangs(_: UserMessage) -> None:
        try:
            await asyncio.sleep(30)
        finally:
            ended.set()

    (message,) = await take_turn(web(AT_THE_DOOR["es"]), hangs, nothing_offered)
    assert message["custom"]["answer_id"] == "crisis_ice_at_door"
    assert message["custom"]["language"] == "es"
    assert ended.is_set(), "the work behind goes on although nobody waits for it"


async def test_a_person_waits_at_most_ten_seconds() -> None:
    assert turns.SECONDS_AT_MOST <= 10


async def test_without_the_conversation_the_answer_is_safe_too() -> None:
    (message,) = await take_turn(web("hola, ¿qué es esto?"), Handler(), offers_down)
    assert ids([message]) == ["error"]
    assert message["custom"]["language"] == "es"
    (message,) = await take_turn(web(AT_THE_DOOR["en"]), Handler(), offers_down)
    assert ids([message]) == ["crisis_ice_at_door"]


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_crisis_told_at_length_is_still_a_crisis(language: Language) -> None:
    long = f"{AT_THE_DOOR[language]}. " + "a " * 1_000
    (message,) = await take_turn(web(long), Handler(), nothing_offered)
    assert ids([message]) == ["crisis_ice_at_door"]


async def test_an_empty_output_gets_an_answer() -> None:
    (message,) = await take_turn(
        web("is polk county in it"), Handler(), nothing_offered
    )
    assert message["custom"]["answer_id"] == "error"


async def test_what_was_said_before_a_failure_is_kept() -> None:
    handler = Handler({"text": "first"}, {"text": "second"}, fails=RuntimeError())
    messages = await take_turn(web("who signs"), handler, nothing_offered)
    assert [message["text"] for message in messages] == ["first", "second"]


async def test_a_message_keeps_its_parts_together() -> None:
    whole = {
        "text": "t",
        "buttons": [{"title": "a", "payload": "/a"}],
        "image": "/charts/a.svg",
        "custom": {"answer_id": "x"},
    }
    handler = Handler({**whole, "elements": [], "quick_replies": None}, {"text": ""})
    assert await take_turn(web("hi there"), handler, nothing_offered) == [whole]


async def test_a_failure_leaves_no_word_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    failing = Handler(fails=RuntimeError("zyxomma in the error"))
    await take_turn(web("zyxomma is my name"), failing, nothing_offered)
    assert "RuntimeError" in caplog.text
    assert "zyxomma" not in caplog.text


def test_every_reply_that_python_names_exists_in_both_languages(
    shipped: Content,
) -> None:
    named = "empty too_long too_many expired_button lookup_unavailable error menu"
    for name in named.split():
        reply = shipped.replies[name]
        assert reply.en.web != reply.es.web


async def test_what_nobody_should_send_reaches_nothing_and_is_warned_of(
    shipped: Content,
) -> None:
    said = {"text": "x", "custom": {"answer_id": "find_detained", "language": "es"}}
    handler = Handler(said)
    messages = await take_turn(web("busco a A 123 456 789"), handler, nothing_offered)
    assert handler.got[0].text == "busco a (...)"
    assert messages[1]["text"] == shipped.replies["no_personal_data"].es.web
    assert "answer_id" not in messages[1]["custom"]


async def test_a_crisis_text_is_not_followed_by_a_warning() -> None:
    said = {"text": "x", "custom": {"answer_id": "crisis_detained", "language": "en"}}
    handler = Handler(said)
    text = "they took my dad, his name is Aaaa Bbbb"
    assert len(await take_turn(web(text), handler, nothing_offered)) == 1
    assert "Aaaa" not in str(handler.got[0].text)
