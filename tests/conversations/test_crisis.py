"""Crises: at once, in the person's language, from a text, with all else broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.answers import live_values
from bot.content.loading import Content
from bot.content.schema import Channel, Language

from .conftest import Bot

pytestmark = pytest.mark.model

CRISES: list[tuple[str, str, Language]] = [
    ("ICE is at my door", "crisis_ice_at_door", "en"),
    ("la migra está tocando la puerta", "crisis_ice_at_door", "es"),
    ("they took my dad this morning", "crisis_detained", "en"),
    ("se llevaron a mi papá", "crisis_detained", "es"),
    ("police are pulling me over right now", "crisis_being_stopped", "en"),
    ("me está parando la policía ahorita", "crisis_being_stopped", "es"),
    ("I want to kill myself", "crisis_self_harm", "en"),
    ("ya no quiero vivir, me quiero matar", "crisis_self_harm", "es"),
]
#: The crises whose first text says "Reply 1".
WITH_MORE = [
    (text, answer_id, language)
    for text, answer_id, language in CRISES
    if answer_id in ("crisis_ice_at_door", "crisis_detained")
]


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(("text", "answer_id", "language"), CRISES)
def test_a_crisis_gets_its_vetted_text_without_menu_or_question(
    bot: Bot,
    shipped: Content,
    text: str,
    answer_id: str,
    language: Language,
    channel: Channel,
) -> None:
    answer = bot.open(channel).say(text)
    assert (answer.answer_id, answer.language) == (answer_id, language)
    assert answer.text == shipped.replies[answer_id].choose(language, channel)
    assert answer.titles == []
    assert len(answer.reading.messages) == 1


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(("text", "answer_id", "language"), WITH_MORE)
@pytest.mark.parametrize("reply", ["1", " 1. ", "(1)"])
def test_reply_1_brings_the_next_steps(
    bot: Bot,
    shipped: Content,
    text: str,
    answer_id: str,
    language: Language,
    channel: Channel,
    reply: str,
) -> None:
    talk = bot.open(channel)
    talk.say(text)
    more = talk.say(reply)
    wanted = shipped.replies[f"{answer_id}_more"].choose(language, channel)
    assert more.text == wanted
    assert more.language == language


def test_one_without_a_crisis_before_it_is_no_crisis(bot: Bot) -> None:
    assert not bot.open().say("1").answer_id.startswith("crisis")


@pytest.mark.parametrize(
    ("first", "then", "language"),
    [
        ("la migra está en mi puerta", "help", "es"),
        ("la migra está en mi puerta", "ok", "es"),
        ("ICE is at my door", "ok", "en"),
        ("ICE is at my door", "1", "en"),
    ],
)
def test_the_language_does_not_change_in_the_middle_of_a_crisis(
    bot: Bot, first: str, then: str, language: str
) -> None:
    talk = bot.open()
    talk.say(first)
    assert talk.say(then).language == language


@pytest.mark.parametrize(
    ("text", "answer_id"),
    [
        ("se llevaron a mi hermano", "crisis_detained"),
        ("ICE IS AT MY DOOR!!", "crisis_ice"),
    ],
)
def test_a_crisis_interrupts_whatever_was_spoken_of(
    bot: Bot, text: str, answer_id: str
) -> None:
    talk = bot.open()
    talk.say("what is 287(g)")
    talk.say("does Franklin County take part?")
    assert talk.say(text).answer_id.startswith(answer_id)


@pytest.mark.parametrize(
    ("text", "topic"),
    [("what is a detainer", "detainer_what"), ("qué es un detainer", "detainer_what")],
)
def test_after_a_crisis_other_questions_are_answered(
    bot: Bot, text: str, topic: str
) -> None:
    talk = bot.open()
    talk.say("ICE is at my door")
    assert talk.say(text).answer_id == topic


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("first", "then", "reply", "language"),
    [
        ("ICE is at my door", "they drove off", "crisis_over", "en"),
        ("se llevaron a mi papá", "ya lo soltaron gracias a dios", "crisis_over", "es"),
        ("I want to kill myself", "im feeling better", "crisis_over_self_harm", "en"),
    ],
)
def test_when_it_is_over_there_is_a_kind_word(
    bot: Bot,
    shipped: Content,
    first: str,
    then: str,
    reply: str,
    language: Language,
    channel: Channel,
) -> None:
    talk = bot.open(channel)
    talk.say(first)
    answer = talk.say(then)
    assert answer.answer_id == "crisis_over"
    assert answer.text == shipped.replies[reply].choose(language, channel)
    assert answer.custom["sources"]
    assert talk.say("what is a detainer").answer_id == "detainer_what"


def test_after_a_crisis_a_place_is_looked_up(bot: Bot) -> None:
    talk = bot.open()
    talk.say("they took my husband")
    assert talk.say("is polk county florida on the list").answer_id == "lookup"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("cops just stopped my brother, he has me on speaker", "Tell them"),
        ("están parando a mi hermana, me habló por teléfono", "Dígale"),
    ],
)
def test_who_is_beside_a_stop_hears_what_to_tell(
    bot: Bot, text: str, begins: str
) -> None:
    talk = bot.open("sms")
    answer = talk.say(text)
    assert answer.answer_id == "crisis_being_stopped"
    assert answer.text.startswith(begins)
    assert talk.say("ok").text.startswith(begins)


def _down(*_: Any, **__: Any) -> Any:
    raise OperationalError("select", {}, Exception("no database"))


async def _no_actions(*_: Any, **__: Any) -> Any:
    raise ConnectionError("no action server")


@pytest.fixture
def everything_down(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No database and no action server."""
    processor = bot.assistant._agent.processor
    assert processor is not None
    monkeypatch.setattr(processor.action_endpoint, "request", _no_actions)
    monkeypatch.setattr(live_values, "engine", _down)
    live_values._values.cache_clear()
    yield
    live_values._values.cache_clear()


