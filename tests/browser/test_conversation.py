"""A conversation as a person has it, with hands on the keyboard only."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, ask
from .scripted_channel import ENGLISH, Reply, ScriptedChannel

pytestmark = pytest.mark.browser
UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
WORDS = {
    "en": {
        "tab": ["Quick exit", "ICE is at my door", "Español"],
        "starter": "What is 287(g)?",
        "question": "Does Polk County work with ICE?",
        "title": "Is my county in it?",
        "answer": "287(g) is a part of the law.",
        "you": "You said:",
        "announced": "Buttons to choose from: 2",
    },
    "es": {
        "tab": ["Salir ya", "ICE está en mi puerta", "English"],
        "starter": "¿Qué es el 287(g)?",
        "question": "¿El condado de Polk trabaja con ICE?",
        "title": "¿Está mi condado?",
        "answer": "El 287(g) es una parte de la ley.",
        "you": "Usted dijo:",
        "announced": "Botones para escoger: 1",
    },
}


def focused(page: Page) -> str:
    script = (
        "() => { const f = document.activeElement.shadowRoot.activeElement;"
        " return f.innerText || f.id || f.getAttribute('role') }"
    )
    text: str = page.evaluate(script)
    return text


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_whole_conversation_needs_no_mouse(
    open_page: OpenPage, channel: ScriptedChannel, language: str
) -> None:
    page = open_page(language)
    words = WORDS[language]
    for control in words["tab"]:
        page.keyboard.press("Tab")
        assert focused(page) == control
    page.keyboard.press("Tab")
    assert focused(page) == words["starter"]
    page.keyboard.press("Enter")
    expect(page.locator(".bot")).to_contain_text(str(words["answer"]))
    assert focused(page) == "question"

    page.keyboard.type(str(words["question"]))
    page.keyboard.press("Enter")
    expect(page.locator(".bot")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text(str(words["announced"]))

    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if focused(page) == words["title"]:
            break
    page.keyboard.press("Space")
    expect(page.locator(".bot")).to_have_count(3)
    asked = [question["message"] for question in channel.asked]
    assert asked == [words["starter"], words["question"], "/look_up"]


def test_a_button_shows_its_title_and_never_its_payload(page: Page) -> None:
    ask(page, "What is 287(g)?")
    page.get_by_role("button", name="Is my county in it?").click()
    expect(page.locator(".person").nth(1)).to_have_text("You said: Is my county in it?")
    assert "/look_up" not in page.locator("know-287g").inner_text()


def test_only_the_last_answers_buttons_can_be_pressed(
    page: Page, channel: ScriptedChannel
) -> None:
    ask(page, "What is 287(g)?")
    assert page.get_by_role("button", name="My rights in jail").count() == 1
    channel.say(Reply([{"text": "Good bye."}]))
    ask(page, "thanks")
    assert page.locator(".options button").count() == 0


def test_a_conversation_keeps_one_session_id_and_every_message_has_its_own(
    page: Page, channel: ScriptedChannel
) -> None:
    ask(page, "one")
    ask(page, "two")
    senders = {question["sender"] for question in channel.asked}
    messages = {question["message_id"] for question in channel.asked}
    assert len(senders) == 1
    assert len(messages) == 2
    assert all(re.fullmatch(UUID4, each) for each in senders | messages)


def test_a_reload_starts_another_session(page: Page, channel: ScriptedChannel) -> None:
    ask(page, "one")
    page.reload()
    ask(page, "two")
    assert channel.asked[0]["sender"] != channel.asked[1]["sender"]
    assert page.locator(".bot").count() == 1


def test_erasing_empties_the_screen_and_changes_the_session(
    page: Page, channel: ScriptedChannel
) -> None:
    ask(page, "my private question")
    page.get_by_role("button", name="Erase chat").click()
    assert page.get_by_role("log").inner_text() == ""
    expect(page.get_by_role("status")).to_have_text(
        "The chat is gone from this screen."
    )
    assert page.get_by_role("button", name="What is 287(g)?").is_visible()
    ask(page, "next")
    assert channel.asked[0]["sender"] != channel.asked[1]["sender"]
    assert channel.erased() == [channel.asked[0]["sender"]]


def test_an_answer_that_comes_after_erasing_is_never_shown(
    page: Page, channel: ScriptedChannel
) -> None:
    channel.say(Reply([ENGLISH], delay_seconds=0.6))
    page.locator("textarea").fill("my private question")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Erase chat").click()
    page.wait_for_timeout(1_000)
    assert page.locator(".bot, .person").count() == 0


def test_the_language_is_sent_only_when_a_person_chose_it(
    page: Page, channel: ScriptedChannel
) -> None:
    ask(page, "287g")
    page.get_by_role("button", name="Español").click()
    expect(page.locator(".bot")).to_have_count(2)
    assert "lang" not in channel.asked[0]
    assert channel.asked[1]["lang"] == "es"
    assert channel.hints == ["en", "es"]


def test_the_switch_asks_the_last_question_again_in_the_other_language(
    page: Page, channel: ScriptedChannel
) -> None:
    ask(page, "polk county")
    page.get_by_role("button", name="Español").click()
    expect(page.locator(".bot").nth(1)).to_contain_text("El 287(g) es una parte")
    assert [each["message"] for each in channel.asked] == ["polk county"] * 2
    assert page.locator(".bot").nth(1).get_attribute("lang") == "es"


def test_a_question_to_begin_with_is_asked_again_in_the_other_languages_words(
    page: Page, channel: ScriptedChannel
) -> None:
    page.get_by_role("button", name="What is 287(g)?").click()
    page.locator(".bot").wait_for()
    page.get_by_role("button", name="Español").click()
    expect(page.locator(".bot")).to_have_count(2)
    assert channel.asked[1]["message"] == "¿Qué es el 287(g)?"
    assert page.locator(".person").nth(1).inner_text().endswith("¿Qué es el 287(g)?")


def test_a_pressed_button_is_pressed_again_in_the_other_language(
    page: Page, channel: ScriptedChannel
) -> None:
    ask(page, "What is 287(g)?")
    page.get_by_role("button", name="Is my county in it?").click()
    expect(page.locator(".bot")).to_have_count(2)
    page.get_by_role("button", name="Español").click()
    expect(page.locator(".bot")).to_have_count(3)
    assert [each["message"] for each in channel.asked[1:]] == ["/look_up"] * 2


def test_without_a_question_the_switch_asks_nothing(
    page: Page, channel: ScriptedChannel
) -> None:
    page.get_by_role("button", name="Español").click()
    page.wait_for_timeout(200)
    assert channel.asked == []


def test_the_page_follows_the_language_of_an_answer(page: Page) -> None:
    ask(page, "¿Qué es el 287(g)?")
    assert page.get_by_role("button", name="Salir ya").is_visible()
    assert page.evaluate("document.documentElement.lang") == "es"


def test_a_chosen_language_stays(page: Page, channel: ScriptedChannel) -> None:
    page.get_by_role("button", name="Español").click()
    channel.say(Reply([ENGLISH]))
    ask(page, "hello")
    assert page.get_by_role("button", name="Salir ya").is_visible()


def test_every_message_says_who_speaks_and_in_which_language(page: Page) -> None:
    ask(page, "¿Qué es el 287(g)?")
    expect(page.locator(".person")).to_contain_text("Usted dijo:")
    expect(page.locator(".bot")).to_contain_text("Respuesta:")
    assert page.locator(".person").get_attribute("lang") == "es"
    assert page.locator(".bot").get_attribute("lang") == "es"


def test_the_log_only_grows(page: Page) -> None:
    page.evaluate(
        """() => {
          const log = document.querySelector("know-287g").shadowRoot
            .querySelector("[role=log]");
          window.changes = [];
          new MutationObserver((records) => {
            for (const { target, type, removedNodes } of records) {
              if (target !== log || type !== "childList" || removedNodes.length) {
                window.changes.push(type);
              }
            }
          }).observe(log, { childList: true, subtree: true, characterData: true });
        }"""
    )
    ask(page, "one")
    ask(page, "two")
    assert page.locator(".bot").count() == 2
    assert page.evaluate("window.changes") == []


def test_lines_become_paragraphs_and_lists(page: Page) -> None:
    ask(page, "What is 287(g)?")
    answer = page.locator(".bot")
    assert answer.locator("> p").count() == 3
    assert answer.locator("> p br").count() == 1
    assert answer.locator("> ul > li").all_inner_texts() == [
        "in the jail",
        "papers only",
        "on the street",
    ]


def test_sources_are_folded_and_carry_their_check_dates(page: Page) -> None:
    ask(page, "What is 287(g)?")
    summary = page.locator(".bot summary")
    expect(summary).to_have_text("Sources (2) · checked November 20, 2026")
    assert not page.get_by_text("published 2025").is_visible()
    summary.click()
    first = page.locator(".bot details li").first
    expect(first).to_contain_text("ICE · www.ice.gov · published 2025")
    expect(first).to_contain_text("checked November 25, 2026")
    expect(page.locator(".bot details")).to_contain_text("Answer reviewed November 25")


def test_an_answer_is_shown_from_its_start(
    page: Page, channel: ScriptedChannel
) -> None:
    channel.say(Reply([{"text": "First line.\n\n" + "More.\n\n" * 200}]))
    ask(page, "a long one")
    assert page.get_by_text("First line.").is_visible()
    box = page.get_by_text("First line.").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 300


def test_shift_and_enter_start_a_new_line(page: Page, channel: ScriptedChannel) -> None:
    page.locator("textarea").focus()
    page.keyboard.type("a")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("b")
    assert channel.asked == []
    page.keyboard.press("Enter")
    page.locator(".bot").wait_for()
    assert channel.asked[0]["message"] == "a\nb"


def test_nothing_is_sent_for_an_empty_question(
    page: Page, channel: ScriptedChannel
) -> None:
    page.locator("textarea").fill("  \n ")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Send").click()
    assert channel.asked == []


def test_on_a_touch_screen_a_button_does_not_call_up_the_keyboard(
    open_page: OpenPage,
) -> None:
    page = open_page(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    page.get_by_role("button", name="What is 287(g)?").tap()
    page.locator(".bot").wait_for()
    assert focused(page) != "question"
