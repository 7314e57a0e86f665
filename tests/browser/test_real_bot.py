"""Whole conversations with the bot itself: its model, its lists, its own policy."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.cli.widget import describe
from bot.serve import checks
from bot.settings import settings

from .conftest import LOCALES
from .real_bot import RealBot
from .test_conversation import focused

pytestmark = [pytest.mark.browser, pytest.mark.model]
TALK = {
    "en": {
        "starter": "What is 287(g)?",
        "answer": "287(g)",
        "place": "does Lakeland Florida take part?",
        "town": "City or town: Lakeland",
        "county": "Polk County",
        "mark": "On this list",
        "asked_back": "Franklin County",
        "state": "Florida",
        "chosen": "Franklin County, Florida",
        "exit": "Quick exit",
        "other": "¿Qué es el 287(g)?",
    },
    "es": {
        "starter": "¿Qué es el 287(g)?",
        "answer": "287(g)",
        "place": "¿Lakeland Florida participa?",
        "town": "Ciudad o pueblo: Lakeland",
        "county": "Condado de Polk",
        "mark": "En esta lista",
        "asked_back": "condado de Franklin",
        "state": "Florida",
        "chosen": "condado de Franklin, Florida",
        "exit": "Salir ya",
        "other": "What is 287(g)?",
    },
}


class HostPage:
    """An organizer's site on another origin, with a policy of its own."""

    def __init__(self) -> None:
        self.html, self.policy = "", ""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.origin = f"http://localhost:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(page) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = page.html.encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Content-Security-Policy", page.policy)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Says nothing: test output is for results."""

        return Handler


@pytest.fixture(scope="module")
def host() -> Iterator[HostPage]:
    running = HostPage()
    yield running
    running.close()


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory, host: HostPage) -> Iterator[RealBot]:
    model = checks.check_model(settings().models)
    if isinstance(model, str):
        pytest.skip(model)
    running = RealBot(tmp_path_factory.mktemp("bot"), host.origin)
    yield running
    running.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Any]:
    contexts = []

    def open_it(url: str, language: str = "en", **options: Any) -> Page:
        context = chromium.new_context(locale=LOCALES[language], **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_it
    for context in contexts:
        context.close()


def answers(page: Page, number: int) -> None:
    expect(page.locator(".bot")).to_have_count(number, timeout=20_000)


def send(page: Page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_whole_conversation_by_keyboard(
    visit: Any, bot: RealBot, language: str
) -> None:
    page, words = visit(bot.url, language), TALK[language]
    addresses, complaints = watch(page)
    page.reload()
    # Tab finds nothing before the chat stands there.
    page.get_by_text(words["starter"], exact=True).wait_for()
    for _ in range(4):
        page.keyboard.press("Tab")
    assert focused(page) == words["starter"]
    page.keyboard.press("Enter")
    answers(page, 1)
    expect(page.locator(".bot")).to_contain_text(words["answer"])

    page.keyboard.type(words["place"])
    page.keyboard.press("Enter")
    answers(page, 2)
    titles = page.locator(".bot").nth(1).locator("h3").all_inner_texts()
    assert titles[:2] == [words["town"], words["county"]]
    expect(page.locator(".mark").first).to_have_text(words["mark"])

    page.keyboard.type(words["asked_back"])
    page.keyboard.press("Enter")
    answers(page, 3)
    for _ in range(40):
        if focused(page) == words["state"]:
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    answers(page, 4)
    expect(page.locator(".bot").nth(3)).to_contain_text(words["chosen"])
    expect(page.locator(".bot").nth(3)).to_have_attribute("lang", language)

    assert {urlsplit(address).netloc for address in addresses} == {
        urlsplit(bot.url).netloc
    }
    assert complaints == []
    assert kept(page) == ["", 0, 0, 0, 0, 0]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_switch_answers_again_what_was_asked_by_button_and_in_words(
    visit: Any, bot: RealBot, language: str
) -> None:
    page, words = visit(bot.url, language), TALK[language]
    other = "es" if language == "en" else "en"
    page.get_by_role("button", name=words["starter"]).click()
    answers(page, 1)
    page.locator(".toggle").click()
    answers(page, 2)
    expect(page.locator(".person").nth(1)).to_contain_text(words["other"])
    expect(page.locator(".bot").nth(1)).to_have_attribute("lang", other)

    send(page, words["asked_back"])
    answers(page, 3)
    page.get_by_role("button", name="Florida", exact=True).click()
    answers(page, 4)
    page.locator(".toggle").click()
    answers(page, 5)
    expect(page.locator(".bot").nth(4)).to_contain_text(words["chosen"])
    expect(page.locator(".bot").nth(4)).to_have_attribute("lang", language)


def test_a_chart_comes_with_its_words(visit: Any, bot: RealBot) -> None:
    page = visit(bot.url)
    send(page, "how many agreements in Texas?")
    answers(page, 1)
    picture = page.locator(".bot img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => document.querySelector('know-287g').shadowRoot"
        ".querySelector('img')?.naturalWidth > 0"
    )
    assert len(picture.get_attribute("alt") or "") > 20


def test_two_tabs_are_two_conversations(visit: Any, bot: RealBot) -> None:
    first, second = visit(bot.url), visit(bot.url)
    send(first, "Lakeland, Florida")
    answers(first, 1)
    send(second, "and the county?")
    answers(second, 1)
    assert "Lakeland" not in second.locator(".log").inner_text()
    assert "Polk" not in second.locator(".log").inner_text()


def test_back_from_another_page_shows_nothing_of_the_chat(
    visit: Any, bot: RealBot
) -> None:
    page = visit(bot.url)
    send(page, "my private question")
    answers(page, 1)
    page.goto(f"{bot.url}faq/en/index.html")
    page.go_back()
    page.locator("textarea").wait_for()
    assert page.locator(".person, .bot").count() == 0


def test_without_scripts_the_plain_pages_answer_in_both_languages(
    visit: Any, bot: RealBot
) -> None:
    page = visit(bot.url, java_script_enabled=False)
    page.get_by_role("link", name="All answers as plain pages").click()
    page.get_by_role("link", name="What is 287(g)?").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert "287(g)" in page.locator("main").inner_text()
    page.get_by_role("link", name="Pregunte en el chat").click()
    assert page.url == bot.url


def test_it_runs_on_another_sites_page_under_its_strict_policy_and_with_its_hash(
    visit: Any, bot: RealBot, host: HostPage
) -> None:
    told = describe(bot.url.rstrip("/"))
    allowed = "; ".join(f"{name} {value}" for name, value in told["csp"].items())
    host.policy = f"default-src 'none'; {allowed}; require-trusted-types-for 'script'"
    host.html = f"<!doctype html><title>Host</title><body>{told['snippet']}</body>"
    page = visit(host.origin)
    addresses, complaints = watch(page)
    page.reload()
    page.locator(".launch").click()
    send(page, "how many agreements in Texas?")
    answers(page, 1)
    page.locator(".bot img").scroll_into_view_if_needed()
    page.wait_for_function(
        "() => document.querySelector('know-287g').shadowRoot"
        ".querySelector('img')?.naturalWidth > 0"
    )
    page.get_by_role("button", name="Erase chat").click()
    page.wait_for_load_state("networkidle")
    ours = {urlsplit(bot.url).netloc, urlsplit(host.origin).netloc}
    assert {urlsplit(address).netloc for address in addresses} == ours
    assert [one for one in complaints if "favicon" not in one] == []
    assert kept(page) == ["", 0, 0, 0, 0, 0]


def test_a_site_that_is_not_allowed_gets_the_hotline_and_the_console_the_remedy(
    visit: Any, bot: RealBot, host: HostPage
) -> None:
    host.policy = ""
    told = describe(bot.url.rstrip("/"))
    host.html = f"<!doctype html><title>Host</title><body>{told['snippet']}</body>"
    # The same server by an address that the bot was not told of.
    page = visit(host.origin.replace("localhost", "127.0.0.1"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.locator(".launch").click()
    send(page, "What is 287(g)?")
    expect(page.locator(".unsent")).to_contain_text("1-844-363-1423")
    origin = json.dumps(page.evaluate("location.origin"))
    (advice,) = [text for text in said if text.startswith("know-287g:")]
    assert f"{origin} in its KNOW287G_ALLOWED_ORIGINS" in advice


# Last: the server is started anew.
def test_a_server_that_dies_in_the_middle_answers_the_waiting_question_once(
    visit: Any, bot: RealBot
) -> None:
    page = visit(bot.url)
    send(page, "What is 287(g)?")
    answers(page, 1)
    bot.kill_server()
    send(page, "does Lakeland Florida take part?")
    expect(page.locator(".unsent li")).to_be_visible()
    expect(page.locator(".bot")).to_have_count(2, timeout=60_000)
    expect(page.locator(".bot").nth(1)).to_contain_text("Lakeland")
    assert page.locator(".unsent li").count() == 0
    assert page.locator(".person").count() == 2


def watch(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks for and what its console says, from now on."""
    addresses: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return addresses, complaints


def kept(page: Page) -> list[Any]:
    """Cookies and the sizes of everything a browser stores for a site."""
    found: list[Any] = page.evaluate(
        """async () => [document.cookie, localStorage.length, sessionStorage.length,
          (await indexedDB.databases()).length, (await caches.keys()).length,
          (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    return found
