"""Cards say what the text says, no more and no less, in layers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot.content.schema import Language

from .conftest import LANGUAGES, Asker, Reply

PLACES = (
    "lakeland florida",
    "polk county florida",
    "is the sheriff of polk county florida in it",
    "orlando florida",
    "33801",
    "tulsa oklahoma",
    "chicago illinois",
    "jacksonville florida",
    "baltimore maryland",
)


def cards_of(reply: Reply) -> dict[str, Any]:
    cards: dict[str, Any] = reply.custom["cards"]
    return cards


def agencies(cards: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for layer in cards["layers"] for one in layer["agencies"]]


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_what_a_card_says_stands_in_the_text(
    ask: Asker, place: str, language: Language
) -> None:
    reply = ask(place, language=language)
    cards, text = cards_of(reply), words(reply.text)
    said = [cards["head"], *cards["rest"].split("\n\n")]
    for layer in cards["layers"]:
        said += layer["meanings"]
    for agency in agencies(cards):
        said += [agency["name"], *agency["models"]]
    assert [one for one in said if words(one) not in text] == []


@pytest.mark.parametrize("place", PLACES)
def test_what_the_text_says_stands_on_a_card(ask: Asker, place: str) -> None:
    reply = ask(place)
    cards = cards_of(reply)
    shown = [cards["head"], cards["rest"]]
    for layer in cards["layers"]:
        shown += layer["meanings"]
    for agency in agencies(cards):
        shown += [agency["name"], *agency["models"]]
    everything = words(" ".join(shown))
    for line in reply.text.splitlines():
        for piece in re.split(r": not on this list|: (?=[a-z])|; ", line.lstrip("- ")):
            assert words(piece).rstrip(".") in everything, line


def test_the_town_comes_first_then_the_county_then_the_state(ask: Asker) -> None:
    titles = [layer["title"] for layer in cards_of(ask("lakeland florida"))["layers"]]
    assert titles == [
        "City or town: Lakeland",
        "Polk County",
        "The whole state: Florida",
    ]


def test_what_is_not_listed_is_marked_in_words(ask: Asker) -> None:
    spanish = cards_of(ask("chicago illinois", language="es"))
    marks = {agency["mark"] for agency in agencies(spanish)}
    assert marks == {"Sin acuerdo en esta lista"}


def test_a_models_meaning_is_told_once(ask: Asker) -> None:
    for place in PLACES:
        layers = cards_of(ask(place))["layers"]
        meanings = [one for layer in layers for one in layer["meanings"]]
        assert len(meanings) == len(set(meanings)), place


def test_a_text_message_has_no_cards(ask: Asker) -> None:
    assert "cards" not in ask("lakeland florida", channel="sms").custom


def test_a_count_has_no_cards(ask: Asker) -> None:
    assert "cards" not in ask("how many are in texas", intent="lookup_count").custom
