"""Days, months and years as a question gives them.

The words stand in ``data/language/lookup_words.yml``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.data_files import read_yaml
from bot.language.signs import any_sign

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "lookup_words.yml"

#: Letters of a month's short form ("jan", "ene"; "sept" has one more).
_ABBREVIATED = 3
#: First and last day of a time; either may be open.
Period = tuple[date | None, date | None]


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    read: dict[str, Any] = read_yaml(_WORDS)
    return read


def read_day(text: str, today: date) -> date | None:
    """Last day of the month, or of the time, that a plain spelling names.

    Args:
        text: a question in its plain spelling.
        today: the day that "last year" is counted from.
    """
    return _read_month(text) or _month_alone(text, today) or _read_ago(text, today)


def read_period(text: str, today: date) -> Period:
    """The time a plain spelling names: a month, a year, "since January", "this year".

    Args:
        text: a question in its plain spelling.
        today: the day that "this year" is counted from.
    """
    words = _words()
    if start := _since(text, today):
        return start, None
    if month := _month_of_year(text):
        return date(*month, 1), _month_end(*month)
    if ended := _month_alone(text, today):
        return ended.replace(day=1), ended
    if found := re.search(r"\b(20[012]\d)\b", text):
        year = int(found.group(1))
        return date(year, 1, 1), date(year, 12, 31)
    if any_sign(words["month_now"], text):
        return today.replace(day=1), _month_end(today.year, today.month)
    if any_sign(words["month_before"], text):
        last = today.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    if any_sign(words["this_year"], text):
        return date(today.year, 1, 1), date(today.year, 12, 31)
    if any_sign(words["last_year"], text):
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return None, None


def _since(text: str, today: date) -> date | None:
    """First day of the time after "since"."""
    found = re.search(r"\b(?:since|after|desde|despues de)\b(.*)", text)
    if not found:
        return None
    rest = found.group(1)
    if month := _month_of_year(rest):
        return date(*month, 1)
    if year := re.search(r"\b(20[012]\d)\b", rest):
        return date(int(year.group(1)), 1, 1)
    for names in (_words()["months"], _words()["meses"]):
        if named := re.search(rf"\b({'|'.join(names)})\b", rest):
            month_no = names.index(named.group(1)) + 1
            return date(today.year - (month_no > today.month), month_no, 1)
    return None


def _month_of_year(text: str) -> tuple[int, int] | None:
    for names in (_words()["months"], _words()["meses"]):
        begins = [name[:_ABBREVIATED] for name in names]
        listed = "|".join(
            rf"{n[:_ABBREVIATED]}(?:{n[_ABBREVIATED:]}|t)?" for n in names
        )
        found = re.search(rf"\b({listed})\b(?: de| del| of| ,| \.)* (20\d\d)\b", text)
        if found:
            return int(found.group(2)), begins.index(found.group(1)[:_ABBREVIATED]) + 1
    return None


def _month_alone(text: str, today: date) -> date | None:
    """Last day of the newest month of a name that stands without its year."""
    if re.search(r"\b20\d\d\b", text):
        return None
    for names in (_words()["months"], _words()["meses"]):
        found = re.search(rf"\b(?:in|during|en|durante) ({'|'.join(names)})\b", text)
        if found:
            month = names.index(found.group(1)) + 1
            return _month_end(today.year - (month > today.month), month)
    return None


def _read_month(text: str) -> date | None:
    """Last day of a month written with its year ("february 2025", "marzo de 2026")."""
    if month := _month_of_year(text):
        return _month_end(*month)
    if start := re.search(_words()["year_start"], text):
        return _month_end(int(start.group(1)), 1)
    year_only = re.search(r"\b(?:in|en|of|de) (202\d)\b", text)
    return date(int(year_only.group(1)), 12, 31) if year_only else None


def _read_ago(text: str, today: date) -> date | None:
    """The day meant by "last year", "a year ago", "last december"."""
    words = _words()
    if any_sign(words["year_ago"], text):
        return today - timedelta(days=365)
    for names in (words["months"], words["meses"]):
        pattern = words["last_month"].replace("MONTH", "|".join(names))
        if found := re.search(pattern, text):
            month = names.index(found.group(1) or found.group(2)) + 1
            return _month_end(today.year - (month >= today.month), month)
    return date(today.year - 1, 12, 31) if any_sign(words["last_year"], text) else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
