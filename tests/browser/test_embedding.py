"""The chat in the corner of somebody's page: opening, closing, attributes, events."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, ask
from .scripted_channel import ENGLISH, Reply, ScriptedChannel
from .test_layout import is_wider_than_the_screen

pytestmark = pytest.mark.browser
LAUNCH = "Police and ICE: ask here"
EVENTS = ("know-open", "know-answer", "know-trouble", "know-erase", "know-close")


@pytest.fixture
def host(open_page: OpenPage, channel: ScriptedChannel) -> Page:
    return open_demo(open_page, channel)


def open_demo(open_page: OpenPage, channel: ScriptedChannel, **options: Any) -> Page:
    page = open_page(**options)
    page.goto(f"{channel.url}demo.html")
    page.locator(".launch").wait_for()
    return page


def set_up(page: Page, attributes: dict[str, str]) -> list[str]:
    """Puts another chat into the page; returns what the console says from then on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(
        """(attributes) => { const chat = document.createElement("know-287g");
          for (const name in attributes) chat.setAttribute(name, attributes[name]);
          document.querySelector("know-287g").replaceWith(chat); }""",
        {"endpoint": "webhooks/web/webhook", "open": "", **attributes},
    )
    return said


def style(page: Page, selector: str, name: str) -> str:
    value: str = page.locator(selector).first.evaluate(
        "(node, name) => getComputedStyle(node)[name]", name
    )
    return value


def test_closed_it_is_two_buttons_and_the_page_is_free(host: Page) -> None:
    shown = host.locator("know-287g button:visible").all_inner_texts()
    assert shown == [LAUNCH, "ICE is at my door"]
    expect(host.locator(".launch")).to_have_attribute("aria-expanded", "false")
    assert not host.locator("know-287g textarea").is_visible()
    host.get_by_role("link", name="Food").click()
    assert host.url.endswith("#food")


def test_the_keyboard_opens_it_and_escape_closes_it_and_gives_the_focus_back(
    host: Page,
) -> None:
    host.get_by_role("button", name=LAUNCH).focus()
    host.keyboard.press("Enter")
    expect(host.locator("textarea")).to_be_focused()
    expect(host.locator(".launch")).to_have_attribute("aria-expanded", "true")
    host.keyboard.press("Escape")
    expect(host.get_by_role("button", name=LAUNCH)).to_be_focused()
    assert not host.locator("textarea").is_visible()


def test_a_closed_chat_keeps_what_was_said_until_the_page_goes(host: Page) -> None:
    host.get_by_role("button", name=LAUNCH).click()
    ask(host, "What is 287(g)?")
    host.get_by_role("button", name="Close").click()
    host.get_by_role("button", name=LAUNCH).click()
    assert host.locator(".bot").count() == 1
    host.reload()
    host.get_by_role("button", name=LAUNCH).click()
    assert host.locator(".bot").count() == 0


def test_the_crisis_button_of_a_closed_chat_opens_the_steps_with_the_network_down(
    host: Page, channel: ScriptedChannel
) -> None:
    host.context.set_offline(True)
    host.get_by_role("button", name="ICE is at my door").click()
    expect(host.get_by_text("Keep the door closed.")).to_be_visible()
    host.keyboard.press("Escape")
    expect(host.locator("textarea")).to_be_visible()
    host.keyboard.press("Escape")
    expect(host.get_by_role("button", name=LAUNCH)).to_be_visible()
    assert channel.asked == []


def test_shift_three_times_leaves_only_while_the_chat_is_open(
    host: Page, channel: ScriptedChannel
) -> None:
    for _ in range(3):
        host.keyboard.press("Shift")
    assert host.url.endswith("demo.html")
    host.get_by_role("button", name=LAUNCH).click()
    host.route("https://www.weather.gov/**", lambda route: route.fulfill(body="sunny"))
    for _ in range(3):
        host.keyboard.press("Shift")
    host.wait_for_url("https://www.weather.gov/")


def test_the_page_can_open_close_and_erase_it_and_hears_of_it_without_a_word(
    host: Page, channel: ScriptedChannel
) -> None:
    host.evaluate(
        """(names) => { window.heard = [];
          const chat = document.querySelector("know-287g");
          for (const name of names) chat.addEventListener(name, ({ type, detail }) =>
            heard.push([type, detail])); }""",
        EVENTS,
    )
    host.evaluate("document.querySelector('know-287g').open()")
    ask(host, "my private question")
    channel.say(Reply("", status=500))
    host.locator("textarea").fill("another")
    host.keyboard.press("Enter")
    host.locator(".unsent a").first.wait_for()
    host.evaluate("document.querySelector('know-287g').erase()")
    host.evaluate("document.querySelector('know-287g').close()")
    assert host.evaluate("heard") == [
        ["know-open", None],
        ["know-answer", None],
        ["know-trouble", {"problem": "broken", "status": 500}],
        ["know-erase", None],
        ["know-close", None],
    ]
    assert channel.erased() == [channel.asked[0]["sender"]]


