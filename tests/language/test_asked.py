"""Which language is asked for."""

from __future__ import annotations

import pytest

from bot.language.asked import language_asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("¿Me lo puede decir en español?", "es"),
        ("in Spanish please", "es"),
        ("ESPAÑOL", "es"),
        ("my aunt only speaks spanish", "es"),
        ("en ingles porfa", "en"),
        ("English", "en"),
        ("en inglés no, en español", "es"),
        ("stop writing in spanish", None),
        ("no entiendo inglés", None),
        ("is there a page in Korean", None),
        ("what is the task force model", None),
        ("", None),
    ],
)
def test_the_language_that_is_asked_for(text: str, asked: str | None) -> None:
    assert language_asked(text) == asked
