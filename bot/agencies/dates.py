"""Signing dates: reading what is printed, and what a slip must have meant."""

from __future__ import annotations

import re
from datetime import date

#: "05/082025": the second slash is lost, four digits of the year are not.
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/?(\d{4})$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
#: A date printed this much before an agreement's first appearance is a slip of the
#: year (agency-data study, section 2: Mohawk Village, Ottawa County, Tenaha).
SUSPECT_DAYS = 300
#: The same for a date after the list that prints it.
SUSPECT_AHEAD_DAYS = 31


def read_date(printed: str) -> date | None:
    """A printed date, in ISO form or as ICE types it by hand; None if unreadable."""
    match = _SLASHED.match(printed)
    if match:
        printed = f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"
    if not _ISO.match(printed):
        return None
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None


def likely_date(
    printed: date | None, first_listed: date, first_printed: date, oldest_list: date
) -> date | None:
    """The date meant where the printed one can't be, or None where it can.

    A printed date far before the agreement's first list (when older lists are in
    hand and lack it) or far after the list that first prints it has a slip in the
    year; the nearest year that puts it on or before the first list is the likely one.
    """
    if printed is None:
        return None
    early = (first_listed - printed).days > SUSPECT_DAYS and first_listed > oldest_list
    late = (printed - first_printed).days > SUSPECT_AHEAD_DAYS
    if not early and not late:
        return None
    for year in (first_listed.year, first_listed.year - 1):
        try:
            meant = printed.replace(year=year)
        except ValueError:  # 29 February
            meant = printed.replace(year=year, day=28)
        if meant <= first_listed:
            return meant
    return None