def test_the_organizers_name_and_hotline_stand_beside_ours(
    host: Page, channel: ScriptedChannel
) -> None:
    host.get_by_role("button", name="ICE is at my door").click()
    expect(host.locator(".tagline")).to_have_text(
        "Community Center · Free. Not the government."
    )
    numbers = host.locator(".steps a").evaluate_all("all => all.map((a) => a.href)")
    assert numbers == ["tel:911", "tel:+1-844-363-1423", "tel:+15550100"]
    expect(host.locator(".steps")).to_contain_text("Community Center +1 555-0100")


def test_a_hotline_can_be_a_page(host: Page) -> None:
    set_up(host, {"hotline": "https://help.example/line"})
    host.locator(".crisis").click()
    link = host.locator(".steps a").last
    expect(link).to_have_attribute("href", "https://help.example/line")
    expect(host.locator(".steps")).to_contain_text("Local help: help.example/line")


@pytest.mark.parametrize(
    "hotline", ["javascript:alert(1)", "http://help.example", "tel:ask me", "555-0100"]
)
def test_any_other_hotline_is_left_out_and_the_organizer_is_told(
    host: Page, hotline: str
) -> None:
    said = set_up(host, {"hotline": hotline})
    host.locator(".crisis").click()
    assert host.locator(".steps a").count() == 2
    assert "hotline has to begin with https:// or tel:." in said[0]


def test_an_exit_that_is_no_https_address_is_not_taken(host: Page) -> None:
    said = set_up(host, {"exit-url": "javascript:alert(1)"})
    host.route("https://www.weather.gov/**", lambda route: route.fulfill(body="sunny"))
    host.get_by_role("button", name="Quick exit").click()
    host.wait_for_url("https://www.weather.gov/")
    assert "exit-url has to begin with https://." in " ".join(said)


def test_colours_that_can_be_read_are_taken(open_page: OpenPage, host: Page) -> None:
    set_up(host, {"color": "#7a1f5c", "color-dark": "#f2a7d8"})
    assert style(host, ".send", "backgroundColor") == "rgb(122, 31, 92)"
    assert style(host, ".send", "color") == "rgb(255, 255, 255)"
    host.emulate_media(color_scheme="dark")
    assert style(host, ".send", "backgroundColor") == "rgb(242, 167, 216)"
    assert style(host, ".send", "color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("colour", ["#ffe000", "red", "#7a1f5c;}", "#fff", "#7a7a7a"])
def test_colours_that_can_not_be_read_are_refused_with_the_reason(
    host: Page, colour: str
) -> None:
    said = set_up(host, {"color": colour})
    assert style(host, ".send", "backgroundColor") == "rgb(21, 86, 108)"
    assert "needs the form #123abc and a contrast of 4.5" in said[0]


def test_inline_it_fills_the_box_the_page_gives_it(host: Page) -> None:
    set_up(host, {"inline": ""})
    host.locator("know-287g").evaluate(
        "it => Object.assign(it.style, { width: '480px', height: '640px' })"
    )
    box = host.locator("know-287g").bounding_box()
    assert box is not None and (box["width"], box["height"]) == (480, 640)
    assert style(host, "know-287g", "position") == "static"
    assert not host.locator(".launch").is_visible()


def test_the_styles_of_the_page_do_not_reach_in(host: Page) -> None:
    host.evaluate(
        """() => { const sheet = new CSSStyleSheet();
          sheet.replaceSync("html { font-size: 40% } * { color: red !important; "
            + "font-family: cursive; text-transform: uppercase }");
          document.adoptedStyleSheets = [sheet]; }"""
    )
    host.get_by_role("button", name=LAUNCH).click()
    assert style(host, ".note", "textTransform") == "none"
    assert float(style(host, ".note", "fontSize")[:-2]) >= 16
    assert style(host, ".note", "color") == "rgb(27, 41, 50)"


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_it_fills_the_screen_and_nothing_scrolls_sideways(
    open_page: OpenPage, channel: ScriptedChannel, width: int
) -> None:
    size = {"width": width, "height": 640}
    page = open_demo(open_page, channel, viewport=size, has_touch=True, is_mobile=True)
    assert not is_wider_than_the_screen(page)
    closed = page.locator("know-287g").bounding_box()
    assert closed is not None
    assert closed["x"] >= 0 and closed["x"] + closed["width"] <= width
    page.locator(".launch").tap()
    box = page.locator("know-287g").bounding_box()
    assert box == {"x": 0, "y": 0, **size}
    channel.say(Reply([{**ENGLISH, "text": "x" * 300}]))
    ask(page, "hello")
    assert not is_wider_than_the_screen(page)
