"""One message of the bot from the content: text, buttons, sources, live values."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.answering import answer_reply, answer_topic, fill
from bot.content.loading import Content
from bot.content.speaking import Speaking
from bot.content.text_checks import LIVE_VALUES
from bot.content.two_topics import answer_two, shortest_first
from bot.language.gsm import fold, segments

from .crafted import TOPIC, changed, load, write_replies, write_topic

VALUES = {"list_date": "May 18, 2026", "agreements": "1,843"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("No values here.", "No values here."),
        ("As of {list_date}.", "As of May 18, 2026."),
        ("One. As of {moon}. Three.", "One. Three."),
        ("As of {moon}. Two.", "Two."),
        ("One. As of {moon}.", "One."),
        ("As of {list_date} and {moon}. Two!", "Two!"),
        ("{agreements} on {list_date}? Yes.", "1,843 on May 18, 2026? Yes."),
        ("A\n- one {moon}\n- two\nB", "A\n\n- two\nB"),
        ("A\n\nAs of {moon}.\n\nB", "A\n\nB"),
        ("{moon}", ""),
        ("Braces {} and { stay.", "Braces {} and { stay."),
    ],
)
def test_a_sentence_without_its_value_is_left_out(text: str, filled: str) -> None:
    assert fill(text, VALUES) == filled


def test_a_point_inside_a_number_ends_no_sentence() -> None:
    assert fill("It is 2.5 by {moon}. See ice.gov.", VALUES) == "See ice.gov."


@given(st.text(max_size=200), st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
def test_filling_never_fails_and_without_braces_changes_nothing(
    text: str, values: dict[str, str]
) -> None:
    filled = fill(text, values)
    if "{" not in text:
        assert filled == text


def test_values_are_put_in_as_they_are() -> None:
    assert fill("{list_date}", {"list_date": r"\1 {agreements}"}) == r"\1 {agreements}"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    write_topic(tmp_path, TOPIC)
    other = changed(TOPIC, ("id", "other"), ("follow_ups", ["jail", "gone"]))
    write_topic(tmp_path, changed(other, ("title", {"en": "Other", "es": "Otro"})))
    button = {"title": {"en": "Go", "es": "Ir"}, "payload": "/lookup_place"}
    menu = {"en": "Ask.", "es": "Pregunte.", "buttons": ["jail", button, "gone"]}
    door = {"en": "Wait.", "es": "Espere.", "on_reply": {"1": "/crisis_door_more"}}
    bridge = {"en": "Also <title>:", "es": "También <title>:"}
    more = {"en": "Text MORE: <title>", "es": "Mande MAS: <title>"}
    replies = {"menu": menu, "door": door, "two_topics": bridge, "two_more": more}
    write_replies(tmp_path, replies)
    return load(tmp_path)


def test_a_topics_message_carries_everything_of_the_contract(content: Content) -> None:
    message = answer_topic(content, "other", "es", "sms", {})
    assert message is not None
    assert message.text == TOPIC["answer"]["es"]["sms"]
    assert message.buttons == ({"title": "Cárcel", "payload": "/faq_jail"},)
    assert message.custom == {
        "answer_id": "other",
        "language": "es",
        "sources": [
            {
                "title": "Memorandum",
                "publisher": "ICE",
                "url": "https://www.ice.gov/identify-and-arrest/287g",
                "published": "2025",
                "checked": "2026-11-01",
            }
        ],
        "reviewed": {"on": "2026-11-01", "next": "2027-02-01", "by_role": "editor"},
    }


def test_a_reply_has_its_buttons_and_answer_id(content: Content) -> None:
    message = answer_reply(content, "menu", "en", "web", {})
    assert message is not None
    assert [b["payload"] for b in message.buttons] == ["/faq_jail", "/lookup_place"]
    assert message.custom["answer_id"] == "menu"
    assert message.custom["reviewed"] is None and message.custom["sources"] == []
    assert "on_reply" not in message.custom


def test_what_a_number_typed_back_leads_to_is_told(content: Content) -> None:
    message = answer_reply(content, "door", "es", "web", {})
    assert message is not None
    assert message.custom["on_reply"] == {"1": "/crisis_door_more"}


def test_there_is_no_message_for_an_unknown_name(content: Content) -> None:
    assert answer_topic(content, "gone", "en", "web", {}) is None
    assert answer_reply(content, "gone", "en", "web", {}) is None


def test_changing_a_message_does_not_change_the_content(content: Content) -> None:
    first = answer_topic(content, "other", "en", "web", {})
    assert first is not None
    first.to_response()["buttons"][0]["title"] = "x"
    again = answer_topic(content, "other", "en", "web", {})
    assert again is not None and again.buttons[0]["title"] == "Jail"


@pytest.mark.parametrize("language", ["en", "es"])
def test_two_topics_are_answered_in_one_message(
    content: Content, language: str
) -> None:
    lang = "es" if language == "es" else "en"
    names = ["jail", "other"]
    message = answer_two(content, names, "two_topics", Speaking(lang, "web"))
    assert message is not None
    assert message.text.startswith(TOPIC["answer"][language]["web"])
    assert ("Also Other:" if lang == "en" else "También Otro:") in message.text
    assert message.custom["answer_ids"] == names
    assert message.custom["answer_id"] == "jail"


def _with_long_sms(content: Content, sentences: int) -> Content:
    folder = content.files["jail"].parents[1]
    long = "You can rest. " * sentences
    write_topic(folder, changed(TOPIC, ("answer.en.sms", long)))
    return load(folder)


def test_a_second_answer_that_is_too_long_for_sms_comes_for_a_word(
    content: Content,
) -> None:
    long = _with_long_sms(content, 18)
    said = answer_two(long, ["jail", "other"], "two_topics", Speaking("en", "sms"))
    assert said is not None and segments(fold(said.text)) <= 2
    assert said.text.endswith("Text MORE: Other")
    assert said.custom["on_reply"]["más"] == "/faq_other"
    assert said.custom["answer_id"] == "jail" and "answer_ids" not in said.custom


def test_an_sms_without_room_for_the_offer_is_the_first_answer(
    content: Content,
) -> None:
    long = _with_long_sms(content, 21)
    said = answer_two(long, ["jail", "other"], "two_topics", Speaking("en", "sms"))
    assert said is not None and "MORE" not in said.text
    assert "on_reply" not in said.custom


def test_a_reply_may_stand_before_a_topic(content: Content) -> None:
    said = answer_two(content, ["door", "jail"], "two_topics", Speaking("en", "web"))
    assert said is not None and said.text.startswith("Wait.\n\nAlso Jail:")
    assert said.custom["answer_ids"] == ["door", "jail"]


@pytest.mark.parametrize("names", [["jail", "gone"], ["gone", "jail"], ["jail"], []])
def test_two_answers_need_two(content: Content, names: list[str]) -> None:
    assert answer_two(content, names, "two_topics", Speaking("en", "web")) is None


def test_the_shorter_of_two_answers_comes_first(content: Content) -> None:
    long = _with_long_sms(content, 10)
    names = ["jail", "other", "gone"]
    assert shortest_first(long, names, "en", "sms") == ["other", "jail"]


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_shipped_answer_stands_without_any_live_value(
    shipped: Content, language: str, channel: str
) -> None:
    lang, form = (
        "es" if language == "es" else "en",
        "sms" if channel == "sms" else "web",
    )
    for name in shipped.topics:
        message = answer_topic(shipped, name, lang, form, {})  # type: ignore[arg-type]
        assert message is not None
        assert len(message.text) >= 30 and "{" not in message.text, name


def test_every_live_value_of_the_checks_can_be_had() -> None:
    from bot.agencies.building import ensure_database
    from bot.answers.live_values import live_values

    ensure_database()
    for language in ("en", "es"):
        values = live_values("es" if language == "es" else "en")
        assert set(values) == LIVE_VALUES
        assert all(values.values())
