"""Which answers show a picture, and that it shows just what they say."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from bot.organizer.charts.request import read_chart_name

from .conftest import LANGUAGES, Asker


def shown(ask: Asker, text: str, intent: str, language: str = "en") -> str:
    """The file name of the answer's picture; empty for none."""
    reply = ask(text, intent, language)  # type: ignore[arg-type]
    return urlsplit(reply.picture.url).path.rpartition("/")[2] if reply.picture else ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "intent", "name"),
    [
        ("how has the number of agreements grown?", "lookup_history", "growth"),
        ("how has it grown in Texas?", "lookup_history", "state-tx"),
        ("how many agreements in 2025?", "lookup_count", "growth"),
        ("how many agreements are there?", "lookup_count", "states"),
        ("which state has the most?", "lookup_count", "states"),
        ("which states have none?", "lookup_none", "states"),
        ("how many are in Texas?", "lookup_count", "state-tx"),
        ("Texas", "lookup_place", "state-tx"),
    ],
)
def test_numbers_come_with_their_picture_in_the_persons_language(
    ask: Asker, text: str, intent: str, name: str, language: str
) -> None:
    assert shown(ask, text, intent, language) == f"{name}.{language}.svg"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how many sheriffs are there?", "lookup_count"),
        ("which county in Texas has the most?", "lookup_count"),
        ("which states have none of the task force model?", "lookup_none"),
        ("how many in Texas and Florida?", "lookup_count"),
        ("how many in California?", "lookup_count"),
        ("Lakeland, Florida", "lookup_place"),
        ("what did Polk County, Florida have in March 2025?", "lookup_history"),
        ("which agencies take part in Texas?", "lookup_list"),
    ],
)
def test_what_no_picture_shows_has_none(ask: Asker, text: str, intent: str) -> None:
    assert shown(ask, text, intent) == ""


def test_a_short_message_never_has_a_picture(ask: Asker) -> None:
    reply = ask("how many are in Texas?", "lookup_count", channel="sms")
    assert reply.picture is None and "image" not in reply.custom


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_picture_and_its_size_go_with_the_answer(
    ask: Asker, language: str
) -> None:
    reply = ask("how many are in Texas?", "lookup_count", language)  # type: ignore[arg-type]
    picture = reply.picture
    assert picture is not None
    assert reply.custom["image"] == {"alt": picture.alt, "width": 576, "height": 470}
    number = str(reply.lookup["count"]["value"])
    assert number in picture.alt and number in reply.text
    address = urlsplit(picture.url)
    assert address.path.startswith("/webhooks/web/charts/")
    assert address.query == "list=2026-05-18", "a new list is a new address"
    assert read_chart_name(address.path.rpartition("/")[2])
