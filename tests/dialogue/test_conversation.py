"""What a conversation holds, read from its events."""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, SlotSet

from bot.dialogue.conversation import (
    language_of_tracker,
    last_answer_id,
    last_bot_message,
    offered,
    previous_answer_id,
    previous_user_text,
    standing,
)
from bot.dialogue.state import Standing, channel_of, language_of

from .trackers import conversation, said_by_bot, said_by_user

JAIL = {"title": "Jail model", "payload": "/faq_jem"}
STREET = {"title": "Calle", "payload": "/faq_tfm"}


def test_buttons_are_on_offer_by_number_title_and_payload() -> None:
    tracker = conversation(said_by_user("x"), said_by_bot("a", [JAIL, STREET]))
    assert offered(tracker) == {
        "1": "/faq_jem",
        "2": "/faq_tfm",
        "jail model": "/faq_jem",
        "calle": "/faq_tfm",
        "/faq_jem": "/faq_jem",
        "/faq_tfm": "/faq_tfm",
    }


def test_buttons_of_several_messages_of_a_turn_are_counted_on() -> None:
    tracker = conversation(
        said_by_user("x"), said_by_bot("a", [JAIL]), said_by_bot("b", [STREET])
    )
    assert offered(tracker)["1"] == "/faq_jem"
    assert offered(tracker)["2"] == "/faq_tfm"


def test_an_older_turns_buttons_are_no_longer_on_offer() -> None:
    tracker = conversation(
        said_by_bot("a", [JAIL]), said_by_user("x"), said_by_bot("b", [STREET])
    )
    assert "/faq_jem" not in offered(tracker)
    assert offered(conversation(said_by_bot("a", [JAIL]), said_by_user("x"))) == {}


def test_the_button_just_pressed_can_be_pressed_again_and_no_words_can() -> None:
    pressed = conversation(said_by_user("/faq_jem"), said_by_bot("b", [STREET]))
    assert offered(pressed)["/faq_jem"] == "/faq_jem"
    written = conversation(said_by_user("jail model"), said_by_bot("b", [STREET]))
    assert "jail model" not in offered(written)


def test_what_happens_beside_the_talk_does_not_end_an_offer() -> None:
    tracker = conversation(
        said_by_user("x"),
        said_by_bot("a", [JAIL]),
        SlotSet("place", None),
        ActionExecuted("action_listen"),
    )
    assert offered(tracker)["1"] == "/faq_jem"


def test_a_text_that_says_reply_1_offers_just_that() -> None:
    more = {"1": "/crisis_ice_at_door_more"}
    tracker = conversation(said_by_user("x"), said_by_bot("crisis", on_reply=more))
    assert offered(tracker)["1"] == "/crisis_ice_at_door_more"
    assert "/crisis_ice_at_door_more" in offered(tracker)


def test_what_a_text_says_of_1_goes_before_a_button() -> None:
    both = said_by_bot("a", [JAIL], on_reply={"1": "/b"})
    tracker = conversation(said_by_user("x"), both)
    assert offered(tracker)["1"] == "/b"
    assert offered(tracker)["jail model"] == "/faq_jem"


def test_nothing_is_on_offer_at_the_start() -> None:
    assert offered(conversation()) == {}
    assert standing(None) == Standing() == standing(conversation())


def test_where_a_conversation_stands() -> None:
    tracker = conversation(said_by_user("x"), said_by_bot("a", [JAIL]), language="es")
    assert standing(tracker).language == "es"
    assert standing(tracker).offered["1"] == "/faq_jem"


def test_the_newest_answer_and_the_one_before_the_newest_question() -> None:
    tracker = conversation(
        said_by_user("x"),
        said_by_bot("first"),
        said_by_user("y"),
        said_by_bot("second"),
    )
    assert last_answer_id(tracker) == "second"
    assert previous_answer_id(tracker) == "first"
    waiting = conversation(said_by_bot("first"), said_by_user("y"))
    assert last_answer_id(waiting) == previous_answer_id(waiting) == "first"
    assert last_answer_id(conversation()) == previous_answer_id(conversation()) == ""
    assert last_bot_message(conversation(said_by_user("x"))) is None


def test_the_newest_words_of_a_person_are_no_payload() -> None:
    assert previous_user_text(conversation(said_by_user("a"), said_by_user("b"))) == "b"
    assert previous_user_text(conversation(said_by_user("a"), said_by_user("/b"))) == ""
    assert previous_user_text(conversation()) == ""


def test_a_choice_goes_before_what_was_found() -> None:
    chosen = conversation(said_by_user("x", metadata={"lang": "en"}), language="es")
    assert language_of_tracker(chosen) == "en"
    assert language_of_tracker(conversation(said_by_user("x"), language="es")) == "es"
    assert language_of_tracker(conversation()) == "en"
    assert language_of({"lang": "fr"}, "es") == "es"
    assert language_of("no dictionary", None) == "en"


def test_only_sms_takes_the_short_form() -> None:
    assert channel_of("sms") == "sms"
    assert {channel_of(name) for name in ("web", "cmdline", "", None)} == {"web"}
