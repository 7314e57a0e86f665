"""Pictures of the chat as people see it, from the running bot:

python -m tests.browser.screenshots FOLDER [ADDRESS]

Without an address it starts the bot for itself.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from .real_bot import RealBot

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
WORDS = {
    "en": {
        "place": "does Lakeland Florida take part?",
        "topic": "What is 287(g)?",
        "growth": "how many agreements in Texas?",
        "clarify": "Franklin County",
    },
    "es": {
        "place": "¿Lakeland Florida participa?",
        "topic": "¿Qué es el 287(g)?",
        "growth": "¿cuántos acuerdos hay en Texas?",
        "clarify": "condado de Franklin",
    },
}


def ask(page: Page, question: str) -> None:
    """Types a question and waits for its answer and its pictures."""
    answers = page.locator(".bot").count()
    page.locator("textarea").fill(question)
    page.keyboard.press("Enter")
    page.locator(".bot").nth(answers).wait_for()
    for picture in page.locator(".bot img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")


def start(page: Page, words: dict[str, str]) -> None:
    """The greeting, as it comes."""


def topic(page: Page, words: dict[str, str]) -> None:
    ask(page, words["topic"])
    page.locator(".bot summary").click()


def place(page: Page, words: dict[str, str]) -> None:
    ask(page, words["place"])


def tools(page: Page, words: dict[str, str]) -> None:
    ask(page, words["place"])
    page.locator(".tools").scroll_into_view_if_needed()


def clarify(page: Page, words: dict[str, str]) -> None:
    ask(page, words["clarify"])


def chart(page: Page, words: dict[str, str]) -> None:
    ask(page, words["growth"])


def crisis(page: Page, words: dict[str, str]) -> None:
    page.locator(".crisis").click()


def large(page: Page, words: dict[str, str]) -> None:
    ask(page, words["place"])
    page.locator(".size").click()
    page.locator(".size").click()


def trouble(page: Page, words: dict[str, str]) -> None:
    page.context.set_offline(True)
    page.locator("textarea").fill(words["topic"])
    page.keyboard.press("Enter")
    page.locator(".unsent a").first.wait_for()


def card(page: Page, words: dict[str, str]) -> None:
    ask(page, words["place"])
    page.evaluate("window.print = () => {}")
    page.locator(".tools .print").click()
    page.emulate_media(media="print")


def door_card(page: Page, words: dict[str, str]) -> None:
    page.locator(".crisis").click()
    page.evaluate("window.print = () => {}")
    page.locator(".steps .pair button").last.click()
    page.emulate_media(media="print")


SCENES: tuple[Callable[[Page, dict[str, str]], None], ...] = (
    start,
    topic,
    place,
    tools,
    clarify,
    chart,
    crisis,
    large,
    trouble,
    card,
    door_card,
)


def take(browser: Browser, url: str, out: Path) -> None:
    """Every scene on a phone and a desktop, in both languages; then the demo page."""
    for language, words in WORDS.items():
        for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
            for scene in SCENES:
                path = out / f"{scene.__name__}-{name}-{language}.png"
                context = browser.new_context(
                    locale=f"{language}-US", viewport=size, has_touch=name == "phone"
                )
                page = context.new_page()
                page.goto(url)
                page.locator("textarea").wait_for()
                scene(page, words)
                page.screenshot(path=path, full_page="card" in scene.__name__)
                context.close()
    for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        for scheme in ("light", "dark"):
            context = browser.new_context(viewport=size, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"{url}demo.html")
            page.locator(".launch").wait_for()
            page.screenshot(path=out / f"demo-closed-{name}-{scheme}.png")
            page.locator(".launch").click()
            ask(page, WORDS["en"]["place"])
            page.screenshot(path=out / f"demo-open-{name}-{scheme}.png")
            context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("url", nargs="?", help="address of a running bot")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("KNOW287G_TEST_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bot = None if chosen.url else RealBot(Path(folder))
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        try:
            take(browser, bot.url if bot else chosen.url, chosen.out)
        finally:
            browser.close()
            if bot:
                bot.close()


if __name__ == "__main__":
    main()
