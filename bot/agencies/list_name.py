"""What the name of a list's file says: its kind and its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from bot.agencies.model import ListKind

#: Time of day in ICE's names; they sort in this order within a day.
SUFFIXES = ("am", "mid", "pm")

_NAME = re.compile(
    r"^(?P<kind>participating|pending)Agencies-?(?P<digits>\d+)"
    r"(?P<suffix>am|mid|pm)?[^.]*\.xlsx$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ListName:
    """Kind, date and time of day by the name; None where the name does not tell."""

    kind: ListKind | None = None
    list_date: date | None = None
    suffix: str = ""


def read_list_name(file_name: str) -> ListName:
    """Read kind and date from a file name.

    ICE writes MMDDYYYY and am, mid or pm ("participatingAgencies05182026am.xlsx");
    archives write the capture time in UTC ("participatingAgencies-20250221214937").
    """
    match = _NAME.match(file_name)
    if not match:
        return ListName()
    kind: ListKind = (
        "pending" if match["kind"].lower() == "pending" else "participating"
    )
    suffix = (match["suffix"] or "").lower()
    return ListName(kind, _read_date(match["digits"]), suffix)


def _read_date(digits: str) -> date | None:
    layout = {8: "%m%d%Y", 14: "%Y%m%d%H%M%S"}.get(len(digits))
    if layout is None:
        return None
    try:
        return datetime.strptime(digits, layout).date()
    except ValueError:
        return None
