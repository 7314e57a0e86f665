"""axe-core on the page in all its states; the file is fetched, never committed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from .conftest import OpenPage, ask
from .scripted_channel import Reply, ScriptedChannel
from .test_place_cards import ANSWER

pytestmark = pytest.mark.browser
AXE = os.environ.get("KNOW287G_TEST_AXE", "")
RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "best-practice",
]
SIZES = {
    "phone": {"width": 390, "height": 844},
    "desktop": {"width": 1280, "height": 800},
}


def find_violations(page: Page) -> list[Any]:
    if not AXE:
        pytest.skip("no axe-core: set KNOW287G_TEST_AXE to the path of axe.min.js")
    # Through the debugger's door: the page's own policy lets no other script in.
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    result = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [
        (found["id"], node["target"], node.get("failureSummary"))
        for found in result["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_from_greeting_to_crisis(
    open_page: OpenPage, channel: ScriptedChannel, language: str, scheme: str, size: str
) -> None:
    page = open_page(language, color_scheme=scheme, viewport=SIZES[size])
    assert find_violations(page) == []
    page.locator(".notes summary").click()
    ask(page, "¿Qué es el 287(g)?" if language == "es" else "What is 287(g)?")
    page.locator(".bot summary").click()
    channel.say(Reply("", status=500))
    page.locator("textarea").fill("more")
    page.keyboard.press("Enter")
    page.locator(".unsent a").wait_for()
    assert find_violations(page) == []
    page.locator(".crisis").click()
    assert find_violations(page) == []


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_somebodys_page_closed_and_open(
    open_page: OpenPage, channel: ScriptedChannel, language: str, scheme: str, size: str
) -> None:
    page = open_page(language, color_scheme=scheme, viewport=SIZES[size])
    page.goto(f"{channel.url}demo.html")
    page.locator(".launch").wait_for()
    assert find_violations(page) == []
    page.locator(".launch").click()
    channel.say(Reply([ANSWER]))
    ask(page, "lakeland")
    page.locator(".size").click()
    assert find_violations(page) == []
