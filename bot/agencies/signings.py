"""Standing agreements by the day they were signed: first, last, within a time.

Where the printed date has a slip of the year, the likely one counts.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select

from bot.agencies import tables
from bot.agencies.history import ListAnswer, list_date_of
from bot.agencies.model import Model
from bot.agencies.queries import AGREEMENTS, COLUMNS
from bot.agencies.reading import build_agreement, sort_agreements

End = Literal["first", "last"]
_SIGNED = func.coalesce(tables.agreement.c.signed_likely, tables.agreement.c.signed)


def signed_at_end(
    connection: Connection,
    end: End,
    state: str | None = None,
    model: Model | None = None,
    since: date | None = None,
    until: date | None = None,
) -> ListAnswer:
    """The standing agreements signed first, or last: all of that day.

    Args:
        connection: the agency database.
        end: which end of time.
        state: only this USPS code.
        model: only this model.
        since: only those signed on this day or later.
        until: only those signed on this day or earlier.

    Raises:
        LookupError: the database holds no list.
    """
    where = _among(state, model, since, until)
    wanted = _end_of_index(where, end) if state is None else _end_of_some(where, end)
    day: date | None = connection.execute(wanted).scalar()
    rows = connection.execute(
        select(*COLUMNS).select_from(AGREEMENTS).where(*where, day == _SIGNED)
    )
    found = sort_agreements(build_agreement(row, "local") for row in rows)
    return ListAnswer("list", list_date_of(connection), found, signed=day)


def signed_between(
    connection: Connection,
    since: date | None,
    until: date | None,
    state: str | None = None,
    model: Model | None = None,
) -> ListAnswer:
    """Standing agreements signed within a time, oldest first.

    Args:
        connection: the agency database.
        since: the first day; None: from the beginning.
        until: the last day; None: up to now.
        state: only this USPS code.
        model: only this model.

    Raises:
        LookupError: the database holds no list.
    """
    where = _among(state, model, since, until)
    rows = connection.execute(
        select(*COLUMNS)
        .select_from(AGREEMENTS)
        .where(*where)
        .order_by(_SIGNED, tables.agency.c.state, tables.agency.c.name)
    )
    found = tuple(build_agreement(row, "local") for row in rows)
    return ListAnswer("list", list_date_of(connection), found)


def _end_of_some(where: list[Any], end: End) -> Select:
    extreme = func.max(_SIGNED) if end == "last" else func.min(_SIGNED)
    return select(extreme).select_from(AGREEMENTS).where(*where)


def _end_of_index(where: list[Any], end: End) -> Select:
    """Walks the index of dates from its end instead of reading every agreement."""
    order = _SIGNED.desc() if end == "last" else _SIGNED
    return select(_SIGNED).where(*where).order_by(order).limit(1)


def _among(
    state: str | None, model: Model | None, since: date | None, until: date | None
) -> list[Any]:
    where: list[Any] = [tables.agreement.c.listed, _SIGNED.isnot(None)]
    where += [tables.agency.c.state == state] if state else []
    where += [tables.agreement.c.model == model] if model else []
    where += [since <= _SIGNED] if since else []
    where += [until >= _SIGNED] if until else []
    return where
