"""The crisis button: always in view, and it needs nobody's help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, ask
from .page_texts import read_texts
from .scripted_channel import ScriptedChannel

FACTS = Path(__file__).resolve().parents[3] / "shared" / "facts.md"
STEPS = {
    "en": ("ICE is at my door", "Keep the door closed.", "Back to the chat"),
    "es": ("ICE está en mi puerta", "No abra la puerta.", "Volver al chat"),
}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_steps_and_numbers_come_with_the_network_down(
    open_page: OpenPage, channel: ScriptedChannel, language: str
) -> None:
    page = open_page(language)
    page.context.set_offline(True)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    button, first_step, back = STEPS[language]
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text(first_step)).to_be_visible()
    assert page.locator(".steps a[href='tel:911']").count() == 1
    assert page.locator(".steps a[href='tel:+1-844-363-1423']").count() == 1
    assert requests == []
    assert channel.asked == []
    page.get_by_role("button", name=back).click()
    expect(page.locator("textarea")).to_be_visible()


@pytest.mark.browser
def test_the_keyboard_opens_and_closes_the_steps_and_keeps_its_place(
    page: Page,
) -> None:
    page.get_by_role("button", name="ICE is at my door").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="ICE is at your door").is_visible()
    assert active(page) == "H2"
    assert page.locator(".crisis").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.locator(".crisis").get_attribute("aria-expanded") == "false"
    assert active(page) == "BUTTON"
    assert page.locator("textarea").is_visible()


@pytest.mark.browser
def test_the_button_is_in_view_at_every_moment(open_page: OpenPage) -> None:
    for width, height in ((390, 844), (320, 256), (1280, 800)):
        page = open_page(viewport={"width": width, "height": height})
        ask(page, "What is 287(g)?")
        box = page.get_by_role("button", name="ICE is at my door").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height


@pytest.mark.browser
def test_the_steps_change_language_while_they_are_open(page: Page) -> None:
    page.locator(".crisis").click()
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_text("No abra la puerta.")).to_be_visible()


@pytest.mark.shared
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_steps_are_the_vetted_ones_word_for_word(language: str) -> None:
    if not FACTS.is_file():
        pytest.skip("the vetted facts do not lie beside the checkout")
    door = read_texts()[language]["door"]
    facts = plain(FACTS.read_text(encoding="utf-8"))
    section = facts[facts.index("**F1**") : facts.index("**F2**")]
    for text in (" ".join(door["first"]), " ".join(door["next"])):
        assert plain(text) in section


def plain(text: str) -> str:
    """One kind of quotation mark and of blank: the page's are the printer's."""
    return re.sub(r"\s+", " ", re.sub("[“”‘’\"']", "'", text))


def active(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.shadowRoot.activeElement.tagName")
    return name
