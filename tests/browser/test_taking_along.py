"""Taking an answer along: copied, shared, printed, read aloud, in larger letters."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, ask
from .scripted_channel import ENGLISH, Reply, ScriptedChannel

pytestmark = pytest.mark.browser
QUESTION = "my private question"
#: Voices as browsers tell of them: one on the device, one that sends the text away.
VOICES = """(voices) => {
  const spoken = window.spoken = [];
  const speech = Object.assign(new EventTarget(), {
    speaking: false, getVoices: () => voices,
    speak(it) { spoken.push([it.text, it.voice.name]); this.speaking = true; },
    cancel() { this.speaking = false; },
  });
  Object.defineProperty(window, "speechSynthesis", { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""
LOCAL = {"name": "here", "lang": "en-US", "localService": True}
REMOTE = {"name": "away", "lang": "en-US", "localService": False}


def answered(page: Page) -> Page:
    ask(page, QUESTION)
    return page


def with_voices(open_page: OpenPage, *voices: dict[str, Any]) -> Page:
    page = open_page()
    page.add_init_script(f"({VOICES})({json.dumps(voices)})")
    page.reload()
    page.locator("know-287g textarea").wait_for()
    return answered(page)


def test_there_is_nothing_to_take_along_before_an_answer(page: Page) -> None:
    assert not page.locator(".tools").is_visible()
    answered(page)
    expect(page.get_by_role("group", name="This answer")).to_be_visible()


def test_the_tools_stand_outside_the_log_that_screen_readers_follow(page: Page) -> None:
    answered(page)
    assert page.locator("[role=log] button").count() == 0


def test_a_yes_or_no_goes_without_the_conversations_number(
    page: Page, channel: ScriptedChannel
) -> None:
    answered(page)
    page.get_by_role("button", name="It helped").click()
    expect(page.get_by_role("status")).to_have_text("✓")
    assert not page.get_by_role("button", name="It helped").is_visible()
    assert not page.get_by_role("button", name="It did not").is_visible()
    page.wait_for_timeout(300)
    assert channel.judged == [{"topic": "what_is_287g", "helped": True}]


def test_under_a_crisis_text_nobody_is_asked_whether_it_helped(
    page: Page, channel: ScriptedChannel
) -> None:
    custom = {**ENGLISH["custom"], "answer_id": "crisis_ice_at_door"}
    channel.say(Reply([{**ENGLISH, "custom": custom}]))
    answered(page)
    expect(page.get_by_role("group", name="This answer")).to_be_visible()
    assert not page.get_by_role("button", name="It helped").is_visible()


def test_a_copy_has_the_answer_its_sources_and_the_hotline(
    open_page: OpenPage,
) -> None:
    page = answered(open_page(permissions=["clipboard-read", "clipboard-write"]))
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status")).to_have_text("Copied.")
    text = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert text.startswith(ENGLISH["text"])
    for part in (
        "8 U.S.C. 1357(g): https://uscode.house.gov/view.xhtml (checked November 20,",
        "United We Dream MigraWatch 1-844-363-1423",
    ):
        assert part in text
    assert QUESTION not in text


def test_sharing_gives_plain_text_to_the_device_where_it_can_share(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.add_init_script(
        "window.shared = []; navigator.share = async (it) => { shared.push(it) }"
    )
    page.reload()
    answered(page).get_by_role("button", name="Share").click()
    (shared,) = page.evaluate("shared")
    assert list(shared) == ["text"]
    assert shared["text"].startswith("287(g) is a part of the law.")


def test_a_browser_that_can_not_share_offers_no_such_button(page: Page) -> None:
    page.add_init_script("delete Navigator.prototype.share")
    page.reload()
    answered(page)
    assert not page.get_by_role("button", name="Share").is_visible()


@pytest.mark.parametrize("path", ["", "demo.html"])
def test_a_printed_answer_is_a_card_with_nothing_else_on_the_paper(
    open_page: OpenPage, channel: ScriptedChannel, path: str
) -> None:
    page = open_page(color_scheme="dark")
    page.goto(channel.url + path)
    if path:
        page.locator(".launch").click()
    answered(page)
    page.evaluate("window.print = () => {}")
    page.locator(".tools .print").click()
    page.emulate_media(media="print")
    card = page.locator(".know-287g-card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("287(g) is a part of the law.")
    expect(card).to_contain_text("checked November 25, 2026")
    expect(card).to_contain_text("1-844-363-1423")
    expect(card).to_contain_text("not a lawyer")
    assert QUESTION not in card.inner_text()
    shown = "all => all.filter((it) => it.checkVisibility()).map((it) => it.className)"
    assert page.locator("body > *").evaluate_all(shown) == ["know-287g-card"]
    assert page.locator(".know-287g-card button:visible").count() == 0
    paper = card.evaluate("it => getComputedStyle(it).getPropertyValue('--paper')")
    assert paper == "#fff"


def test_after_printing_the_page_is_as_before(page: Page) -> None:
    answered(page)
    page.evaluate("window.print = () => dispatchEvent(new Event('afterprint'))")
    page.locator(".tools .print").click()
    assert page.locator(".know-287g-card").count() == 0
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    expect(page.locator("textarea")).to_be_visible()


def test_the_steps_at_the_door_can_be_printed_with_the_network_down(page: Page) -> None:
    page.context.set_offline(True)
    page.locator(".crisis").click()
    page.evaluate("window.print = () => {}")
    page.locator(".steps").get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    card = page.locator(".know-287g-card")
    expect(card.get_by_text("Keep the door closed.")).to_be_visible()
    expect(card.get_by_role("link", name="1-844-363-1423")).to_have_count(1)


def test_the_page_itself_prints_whole(page: Page, channel: ScriptedChannel) -> None:
    channel.say(Reply([{"text": "First.\n\n" + "More.\n\n" * 120 + "The end."}]))
    ask(page, "a long one")
    page.emulate_media(media="print")
    assert page.locator("button:visible, textarea:visible").count() == 0
    last = page.get_by_text("The end.").bounding_box()
    host = page.locator("know-287g").bounding_box()
    assert last is not None and host is not None
    assert last["y"] + last["height"] <= host["y"] + host["height"]


def test_an_answer_is_read_by_a_voice_on_the_device_and_stops(
    open_page: OpenPage,
) -> None:
    page = with_voices(open_page, REMOTE, LOCAL)
    page.get_by_role("button", name="Listen").click()
    assert page.evaluate("spoken") == [[ENGLISH["text"], "here"]]
    page.get_by_role("button", name="Stop").click()
    assert page.evaluate("speechSynthesis.speaking") is False
    expect(page.get_by_role("button", name="Listen")).to_be_visible()


def test_erasing_ends_the_voice(open_page: OpenPage) -> None:
    page = with_voices(open_page, LOCAL)
    page.get_by_role("button", name="Listen").click()
    page.get_by_role("button", name="Erase chat").click()
    assert page.evaluate("speechSynthesis.speaking") is False


@pytest.mark.parametrize("voices", [[], [REMOTE], [{**LOCAL, "lang": "fr-FR"}]])
def test_without_a_voice_of_the_device_in_the_language_nothing_is_offered(
    open_page: OpenPage, voices: list[dict[str, Any]]
) -> None:
    page = with_voices(open_page, *voices)
    assert not page.get_by_role("button", name="Listen").is_visible()


def test_letters_grow_and_come_back_and_nothing_scrolls_sideways(
    open_page: OpenPage,
) -> None:
    page = answered(open_page(viewport={"width": 320, "height": 640}))
    size = "it => parseFloat(getComputedStyle(it).fontSize)"
    sizes = []
    for _ in range(3):
        page.get_by_role("button", name="Text size").click()
        sizes.append(page.locator(".bot").evaluate(size))
        talk = page.locator(".talk")
        assert talk.evaluate("it => it.scrollWidth <= it.clientWidth")
    assert sizes == [21.25, 25.5, 17]
