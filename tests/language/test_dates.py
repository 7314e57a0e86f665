from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import Language, format_age, format_date, format_number


@pytest.mark.parametrize(
    ("day", "english", "spanish"),
    [
        (date(2026, 5, 18), "May 18, 2026", "18 de mayo de 2026"),
        (date(2025, 1, 1), "January 1, 2025", "1 de enero de 2025"),
        (date(2024, 12, 31), "December 31, 2024", "31 de diciembre de 2024"),
        (date(2026, 9, 2), "September 2, 2026", "2 de septiembre de 2026"),
    ],
)
def test_a_date_is_written_in_words(day: date, english: str, spanish: str) -> None:
    assert format_date(day, "en") == english
    assert format_date(day, "es") == spanish


@pytest.mark.parametrize(
    ("days", "english", "spanish"),
    [
        (-3, "today", "hoy"),
        (0, "today", "hoy"),
        (1, "yesterday", "ayer"),
        (2, "2 days ago", "hace 2 días"),
        (13, "13 days ago", "hace 13 días"),
        (14, "2 weeks ago", "hace 2 semanas"),
        (31, "4 weeks ago", "hace 4 semanas"),
        (61, "2 months ago", "hace 2 meses"),
        (191, "6 months ago", "hace 6 meses"),
        (365, "12 months ago", "hace 12 meses"),
        (729, "2 years ago", "hace 2 años"),
        (3_000, "8 years ago", "hace 8 años"),
    ],
)
def test_an_age_is_written_in_words(days: int, english: str, spanish: str) -> None:
    assert format_age(days, "en") == english
    assert format_age(days, "es") == spanish


@given(st.integers(-10, 20_000), st.sampled_from(["en", "es"]))
def test_no_age_is_ever_one_of_many_or_none(days: int, language: Language) -> None:
    words = format_age(days, language).split()
    assert not {"0", "1"} & set(words)
    assert "{" not in " ".join(words)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_every_date_differs_in_the_two_languages(day: date) -> None:
    assert format_date(day, "en") != format_date(day, "es")
    assert str(day.year) in format_date(day, "es")


def test_a_count_has_a_comma_for_thousands() -> None:
    assert [format_number(n) for n in (0, 999, 1_843, 1_234_567)] == [
        "0",
        "999",
        "1,843",
        "1,234,567",
    ]
