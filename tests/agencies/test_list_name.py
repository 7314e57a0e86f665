from datetime import date

import pytest

from bot.agencies.list_name import ListName, read_list_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "participatingAgencies05182026am.xlsx",
            ListName("participating", date(2026, 5, 18), "am"),
        ),
        (
            "participatingAgencies10172025mid.xlsx",
            ListName("participating", date(2025, 10, 17), "mid"),
        ),
        (
            "pendingAgencies-20250221214937.xlsx",
            ListName("pending", date(2025, 2, 21), ""),
        ),
        (
            "participatingAgencies05122025amB.xlsx",
            ListName("participating", date(2025, 5, 12), "am"),
        ),
        (
            "participatingAgencies04232026.xlsx",
            ListName("participating", date(2026, 4, 23), ""),
        ),
    ],
)
def test_kind_and_date_are_read_from_the_name(name: str, expected: ListName) -> None:
    assert read_list_name(name) == expected


def test_nine_digits_are_no_date() -> None:
    name = read_list_name("participatingAgencies090022025am.xlsx")
    assert name.kind == "participating"
    assert name.list_date is None


@pytest.mark.parametrize("name", ["sheet.xlsx", "participatingAgencies13402025.xlsx"])
def test_a_name_that_tells_no_date_tells_none(name: str) -> None:
    assert read_list_name(name).list_date is None
