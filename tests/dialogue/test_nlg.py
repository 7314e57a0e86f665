"""Texts are looked up when they are given, by language and channel."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import EndpointConfig

from bot.content.loading import Content
from bot.content.schema import Language
from bot.dialogue.nearest import BUTTONS, nearest_buttons, offer_nearest
from bot.dialogue.nlg import ContentNLG
from bot.language.gsm import fold, segments

from .trackers import DOMAIN, conversation, said_by_bot, said_by_user

NLG = ContentNLG(EndpointConfig(), DOMAIN)
RANKING = [
    {"name": "faq_jem", "confidence": 0.5},
    {"name": "lookup_place", "confidence": 0.4},
    {"name": "faq_gone", "confidence": 0.3},
    {"name": "faq_tfm", "confidence": 0.2},
    {"name": "faq_wso", "confidence": 0.1},
    {"name": "faq_detainer_what", "confidence": 0.1},
]


async def generate(action: str, *events: Any, channel: str = "web", **more: Any) -> Any:
    tracker = conversation(*(events or [said_by_user("x")]), **more)
    return await NLG.generate(action, tracker, channel)


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_topic_is_given_by_language_and_channel(
    shipped: Content, language: Language, channel: str
) -> None:
    said = await generate("utter_faq_jem", channel=channel, language=language)
    texts = getattr(shipped.topics["jem"].answer, language)
    assert said["text"] == (texts.sms if channel == "sms" else texts.web)
    assert said["custom"]["language"] == language
    assert said["buttons"][0].keys() == {"title", "payload"}


async def test_the_language_that_was_chosen_goes_before_the_one_found() -> None:
    asked = said_by_user("qué es", metadata={"lang": "en"})
    said = await generate("utter_faq_jem", asked, language="es")
    assert said["custom"]["language"] == "en"


@pytest.mark.parametrize("action", ["utter_greet", "utter_menu", "utter_out_of_scope"])
async def test_a_reply_is_given_like_a_topic(shipped: Content, action: str) -> None:
    said = await generate(action, language="es")
    reply = shipped.replies[action.removeprefix("utter_")]
    assert said["text"] == reply.es.web


@pytest.mark.parametrize(
    "action", ["utter_faq_gone", "utter_gone", "utter_default", "utter_", "x"]
)
async def test_for_a_name_without_a_text_there_is_the_error_reply(
    shipped: Content, action: str
) -> None:
    said = await generate(action, language="es")
    assert said["text"] == shipped.replies["error"].es.web
    assert said["custom"]["answer_id"] == "error"


@pytest.mark.parametrize("language", ["en", "es"])
async def test_when_unsure_the_nearest_topics_are_offered(
    shipped: Content, language: Language
) -> None:
    asked = said_by_user("x", intent_ranking=RANKING)
    said = await generate("utter_did_you_mean", asked, language=language)
    assert said["custom"]["answer_id"] == "did_you_mean"
    assert len(said["buttons"]) == BUTTONS
    assert said["buttons"][0]["payload"] == "/faq_jem"
    assert said["buttons"][0]["title"] == shipped.topics["jem"].title.in_language(
        language
    )


async def test_the_second_time_in_a_row_people_are_named_who_can_help(
    shipped: Content,
) -> None:
    events = [
        said_by_bot("did_you_mean"),
        said_by_user("y", intent_ranking=RANKING),
    ]
    said = await generate("utter_did_you_mean", *events)
    assert said["custom"]["answer_id"] == "fallback"
    assert "1-844-363-1423" in said["text"]


async def test_after_another_answer_it_may_be_offered_again() -> None:
    events = [
        said_by_bot("did_you_mean"),
        said_by_user("a"),
        said_by_bot("jem"),
        said_by_user("b", intent_ranking=RANKING),
    ]
    said = await generate("utter_did_you_mean", *events)
    assert said["custom"]["answer_id"] == "did_you_mean"


def asks_for(*names: str) -> UserUttered:
    pair = {"entity": "pair", "value": list(names)}
    return UserUttered("x", entities=[pair])


async def test_two_likely_topics_are_answered_together(shipped: Content) -> None:
    said = await generate("utter_two_answers", asks_for("jem", "tfm"))
    assert said["custom"]["answer_ids"] == ["jem", "tfm"]
    assert shipped.topics["jem"].answer.en.web in said["text"]
    assert shipped.topics["tfm"].answer.en.sms in said["text"]


@pytest.mark.parametrize("pair", [(), ("jem",), ("jem", "greet"), ("gone", "jem")])
async def test_without_two_topics_two_answers_become_an_offer(
    pair: tuple[str, ...],
) -> None:
    said = await generate("utter_two_answers", asks_for(*pair))
    assert said["custom"]["answer_id"] in ("did_you_mean", "menu")


async def test_of_two_questions_the_shorter_answer_comes_first(
    shipped: Content,
) -> None:
    names = ("tribal_model", "jem")
    said = await generate("utter_both_answers", asks_for(*names))
    lengths = [len(shipped.topics[name].answer.en.web) for name in names]
    first = names[0] if lengths[0] <= lengths[1] else names[1]
    assert said["custom"]["answer_ids"][0] == first
    assert set(said["custom"]["answer_ids"]) == set(names)


async def test_a_case_is_not_judged_but_what_holds_for_all_is_told(
    shipped: Content,
) -> None:
    asked = asks_for("refuse_personal_case", "daca_tps")
    said = await generate("utter_case_and_topic", asked)
    assert said["custom"]["answer_ids"] == ["refuse_personal_case", "daca_tps"]
    first_line = said["text"].splitlines()[0]
    assert "I cannot judge one person's case" in first_line
    assert said["text"].endswith(shipped.topics["daca_tps"].answer.en.web)


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (("refuse_prediction", "hotline_resources"), "refuse_prediction"),
        (("hotline_resources", "refuse_prediction"), "hotline_resources"),
    ],
)
async def test_by_sms_the_likelier_comes_first_where_both_do_not_fit(
    names: tuple[str, ...], first: str
) -> None:
    asked = asks_for(*names)
    said = await generate("utter_case_and_topic", asked, channel="sms")
    assert said["custom"]["answer_id"] == first
    assert segments(fold(said["text"])) <= 2


async def test_beside_a_place_a_topic_is_told_in_short(shipped: Content) -> None:
    said = await generate("utter_topic_of_place", asks_for("tfm"))
    assert said["text"] == shipped.topics["tfm"].answer.en.sms


async def test_a_text_that_is_changed_on_disk_is_live_at_once(
    monkeypatch: pytest.MonkeyPatch, shipped: Content
) -> None:
    jem = shipped.topics["jem"]
    texts = jem.answer.en.copy(update={"web": "New words."})
    answer = jem.answer.copy(update={"en": texts})
    topics = {**shipped.topics, "jem": jem.copy(update={"answer": answer})}
    changed = Content(topics, shipped.replies)
    monkeypatch.setattr("bot.dialogue.nlg.current_content", lambda: changed)
    assert (await generate("utter_faq_jem"))["text"] == "New words."


async def test_no_answer_shows_an_unfilled_value(shipped: Content) -> None:
    for name in shipped.topics:
        said = await generate(f"utter_faq_{name}", language="es")
        assert "{" not in said["text"], name


def test_only_intents_with_a_title_become_buttons(shipped: Content) -> None:
    ranking = [{"name": "greet"}, {"name": "gone"}, {"name": None}, {}]
    assert nearest_buttons(shipped, ranking, "en") == ()
    titles = [b["payload"] for b in nearest_buttons(shipped, RANKING, "en")]
    assert "/faq_gone" not in titles and len(titles) == BUTTONS


def test_when_nothing_is_near_there_is_the_menu(shipped: Content) -> None:
    message = offer_nearest(shipped, [], "es", "web")
    assert message is not None and message.custom["answer_id"] == "menu"


async def test_another_language_gets_one_line_in_it() -> None:
    asked = said_by_user("mwen bezwen ede tanpri")
    said = await generate("utter_other_language", asked)
    assert said["text"].startswith("Mwen reponn")
    assert said["custom"]["answer_id"] == "other_language"


async def test_after_it_stand_the_steps_in_danger_in_both_our_languages() -> None:
    asked = said_by_user("mwen bezwen ede tanpri")
    text = (await generate("utter_other_language", asked))["text"]
    assert "Keep it closed" in text and "No abra" in text


async def test_a_crisis_that_no_rule_answers_gets_its_text(shipped: Content) -> None:
    told = said_by_user("ICE is knocking on my door")
    said = await generate("utter_default", told)
    assert said["custom"]["answer_id"] == "crisis_ice_at_door"
