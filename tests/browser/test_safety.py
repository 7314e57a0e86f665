"""What the page must never do to the person in front of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from .conftest import OpenPage, ask
from .scripted_channel import ENGLISH, Reply, ScriptedChannel

pytestmark = pytest.mark.browser
NEUTRAL = "https://www.weather.gov/"
HOSTILE = (
    '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>\n'
    "[x](javascript:window.hurt=1) javascript:window.hurt=1 "
    "data:text/html,<script>window.hurt=1</script> http://plain.example/ "
    "https://ice.gov@elsewhere.example/ https://ice.gov:secret@elsewhere.example/\n"
    "- <b>bold</b> {{constructor}} https://ok.example/path)."
)


def stub_neutral_page(page: Page) -> list[Request]:
    """Answers the neutral page here, and returns the requests that reach it."""
    seen: list[Request] = []
    page.on("request", lambda it: seen.append(it) if it.url == NEUTRAL else None)
    page.route(
        "https://www.weather.gov/**",
        lambda route: route.fulfill(body="<title>Weather</title>sunny"),
    )
    return seen


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_other_host_is_asked_for_anything(
    open_page: OpenPage, channel: ScriptedChannel, language: str
) -> None:
    page = open_page(language)
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.reload()
    ask(page, "¿Qué es el 287(g)?")
    page.locator(".bot summary").click()
    page.locator(".crisis").click()
    page.wait_for_timeout(200)
    assert hosts == {urlsplit(channel.url).netloc}


def test_nothing_is_kept_in_the_browser(page: Page) -> None:
    ask(page, "What is 287(g)?")
    page.get_by_role("button", name="Español").click()
    kept = page.evaluate(
        """async () => [document.cookie, localStorage.length, sessionStorage.length,
          (await indexedDB.databases()).length, (await caches.keys()).length,
          (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert kept == ["", 0, 0, 0, 0, 0]
    assert page.context.cookies() == []


def test_the_words_of_a_conversation_never_stand_in_an_address(page: Page) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    ask(page, "verysecretword")
    assert addresses
    assert not any("verysecretword" in address for address in addresses)
    assert "verysecretword" not in page.url


def test_hostile_text_stays_text(page: Page, channel: ScriptedChannel) -> None:
    custom = {
        **ENGLISH["custom"],
        "sources": [
            {"title": "<i>t</i>", "publisher": "<u>p</u>", "url": "javascript:hurt=1"}
        ],
    }
    buttons = [{"title": "<img src=x onerror=hurt=1>", "payload": "<script>"}]
    channel.say(Reply([{"text": HOSTILE, "buttons": buttons, "custom": custom}]))
    ask(page, '<img src=x onerror="window.hurt=1">')
    page.locator(".bot summary").click()
    assert page.evaluate("window.hurt") is None
    assert page.locator(".talk :is(img, script, b, i, u)").count() == 0
    links = page.locator(".bot a").evaluate_all("all => all.map((a) => a.href)")
    assert links == ["https://ok.example/path"]
    assert page.locator(".bot li").first.inner_text().endswith(").")


def test_links_show_their_host_and_tell_it_nothing(page: Page) -> None:
    ask(page, "What is 287(g)?")
    link = page.locator(".bot > p a").first
    expect(link).to_have_text("www.ice.gov/identify-and-arrest/287g (new tab)")
    assert link.get_attribute("href") == "https://www.ice.gov/identify-and-arrest/287g"
    assert link.get_attribute("rel") == "noopener noreferrer"
    number = page.locator(".bot a[href^=tel]")
    assert number.get_attribute("href") == "tel:+1-844-363-1423"


def test_the_person_can_not_make_links(page: Page) -> None:
    ask(page, "https://example.org 1-844-363-1423")
    assert page.locator(".person a").count() == 0


def test_the_policy_of_the_server_is_never_broken(open_page: OpenPage) -> None:
    page = open_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.reload()
    ask(page, "What is 287(g)?")
    page.get_by_role("button", name="Español").click()
    page.locator(".crisis").click()
    assert complaints == []


def test_the_title_of_the_page_is_neutral(page: Page) -> None:
    ask(page, "What is 287(g)?")
    assert page.title() == "Information / Información"


def leave_by_button(page: Page) -> None:
    page.get_by_role("button", name="Quick exit").click()


def leave_by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [leave_by_button, leave_by_shift])
def test_quick_exit_leaves_and_back_does_not_show_the_chat(
    page: Page, channel: ScriptedChannel, leave: object
) -> None:
    seen = stub_neutral_page(page)
    page.goto("about:blank")
    page.goto(channel.url)
    ask(page, "my private question")
    assert callable(leave)
    leave(page)
    page.wait_for_url(NEUTRAL)
    assert "referer" not in seen[0].all_headers()
    assert channel.erased() == [channel.asked[0]["sender"]]
    page.go_back()
    assert page.url == "about:blank"


def test_the_page_is_blank_before_the_browser_has_gone(page: Page) -> None:
    stub_neutral_page(page)
    ask(page, "my private question")
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    page.evaluate(
        """() => navigation.addEventListener("navigate", () =>
          console.log(`${document.body.childNodes.length} left`))"""
    )
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url(NEUTRAL)
    assert seen == ["0 left"]


def test_the_address_to_leave_to_can_be_set(page: Page) -> None:
    page.route(
        "https://news.example/**", lambda route: route.fulfill(body="<title>N</title>")
    )
    page.locator("know-287g").evaluate(
        "chat => chat.setAttribute('exit-url', 'https://news.example/')"
    )
    page.get_by_role("button", name="Quick exit").click()
    page.wait_for_url("https://news.example/")


def test_shift_counts_down_aloud(page: Page) -> None:
    page.keyboard.press("Shift")
    expect(page.get_by_role("status")).to_have_text("To leave, press Shift again: 2×")
    page.keyboard.press("Shift")
    expect(page.get_by_role("status")).to_have_text("To leave, press Shift again: 1×")


def test_capital_letters_do_not_leave(page: Page, channel: ScriptedChannel) -> None:
    page.locator("textarea").focus()
    for letter in "ICE IN PA":
        page.keyboard.press(f"Shift+{letter}" if letter != " " else "Space")
    assert page.locator("textarea").input_value() == "ICE IN PA"
    assert page.url == channel.url


def test_slow_presses_of_shift_do_not_leave(
    open_page: OpenPage, channel: ScriptedChannel
) -> None:
    page = open_page()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_timeout(5_200)
    page.keyboard.press("Shift")
    expect(page.get_by_role("status")).to_have_text("To leave, press Shift again: 2×")
    assert page.url == channel.url


def test_what_is_typed_is_not_handed_to_spelling_checkers(page: Page) -> None:
    question = page.locator("textarea")
    assert question.get_attribute("spellcheck") == "false"
    assert question.get_attribute("autocomplete") == "off"
