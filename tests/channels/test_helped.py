"""Counting whether answers helped: two numbers a topic, and nothing of a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.agencies.database import open_engine
from bot.channels.helped import HelpedCounts, helped_counts, may_be_counted


@pytest.fixture
def counts(tmp_path: Path) -> HelpedCounts:
    return HelpedCounts(open_engine(f"sqlite:///{tmp_path / 'helped.sqlite'}"))


def test_a_row_is_a_topic_and_two_numbers() -> None:
    assert [column.name for column in helped_counts.columns] == ["topic", "yes", "no"]


def test_what_did_not_help_comes_first(counts: HelpedCounts) -> None:
    counts.add("at_home", helped=True)
    counts.add("bond", helped=False)
    counts.add("at_home", helped=True)
    assert counts.counts() == [("bond", 0, 1), ("at_home", 2, 0)]


def test_counts_outlive_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'helped.sqlite'}"
    HelpedCounts(open_engine(url)).add("lookup", helped=True)
    assert HelpedCounts(open_engine(url)).counts() == [("lookup", 1, 0)]


@pytest.mark.parametrize("topic", ["at_home", "what_is_287g", "lookup"])
def test_a_topic_and_a_look_up_may_be_counted(topic: str) -> None:
    assert may_be_counted(topic)


@pytest.mark.parametrize("topic", ["crisis_ice_at_door", "hola", "", None, 7])
def test_a_crisis_and_words_may_not(topic: object) -> None:
    assert not may_be_counted(topic)
