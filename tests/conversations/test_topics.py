"""The questions this project began with, asked in both languages."""

from __future__ import annotations

import pytest

from bot.content.loading import Content

from .conftest import Bot

pytestmark = pytest.mark.model

QUESTIONS = [
    ("what does 287(g) actually mean", "what_is_287g", "en"),
    ("explíqueme qué cosa es el 287(g)", "what_is_287g", "es"),
    ("what kinds of 287(g) agreement exist, the 3 models", "models_overview", "en"),
    ("cuáles son los 3 modelos del 287(g)", "models_overview", "es"),
    ("tell me about the jail enforcement model", "jem", "en"),
    ("qué hace el modelo de cárcel JEM", "jem", "es"),
    ("what is the warrant service officer model", "wso", "en"),
    ("qué es el modelo de servicio de órdenes WSO", "wso", "es"),
    ("what is the task force model", "tfm", "en"),
    ("qué es el modelo task force", "tfm", "es"),
    ("summarize the article behind this project", "article_summary", "en"),
    ("qué dice el artículo, en pocas palabras", "article_summary", "es"),
    ("what numbers does the article give for each model", "article_numbers", "en"),
    ("qué números da el artículo de cada modelo", "article_numbers", "es"),
    ("what did the ACLU report find", "aclu_report", "en"),
    ("qué dice el informe de la ACLU", "aclu_report", "es"),
    ("which law from 1996 created this, who signed it", "history_iirira", "en"),
    ("qué ley de 1996 creó esto y quién la firmó", "history_iirira", "es"),
    ("did Biden end 287(g)", "biden", "en"),
    ("¿Biden acabó con el 287(g)?", "biden", "es"),
    ("what is a detainer", "detainer_what", "en"),
    ("qué es una orden de retención o detainer", "detainer_what", "es"),
]


@pytest.mark.parametrize(("question", "topic", "language"), QUESTIONS)
def test_a_plain_question_gets_its_topic_in_its_language(
    bot: Bot, shipped: Content, question: str, topic: str, language: str
) -> None:
    answer = bot.open().say(question)
    assert (answer.answer_id, answer.language) == (topic, language)
    assert answer.custom["sources"] and answer.custom["reviewed"]
    opening = shipped.topics[topic].answer.choose(
        "es" if language == "es" else "en", "web"
    )
    assert answer.text.split()[0] == opening.split()[0]
    assert "{" not in answer.text


def test_the_same_question_always_gets_the_same_answer(bot: Bot) -> None:
    first, second = (bot.open().say("can deputies ask for papers") for _ in range(2))
    assert first.reading.messages == second.reading.messages
    assert first.reading.confidence == second.reading.confidence


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_button_leads_to_the_topic_it_names(bot: Bot, language: str) -> None:
    question = "what is 287(g)" if language == "en" else "qué es el 287(g)"
    shown = bot.open().say(question)
    assert len(shown.payloads) >= 3
    for number, payload in enumerate(shown.payloads, 1):
        for way in (str(number), shown.titles[number - 1], payload):
            talk = bot.open()
            talk.say(question)
            answer = talk.say(way)
            assert answer.answer_id == payload.removeprefix("/faq_"), way
            assert answer.language == language


def test_a_button_of_an_earlier_turn_is_no_longer_in_use(bot: Bot) -> None:
    talk = bot.open()
    payload = talk.say("what is 287(g)").payloads[0]
    talk.say("thank you")
    assert talk.say(payload).answer_id == "menu"


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_each_channel_gets_its_own_form(
    bot: Bot, shipped: Content, channel: str
) -> None:
    answer = bot.open(channel).say("what is a detainer")
    texts = shipped.topics["detainer_what"].answer.en
    assert answer.text == (texts.sms if channel == "sms" else texts.web)


@pytest.mark.parametrize(
    ("text", "answer_id"),
    [
        ("hello", "greeting"),
        ("buenas tardes", "greeting"),
        ("thank you very much", "thanks"),
        ("muchas gracias", "thanks"),
        ("goodbye", "bye"),
        ("menu", "menu"),
        ("how do I bake sourdough bread", "out_of_scope"),
        ("quién ganó el partido de ayer", "out_of_scope"),
    ],
)
def test_small_talk_and_what_is_beside_the_point(
    bot: Bot, text: str, answer_id: str
) -> None:
    assert bot.open().say(text).answer_id == answer_id


@pytest.mark.parametrize(
    ("text", "answer_id"),
    [
        ("will my husband be deported", "refuse_"),
        ("van a deportar a mi esposo, qué va a pasar", "refuse_"),
        ("how do I report my neighbor to ICE", "refuse_report_people"),
        ("cómo denuncio a unos ilegales con ICE", "refuse_report_people"),
        ("where can I buy a fake social security card", "refuse_false_papers"),
        ("dónde consigo papeles chuecos", "refuse_false_papers"),
    ],
)
def test_what_the_bot_must_decline_is_declined(
    bot: Bot, text: str, answer_id: str
) -> None:
    assert bot.open().say(text).answer_id.startswith(answer_id)


def test_live_values_stand_in_the_answer_with_the_lists_date(bot: Bot) -> None:
    answer = bot.open().say("what numbers does the article give for each model")
    for fact in ("72", "20", "123", "16", "107", "12", "May 18, 2026"):
        assert fact in answer.text
