"""Misspelt key words are put right, words of their own are left alone."""

from __future__ import annotations

import pytest

from bot.crisis.mending import load_key_words, mend

KEY_WORDS = load_key_words()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("theyre knockign", "knocking"),
        ("they are knoking", "knocking"),
        ("kieren entrar", "quieren"),
        ("me arestaron", "arrestaron"),
    ],
)
def test_a_slip_of_the_thumb_is_put_right(written: str, meant: str) -> None:
    assert meant in mend(written, KEY_WORDS).split()


@pytest.mark.parametrize(
    "written",
    ["the poor are here", "what is the house model", "mi casa es su casa", "", "12 34"],
)
def test_common_words_are_what_they_are(written: str) -> None:
    assert mend(written, KEY_WORDS) == written
