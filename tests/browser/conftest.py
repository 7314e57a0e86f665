"""One Chromium for these tests; a fresh context and channel for each of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from .scripted_channel import ScriptedChannel

CHROMIUM = os.environ.get("KNOW287G_TEST_CHROMIUM") or shutil.which("chromium")
LOCALES = {"en": "en-US", "es": "es-US"}

OpenPage = Callable[..., Page]


# The package's scope: Playwright holds an event loop that must be gone elsewhere.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install it or set KNOW287G_TEST_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture
def channel() -> Iterator[ScriptedChannel]:
    running = ScriptedChannel()
    yield running
    running.close()


@pytest.fixture
def open_page(chromium: Browser, channel: ScriptedChannel) -> Iterator[OpenPage]:
    """Opens the page; keyword arguments are those of a browser context."""
    contexts = []

    def open_it(language: str = "en", **options: Any) -> Page:
        context = chromium.new_context(locale=LOCALES[language], **options)
        context.set_default_timeout(5_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(channel.url)
        page.locator("know-287g textarea").wait_for()
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


def ask(page: Page, question: str) -> None:
    """Types a question and waits for the answer that follows."""
    answers = page.locator(".bot").count()
    page.locator("textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".bot").nth(answers).wait_for()