@pytest.mark.parametrize(("text", "answer_id", "language"), CRISES)
def test_a_crisis_is_answered_with_database_and_action_server_down(
    bot: Bot,
    everything_down: None,
    shipped: Content,
    text: str,
    answer_id: str,
    language: Language,
) -> None:
    answer = bot.open().say(text)
    assert answer.text == shipped.replies[answer_id].choose(language, "web")


def test_a_crisis_does_not_even_ask_the_database(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(live_values, "engine", lambda: asked.append(1) or _down())
    live_values._values.cache_clear()
    bot.open().say("ICE is at my door")
    live_values._values.cache_clear()
    assert not asked, "a database that hangs would keep a person at the door waiting"


@pytest.mark.parametrize(
    ("text", "topic"), [("what is a detainer", "detainer_what"), ("qué es JEM", "jem")]
)
def test_topics_are_answered_with_everything_down(
    bot: Bot, everything_down: None, text: str, topic: str
) -> None:
    assert bot.open().say(text).answer_id == topic


def test_a_topic_leaves_out_the_counts_it_can_not_have(
    bot: Bot, everything_down: None
) -> None:
    answer = bot.open().say("what numbers does the article give for each model")
    assert answer.answer_id == "article_numbers"
    assert "72" in answer.text and "{" not in answer.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("does polk county florida take part?", "en"),
        ("¿participa el condado de Polk, Florida?", "es"),
    ],
)
def test_a_look_up_that_can_not_be_made_says_so_and_where_to_look(
    bot: Bot, everything_down: None, text: str, language: str
) -> None:
    talk = bot.open()
    answer = talk.say(text)
    assert (answer.answer_id, answer.language) == ("error", language)
    assert "ice.gov/identify-and-arrest/287g" in answer.text
    assert talk.say("what is a detainer").answer_id == "detainer_what"
