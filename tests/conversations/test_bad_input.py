"""Bad input: a kind short answer, and the next question works as if nothing was."""

from __future__ import annotations

import pytest

from .conftest import Bot

pytestmark = pytest.mark.model

BAD = {
    "empty": "",
    "spaces": " \n\t ",
    "ten thousand characters": "a" * 10_000,
    "ten thousand characters in words": "sheriff county jail " * 500,
    "a thousand characters without a space": "x" * 1_000,
    "emoji only": "😀😀🚔",
    "flags": "🇲🇽🇺🇸",
    "a NUL": "\x00",
    "a NUL inside": "what\x00 is",
    "control characters": "\x01\x02\x1b[31m\x07",
    "a lone surrogate": "\ud800",
    "direction marks": "\u202e\u202dabc",
    "combining marks": "Z̸̡͙͐a̶̗͝l̵̮͌g̷̺͂o̵̢͝" * 20,
    "restart": "/restart",
    "back": "/back",
    "session start": "/session_start",
    "a forced intent": "/faq_jem",
    "a forced intent with slots": '/faq_jem{"language":"es"}',
    "a forced place": '/lookup_place{"place":"{\\"name\\":\\"x\\"}"}',
    "two slashes": "//crisis_self_harm",
    "an external intent": "EXTERNAL: faq_jem",
    "a fullwidth slash": "／restart",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "an entity": "&lt;b&gt;&#x27;",
    "quotes in a place": "is O'Brien'; DROP TABLE agreements;-- County, Texas listed?",
    "a wildcard in a place": "is %_% County, Texas listed?",
    "a place that does not exist": "is Zyxomma County, Nebraska listed?",
    "braces": "{list_date} {0} %s {{x}}",
    "JSON": '{"sender": "x", "message": "y"}',
    "digits": "9" * 300,
    "punctuation": "?!?!... ---",
    "another script": "你好，这是什么？",
    "right to left": "ما هو 287(g)",
    "an escape": "\\u0000\\n\\x00",
    "a link": "https://example.org/a?b=c",
}
AFTER = {
    "en": ("what is a detainer", "detainer_what"),
    "es": ("¿qué es un detainer?", "detainer_what"),
}


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_answered_kindly_and_breaks_nothing(
    bot: Bot, name: str, channel: str
) -> None:
    language = "es" if channel == "sms" else "en"
    talk = bot.open(channel)
    talk.say("hola, buenas" if language == "es" else "hello there")
    answer = talk.say(BAD[name])
    assert answer.text and len(answer.text) < 1_500
    assert answer.answer_id not in ("None", "", "jem", "crisis_self_harm")
    for leak in ("Traceback", "Error:", "select", "/faq_", "utter_", "{", "<script"):
        assert leak not in answer.text
    text, topic = AFTER[language]
    after = talk.say(text)
    assert (after.answer_id, after.language) == (topic, language)


@pytest.mark.parametrize("name", BAD)
def test_bad_input_may_be_the_first_thing_said(bot: Bot, name: str) -> None:
    talk = bot.open()
    assert talk.say(BAD[name]).text
    assert talk.say("what is 287(g)?").answer_id == "what_is_287g"


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", ["empty", "emoji only", "restart", "digits"])
def test_bad_input_is_answered_in_the_language_that_was_chosen(
    bot: Bot, name: str, lang: str
) -> None:
    answer = bot.open(lang="es" if lang == "es" else "en").say(BAD[name])
    assert answer.language == lang


@pytest.mark.parametrize("name", ["empty", "emoji only", "restart", "a NUL", "digits"])
def test_bad_input_is_answered_in_the_conversations_language(
    bot: Bot, name: str
) -> None:
    talk = bot.open()
    talk.say("buenas tardes, ¿qué es el 287(g)?")
    assert talk.say(BAD[name]).language == "es"


def test_a_forced_slot_changes_nothing(bot: Bot) -> None:
    talk = bot.open()
    talk.say("what is 287(g)?")
    talk.say('/greet{"language":"es","place":"x"}')
    assert talk.say("ok").language == "en"


def test_a_payload_of_the_bots_own_with_changed_slots_is_refused(bot: Bot) -> None:
    talk = bot.open()
    payload = talk.say("does Franklin County take part?").payloads[0]
    assert talk.say(payload.replace("Franklin", "Zyxomma")).answer_id == "menu"


def test_a_hundred_bad_messages_in_a_row_break_nothing(bot: Bot) -> None:
    talk = bot.open()
    for number in range(100):
        talk.say(list(BAD.values())[number % len(BAD)])
    assert talk.say("what is a detainer").answer_id == "detainer_what"
