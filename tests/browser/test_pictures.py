"""A picture in an answer: its words, its room, and how it looks in every mode."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage, ask
from .scripted_channel import ENGLISH, Reply, ScriptedChannel

pytestmark = pytest.mark.browser
ADDRESS = "/webhooks/web/charts/growth.en.svg?list=2026-05-18"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="432pt" height="352.8pt" '
    'viewBox="0 0 432 352.8"><rect width="432" height="352.8" fill="#fff"/></svg>'
)
ALT = "Chart: 151 agreements on the first list, 1,843 on the newest."
#: Where the picture ends, relative to the box of its answer.
BOXES = """() => {
  const img = document.querySelector("know-287g").shadowRoot.querySelector("img");
  const box = img.getBoundingClientRect();
  const answer = img.closest(".bot").getBoundingClientRect();
  return {left: box.left - answer.left, right: answer.right - box.right,
          width: box.width, height: box.height};
}"""


def answer(**more: Any) -> Reply:
    image = {"alt": ALT, "width": 576, "height": 470}
    custom = {**ENGLISH["custom"], "image": image}
    return Reply([{**ENGLISH, "image": ADDRESS, "custom": custom, **more}])


def open_with_picture(
    open_page: OpenPage, channel: ScriptedChannel, *, served: bool = True, **how: Any
) -> Page:
    page = open_page(**how)
    kind = {"body": PICTURE, "content_type": "image/svg+xml"}
    page.route(
        "**/charts/**", lambda route: route.fulfill(**kind) if served else route.abort()
    )
    channel.say(answer())
    ask(page, "How has it grown?")
    return page


def test_a_picture_stands_under_its_text_with_its_words(
    open_page: OpenPage, channel: ScriptedChannel
) -> None:
    page = open_with_picture(open_page, channel)
    picture = page.get_by_role("img", name=ALT)
    expect(picture).to_be_visible()
    expect(picture).to_have_attribute("loading", "lazy")
    assert picture.evaluate("img => img.src").endswith(ADDRESS)
    order = "img => img.previousElementSibling.localName"
    assert picture.evaluate(order) in ("p", "ul")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_room_is_kept_for_a_picture_that_is_not_there_yet(
    open_page: OpenPage, channel: ScriptedChannel, width: int
) -> None:
    size = {"viewport": {"width": width, "height": 800}}
    there = open_with_picture(open_page, channel, **size)
    there.wait_for_function(
        "() => document.querySelector('know-287g').shadowRoot"
        ".querySelector('img').naturalWidth > 0"
    )
    with_picture = there.evaluate(BOXES)
    page = open_page(**size)
    page.route("**/charts/**", lambda route: None)
    channel.say(answer())
    ask(page, "How has it grown?")
    assert page.evaluate(BOXES) == pytest.approx(with_picture, abs=1)
    assert min(with_picture["left"], with_picture["right"]) >= 0
    assert with_picture["height"] == pytest.approx(
        with_picture["width"] * 470 / 576, rel=0.01
    )


@pytest.mark.parametrize(
    "mode", [{"color_scheme": "dark"}, {"forced_colors": "active"}]
)
def test_a_picture_is_seen_in_dark_and_in_forced_colours(
    open_page: OpenPage, channel: ScriptedChannel, mode: dict[str, str]
) -> None:
    page = open_with_picture(open_page, channel, **mode)
    expect(page.get_by_role("img", name=ALT)).to_be_visible()


def test_an_answer_without_a_picture_has_none(page: Page) -> None:
    ask(page, "What is 287(g)?")
    assert page.locator(".bot img").count() == 0


def test_a_picture_from_elsewhere_is_not_loaded(
    open_page: OpenPage, channel: ScriptedChannel
) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    channel.say(answer(image="https://elsewhere.example/pixel.svg"))
    ask(page, "How has it grown?")
    page.wait_for_timeout(200)
    gone = [url for url in asked if "elsewhere" in url]
    failed = page.locator(".bot img").evaluate("img => img.naturalWidth")
    assert failed == 0, gone
