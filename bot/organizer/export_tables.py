"""The tables of the open data, row by row, out of the agency database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.engine import Connection

from bot.agencies import queries, tables
from bot.agencies.freshness import newest_list
from bot.agencies.geography import county_names

Value = str | int | bool | date | None
Row = dict[str, Value]
"""Column to value, in the order of the columns."""

_AGENCY = tables.agency.c
_AGREEMENT = tables.agreement.c
#: Columns that name the agency of a row.
_WHOSE = (_AGENCY.id.label("agency_id"), _AGENCY.state, _AGENCY.name.label("agency"))
_BY_AGENCY = (_AGENCY.state, _AGENCY.name, _AGENCY.id, _AGREEMENT.model)


def read_tables(connection: Connection) -> dict[str, list[Row]]:
    """All tables by name; the same database gives the same rows in the same order.

    Raises:
        LookupError: the database holds no participating list.
    """
    newest = newest_list(connection, "participating")
    if newest is None:
        raise LookupError("the agency database holds no participating list")
    readers: dict[str, Callable[[Connection, date], Iterator[Row]]] = {
        "lists": _lists,
        "agencies": _agencies,
        "agreements": _agreements,
        "history": _history,
        "pending": _pending,
    }
    return {
        name: list(read(connection, newest.list_date)) for name, read in readers.items()
    }


def _lists(connection: Connection, _: date) -> Iterator[Row]:
    lists = tables.list_file.c
    rows = connection.execute(
        select(
            lists.id.label("list_id"),
            lists.kind,
            lists.list_date,
            lists.file_name,
            lists.row_count.label("rows"),
            lists.sha256,
        ).order_by(lists.kind, lists.id)
    )
    return (dict(row) for row in rows.mappings())


def _agencies(connection: Connection, list_date: date) -> Iterator[Row]:
    rows = connection.execute(
        select(*_WHOSE, _AGENCY.kind, _AGENCY.layer.label("serves")).order_by(
            _AGENCY.state, _AGENCY.name, _AGENCY.id
        )
    ).mappings()
    counties, models = _counties_of(connection), _models_of(connection)
    names = county_names()
    for row in rows:
        codes = counties.get(row["agency_id"], [])
        yield {
            **row,
            "county_fips": ";".join(codes),
            "counties": ";".join(names.get(code, code) for code in codes),
            "models": ";".join(models.get(row["agency_id"], [])),
            "list_date": list_date,
        }


def _counties_of(connection: Connection) -> dict[str, list[str]]:
    county = tables.agency_county.c
    rows = connection.execute(
        select(county.agency_id, county.fips).order_by(
            county.agency_id, county.main.desc(), county.fips
        )
    )
    return _gather(rows)


def _models_of(connection: Connection) -> dict[str, list[str]]:
    rows = connection.execute(
        select(_AGREEMENT.agency_id, _AGREEMENT.model)
        .where(_AGREEMENT.listed)
        .order_by(_AGREEMENT.agency_id, _AGREEMENT.model)
    )
    return _gather(rows)


def _gather(pairs: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _agreements(connection: Connection, list_date: date) -> Iterator[Row]:
    rows = connection.execute(
        select(
            *_WHOSE,
            _AGREEMENT.model,
            _AGREEMENT.signed,
            _AGREEMENT.signed_likely,
            _AGREEMENT.first_listed,
            _AGREEMENT.link,
        )
        .select_from(queries.AGREEMENTS)
        .where(_AGREEMENT.listed)
        .order_by(*_BY_AGENCY)
    )
    return ({**row, "list_date": list_date} for row in rows.mappings())


def _history(connection: Connection, list_date: date) -> Iterator[Row]:
    status: Any = case(
        (_AGREEMENT.listed, "listed"),
        (_AGREEMENT.resigned, "signed_anew"),
        else_="ended",
    )
    rows = connection.execute(
        select(
            *_WHOSE,
            _AGREEMENT.model,
            _AGREEMENT.signed,
            _AGREEMENT.signed_likely,
            _AGREEMENT.first_listed,
            _AGREEMENT.last_listed,
            _AGREEMENT.missing_since,
            status.label("status"),
            _AGREEMENT.confirmed,
        )
        .select_from(queries.AGREEMENTS)
        .order_by(*_BY_AGENCY, _AGREEMENT.first_listed)
    )
    return ({**row, "list_date": list_date} for row in rows.mappings())


def _pending(connection: Connection, _: date) -> Iterator[Row]:
    rows = connection.execute(
        queries.PENDING.order_by(
            _AGENCY.state, _AGENCY.name, _AGENCY.id, tables.listing.c.model
        )
    )
    for row in rows:
        yield {
            "agency_id": row.id,
            "state": row.state,
            "agency": row.name,
            "model": row.model,
            "now_listed": bool(row.now_listed),
            "list_date": row.list_date,
        }
