"""What docs/sms.md tells organizers to paste is what the bot does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.channels.sms.carriers import CARRIERS
from bot.channels.sms.readiness import variable
from bot.content.checks import texts_of
from bot.content.loading import Content
from bot.language.gsm import fold
from bot.language.sms_keywords import read_keyword
from bot.settings import Settings


@pytest.fixture(scope="module")
def guide(project: Path) -> str:
    return (project / "docs" / "sms.md").read_text(encoding="utf-8")


def cells(guide: str, row: str) -> list[str]:
    """Cells of the table's row that begins so."""
    (line,) = re.findall(rf"^\| {re.escape(row)} \|(.*)\|$", guide, re.M)
    return [cell.strip() for cell in line.split("|")]


def words(cell: str) -> list[str]:
    """Keywords of a cell; what comes after a semicolon is said of them."""
    listed = re.sub(r" (and more|after a stop)", "", cell).split(";")[0]
    return [word.strip() for word in listed.split(",")]


@pytest.mark.parametrize(
    ("row", "kind"),
    [("end", "stop"), ("begin again", "start"), ("help", "help")],
)
def test_the_keywords_of_the_table_do_what_it_says(
    guide: str, row: str, kind: str
) -> None:
    for language, cell in zip(("en", "es"), cells(guide, row), strict=False):
        assert len(words(cell)) >= 2
        for word in words(cell):
            found = read_keyword(word)
            assert found and (found.kind, found.language) == (kind, language), word


def test_the_cries_of_the_table_are_cries(guide: str) -> None:
    for cell in cells(guide, "cry for help")[:2]:
        for word in words(cell):
            found = read_keyword(word)
            assert found and found.kind == "cry", word


def test_the_keywords_to_register_are_known(guide: str) -> None:
    for row, kind in [("Opt-in", "start"), ("Opt-out", "stop"), ("Help", "help")]:
        for word in words(cells(guide, f"{row} keywords, message")[0]):
            found = read_keyword(word)
            assert found and found.kind == kind, word


def test_ayuda_is_not_among_the_keywords_to_register(guide: str) -> None:
    assert "AYUDA" not in words(cells(guide, "Help keywords, message")[0])


def test_the_samples_to_register_are_texts_that_the_bot_sends(
    guide: str, shipped: Content
) -> None:
    both = [*shipped.replies.values(), *shipped.topics.values()]
    said = " ".join(
        fold(text)
        for item in both
        for _, channel, text in texts_of(item)
        if channel == "sms"
    )
    for number in (1, 2, 4):
        (sample,) = cells(guide, f"Sample {number}")
        for sentence in re.split(r"(?<=[.!?]) ", fold(sample)):
            assert sentence in said, sentence


def test_every_setting_of_the_channel_is_explained(guide: str) -> None:
    starts = ("sms_", "phone_", "opt_out_", *(f"{name}_" for name in CARRIERS))
    named = [name for name in Settings.__fields__ if name.startswith(starts)]
    assert len(named) >= 12
    # Another address of Telnyx's API is for tests only.
    for name in set(named) - {"telnyx_api"}:
        tail = name.removeprefix("telnyx").removeprefix("gateway").upper()
        assert variable(name) in guide or f"`{tail}`" in guide, name
