"""Deriving agencies and agreements from the facts of all lists.

Nothing here is updated in place: the derived tables are written afresh from the
listings, so lists may be imported in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from bot.agencies import tables

#: An absence counts as a confirmed end after this many lists and days: in 158 lists
#: twelve agreements vanished and came back (agency-data study, section 6).
CONFIRMED_LISTS = 3
CONFIRMED_DAYS = 7
#: A new signing date after an absence starts a new agreement when it differs by more
#: than this; ICE re-dates standing agreements by a day when the text is posted.
RESIGNED_DAYS = 7
#: A date printed this much before an agreement's first appearance is a slip of the
#: year (agency-data study, section 2: Mohawk Village, Ottawa County, Tenaha).
SUSPECT_DAYS = 300
#: The same for a date after the list that prints it.
SUSPECT_AHEAD_DAYS = 31


@dataclass
class _Span:
    """One agreement's life: the lists it is on, oldest first, and printed dates."""

    positions: list[int] = field(default_factory=list)
    signed: date | None = None
    signed_position: int = 0
    """The first list that prints ``signed``; ICE may re-date a standing agreement."""

    def continues(self, position: int, signed: date | None) -> bool:
        """Whether an appearance belongs to this agreement or starts a new one."""
        if not self.positions or position <= self.positions[-1] + 1:
            return True
        if signed is None or self.signed is None:
            return True
        return abs((signed - self.signed).days) <= RESIGNED_DAYS

    def add(self, position: int, signed: date | None) -> None:
        """One more appearance, on a list later than all before."""
        self.positions.append(position)
        if signed and signed != self.signed:
            self.signed, self.signed_position = signed, position


def derive(connection: Connection) -> None:
    """Write agencies, their counties and places, and agreements afresh."""
    for table in reversed(tables.DERIVED):
        connection.execute(delete(table))
    _derive_agencies(connection)
    _derive_agreements(connection)


def _derive_agencies(connection: Connection) -> None:
    spellings = connection.execute(
        select(tables.spelling).order_by(
            tables.spelling.c.agency_id,
            tables.spelling.c.list_id.desc(),
            tables.spelling.c.counties.desc(),
            tables.spelling.c.name,
        )
    ).mappings()
    agencies: list[dict[str, Any]] = []
    counties: list[dict[str, Any]] = []
    places: list[dict[str, Any]] = []
    for agency_id, group in groupby(spellings, key=lambda row: row["agency_id"]):
        rows = list(group)
        newest = rows[0]
        agencies.append(
            {
                "id": agency_id,
                "state": newest["state"],
                "name": newest["name"],
                "kind": newest["kind"],
                "layer": newest["layer"],
            }
        )
        counties += _counties(agency_id, rows)
        places += [
            {"agency_id": agency_id, "state": newest["state"], "place_key": key}
            for key in filter(None, newest["places"].split(";"))
        ]
    _insert(connection, tables.agency, agencies)
    _insert(connection, tables.agency_county, counties)
    _insert(connection, tables.agency_place, places)


def _counties(agency_id: str, rows: list[Any]) -> Iterator[dict[str, Any]]:
    """The newest counties that any list gave; lists before March 2025 give none."""
    known = next((row["counties"] for row in rows if row["counties"]), "")
    # A town's further counties are parts of it; a county body serves each of its own.
    one_main = rows[0]["layer"] == "city"
    for position, fips in enumerate(known.split()):
        yield {
            "agency_id": agency_id,
            "fips": fips,
            "main": position == 0 or not one_main,
        }


def _derive_agreements(connection: Connection) -> None:
    lists = connection.execute(
        select(tables.list_file.c.id, tables.list_file.c.list_date)
        .where(tables.list_file.c.kind == "participating")
        .order_by(tables.list_file.c.id)
    ).all()
    position = {row.id: index for index, row in enumerate(lists)}
    dates = [row.list_date for row in lists]
    links = _newest_links(connection)
    listings = connection.execute(
        select(
            tables.listing.c.agency_id,
            tables.listing.c.model,
            tables.listing.c.list_id,
            tables.listing.c.signed,
        )
        .join(tables.list_file)
        .where(tables.list_file.c.kind == "participating")
        .order_by(
            tables.listing.c.agency_id,
            tables.listing.c.model,
            tables.listing.c.list_id,
        )
    )
    rows: list[dict[str, Any]] = []
    for (agency_id, model), group in groupby(listings, key=lambda r: (r[0], r[1])):
        spans = _spans((position[row.list_id], row.signed) for row in group)
        for number, span in enumerate(spans):
            rows.append(
                {
                    "id": f"{agency_id}:{model}:{number}",
                    "agency_id": agency_id,
                    "model": model,
                    "link": links.get((agency_id, model), ""),
                    "resigned": number + 1 < len(spans),
                    **_life(span, dates),
                }
            )
    _insert(connection, tables.agreement, rows)


def _spans(appearances: Iterable[tuple[int, date | None]]) -> list[_Span]:
    spans = [_Span()]
    for position, signed in appearances:
        if not spans[-1].continues(position, signed):
            spans.append(_Span())
        spans[-1].add(position, signed)
    return spans


def _life(span: _Span, dates: list[date]) -> dict[str, Any]:
    first, last = span.positions[0], span.positions[-1]
    missed = len(dates) - 1 - last
    gone = missed > 0
    return {
        "signed": span.signed,
        "signed_likely": likely_date(
            span.signed, dates[first], dates[span.signed_position], dates[0]
        ),
        "first_listed": dates[first],
        "last_listed": dates[last],
        "missing_since": dates[last + 1] if gone else None,
        "lists_missed": missed,
        "confirmed": missed >= CONFIRMED_LISTS
        and (dates[-1] - dates[last]).days >= CONFIRMED_DAYS,
        "listed": not gone,
    }


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


def _newest_links(connection: Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute(
        select(tables.agreement_link).order_by(
            tables.agreement_link.c.list_id, tables.agreement_link.c.link
        )
    )
    return {(row.agency_id, row.model): row.link for row in rows}


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
