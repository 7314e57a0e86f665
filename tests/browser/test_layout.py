"""Small screens, large letters, fingers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from .conftest import OpenPage, ask
from .scripted_channel import Reply, ScriptedChannel

pytestmark = pytest.mark.browser
LEAST_TARGET_PX = 44
LEAST_FONT_PX = 16


def is_wider_than_the_screen(page: Page) -> bool:
    wider: bool = page.evaluate(
        """() => [document.documentElement,
            ...document.querySelector("know-287g").shadowRoot.querySelectorAll("*")]
          .some((node) => getComputedStyle(node).overflowX !== "hidden"
            && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1
            && getComputedStyle(node).display !== "inline")"""
    )
    return wider


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("height", [568, 256], ids=["320 px", "400 %"])
def test_nothing_scrolls_sideways(
    open_page: OpenPage, channel: ScriptedChannel, language: str, height: int
) -> None:
    page = open_page(language, viewport={"width": 320, "height": height})
    assert not is_wider_than_the_screen(page)
    channel.say(
        Reply(
            [
                {
                    "text": f"{'x' * 300} https://example.org/{'y' * 200}\n- zz",
                    "buttons": [{"title": "A long title " * 8, "payload": "a"}],
                }
            ]
        )
    )
    ask(page, "w" * 300)
    assert not is_wider_than_the_screen(page)
    page.locator(".crisis").click()
    assert not is_wider_than_the_screen(page)


@pytest.mark.parametrize("size", [(390, 844), (320, 256), (1280, 800)])
def test_what_can_be_pressed_is_large_enough_for_a_finger(
    open_page: OpenPage, size: tuple[int, int]
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    ask(page, "What is 287(g)?")
    small = too_small(page)
    page.locator(".crisis").click()
    assert small + too_small(page) == []


def too_small(page: Page) -> list[object]:
    controls = page.locator("button, summary, textarea, .steps a")
    return [
        [control.inner_text(), box]
        for control in controls.all()
        if (box := control.bounding_box())
        and min(box["width"], box["height"]) < LEAST_TARGET_PX
    ]


def test_letters_are_never_smaller_than_sixteen_pixels(page: Page) -> None:
    ask(page, "What is 287(g)?")
    page.locator(".bot summary").click()
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelector("know-287g").shadowRoot
          .querySelectorAll("*")].map((node) =>
            parseFloat(getComputedStyle(node).fontSize)))"""
    )
    assert smallest >= LEAST_FONT_PX


def test_the_input_stays_in_view_when_a_keyboard_takes_half_the_screen(
    open_page: OpenPage,
) -> None:
    page = open_page(viewport={"width": 390, "height": 844})
    ask(page, "What is 287(g)?")
    page.set_viewport_size({"width": 390, "height": 400})
    box = page.locator("textarea").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 400
    assert page.get_by_role("button", name="ICE is at my door").is_visible()


def test_nothing_moves_for_those_who_asked_for_stillness(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    ask(page, "What is 287(g)?")
    assert page.evaluate("document.getAnimations().length") == 0


def test_the_persons_words_keep_an_edge_in_forced_colours(open_page: OpenPage) -> None:
    page = open_page(forced_colors="active")
    ask(page, "What is 287(g)?")
    edge = page.locator(".person p").evaluate(
        "node => { const style = getComputedStyle(node);"
        " return [style.borderTopWidth, style.borderTopStyle] }"
    )
    assert edge == ["1px", "solid"]


def test_dark_mode_is_dark(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    ground = page.locator(".shell").evaluate(
        "node => getComputedStyle(node).backgroundColor"
    )
    red, green, blue = (int(part) for part in ground[4:-1].split(","))
    assert max(red, green, blue) < 64
