"""Places as cards: what they show, and that nothing is said twice."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .conftest import ask
from .scripted_channel import ENGLISH, Reply, ScriptedChannel

pytestmark = pytest.mark.browser
CARDS: dict[str, Any] = {
    "head": "Yes: in Lakeland, Florida, by ICE's list:",
    "layers": [
        {
            "title": "City or town: Lakeland",
            "agencies": [
                {
                    "name": "Lakeland Police",
                    "listed": True,
                    "mark": "On this list",
                    "models": ["Task force model, signed April 24, 2025"],
                }
            ],
            "meanings": ["Task force: officers may ask."],
        },
        {
            "title": "Polk County",
            "agencies": [
                {
                    "name": "Sheriff of <b>Polk</b>",
                    "listed": False,
                    "mark": "No agreement on this list",
                    "models": [],
                }
            ],
            "meanings": [],
        },
    ],
    "rest": "The list changes often.",
}
ANSWER = {
    **ENGLISH,
    "text": "The same as one text.",
    "custom": {**ENGLISH["custom"], "cards": CARDS},
}


@pytest.fixture
def answered(page: Page, channel: ScriptedChannel) -> Page:
    channel.say(Reply([ANSWER]))
    ask(page, "lakeland")
    return page


def test_every_layer_is_a_card_with_a_heading(answered: Page) -> None:
    titles = answered.locator(".bot .card h3").all_inner_texts()
    assert titles == ["City or town: Lakeland", "Polk County"]
    expect(answered.locator(".card").first).to_contain_text(
        "Task force model, signed April 24, 2025"
    )
    expect(answered.locator(".card .means")).to_have_text(
        "Task force: officers may ask."
    )


def test_whether_it_is_listed_is_said_in_words_not_only_in_colour(
    answered: Page,
) -> None:
    marks = answered.locator(".mark").all_inner_texts()
    assert marks == ["On this list", "No agreement on this list"]


def test_head_and_rest_stand_around_the_cards_and_the_text_is_not_repeated(
    answered: Page,
) -> None:
    said = answered.locator(".bot").inner_text()
    assert said.index(CARDS["head"]) < said.index("Polk County")
    assert said.index("Polk County") < said.index(CARDS["rest"])
    assert ANSWER["text"] not in said


def test_a_name_with_markup_stays_text(answered: Page) -> None:
    expect(answered.locator(".card").last).to_contain_text("Sheriff of <b>Polk</b>")
    assert answered.locator(".card b").count() == 0
