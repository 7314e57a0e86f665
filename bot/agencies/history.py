"""What the lists said on a day, what has left them, and what is pending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.answers import Agreement, list_agreements
from bot.agencies.covering import covering_agencies
from bot.agencies.freshness import list_in_force, newest_list
from bot.agencies.queries import AGREEMENTS, COLUMNS, PENDING, PENDING_IN
from bot.agencies.reading import build_agreement, build_pending, sort_agreements
from bot.places.model import Place


@dataclass(frozen=True)
class ListAnswer:
    """Some agreements of one list, with the dates an answer must give."""

    kind: Literal["list", "pending", "history", "ended"]
    as_of: date
    """Date of the newest participating list."""
    agreements: tuple[Agreement, ...]
    asked_date: date | None = None
    """History: date of the list that was in force on the day asked about."""
    pending_as_of: date | None = None
    signed: date | None = None
    """Newest and oldest: the signing date all of them share."""

    def to_json(self) -> dict[str, Any]:
        """The ``lookup`` contract."""
        plain: dict[str, Any] = {
            "kind": self.kind,
            "as_of": self.as_of.isoformat(),
            "places": [],
            "agreements": list_agreements(self.agreements),
        }
        if self.asked_date:
            plain["asked_date"] = self.asked_date.isoformat()
        if self.pending_as_of:
            plain["pending_as_of"] = self.pending_as_of.isoformat()
        return plain


def pending(connection: Connection, state: str | None = None) -> ListAnswer:
    """The newest pending list, or one state's part; see each ``now_listed``.

    Raises:
        LookupError: the database holds no list.
    """
    query, values = (PENDING_IN, {"state": state}) if state else (PENDING, {})
    found = build_pending(connection.execute(query, values))
    date_of = newest_list(connection, "pending")
    return ListAnswer(
        "pending",
        list_date_of(connection),
        found,
        pending_as_of=date_of.list_date if date_of else None,
    )


def ended(
    connection: Connection,
    state: str | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
) -> ListAnswer:
    """Agreements that were on a list and are on the newest no more, latest first.

    An agreement that was signed anew after a gap has not ended.

    Args:
        connection: the agency database.
        state: only this USPS code.
        since: only those whose first list without them is of this day or later.
        until: only those whose first list without them is of this day or earlier.

    Raises:
        LookupError: the database holds no list.
    """
    where: list[Any] = [~tables.agreement.c.listed, ~tables.agreement.c.resigned]
    if state:
        where.append(tables.agency.c.state == state)
    missing = tables.agreement.c.missing_since
    where += [missing >= since] if since else []
    where += [missing <= until] if until else []
    rows = connection.execute(
        select(*COLUMNS)
        .select_from(AGREEMENTS)
        .where(*where)
        .order_by(
            tables.agreement.c.last_listed.desc(),
            tables.agency.c.state,
            tables.agency.c.name,
            tables.agreement.c.model,
        )
    )
    found = tuple(build_agreement(row, "local") for row in rows)
    return ListAnswer("ended", list_date_of(connection), found)


def on_list(
    connection: Connection,
    day: date,
    *,
    place: Place | None = None,
    agency_ids: Sequence[str] = (),
    state: str | None = None,
) -> ListAnswer:
    """What the list in force on a day had: the newest not later, else the oldest.

    Args:
        connection: the agency database.
        day: the day asked about; for a month its last day.
        place: only the town's and its counties' own agencies; a state: all of it.
        agency_ids: only these agencies.
        state: only this USPS code.

    Raises:
        LookupError: the database holds no list.
    """
    then = list_in_force(connection, "participating", day)
    if then is None:
        raise LookupError("the agency database holds no participating list")
    listing = tables.listing
    rows = connection.execute(
        select(tables.agency, listing.c.model, listing.c.signed)
        .select_from(
            listing.join(tables.agency, tables.agency.c.id == listing.c.agency_id)
        )
        .where(listing.c.list_id == then.id, *_narrow(place, agency_ids, state))
    )
    found = sort_agreements(_listed_then(row, then.list_date) for row in rows)
    return ListAnswer(
        "history", list_date_of(connection), found, asked_date=then.list_date
    )


def _narrow(
    place: Place | None, agency_ids: Sequence[str], state: str | None
) -> list[Any]:
    """Conditions on the listing alone: its key holds the list and the agency."""
    conditions: list[Any] = []
    listed = tables.listing.c.agency_id
    if agency_ids:
        conditions.append(listed.in_(agency_ids))
    if place and place.kind == "state":
        state = place.state
    elif place:
        conditions.append(listed.in_(covering_agencies(place)))
    if state:
        agency = tables.agency.c
        conditions.append(listed.in_(select(agency.id).where(agency.state == state)))
    return conditions


def _listed_then(row: Any, list_date: date) -> Agreement:
    return Agreement(
        agency_id=row.id,
        agency=row.name,
        state=row.state,
        agency_kind=row.kind,
        layer=row.layer,
        model=row.model,
        signed=row.signed,
        scope="statewide" if row.layer == "state" else "local",
        status="listed",
        last_listed=list_date,
    )


def list_date_of(connection: Connection) -> date:
    """Date of the newest participating list.

    Raises:
        LookupError: the database holds no list.
    """
    newest_one = newest_list(connection, "participating")
    if newest_one is None:
        raise LookupError("the agency database holds no participating list")
    return newest_one.list_date
