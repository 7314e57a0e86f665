"""Deriving agencies and agreements from the facts of all lists.

Nothing here is updated in place: the derived tables are written afresh from the
listings, so lists may be imported in any order.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.lives import describe_life, split_lives


def derive(connection: Connection) -> None:
    """Write agencies, their counties and places, agreements and counts afresh."""
    for table in reversed(tables.DERIVED):
        connection.execute(delete(table))
    _derive_agencies(connection)
    _derive_agreements(connection)
    _derive_tally(connection)


def _derive_tally(connection: Connection) -> None:
    agency, agreement = tables.agency.c, tables.agreement.c
    by_model = (agreement.model, [agency.state, agreement.model])
    for model, groups in (by_model, (literal(""), [agency.state])):
        counted = (
            select(
                agency.state,
                model.label("model"),
                func.count(),
                func.count(agency.id.distinct()),
            )
            .select_from(tables.agreement.join(tables.agency))
            .where(agreement.listed)
            .group_by(*groups)
        )
        columns = list(tables.tally.columns)
        connection.execute(insert(tables.tally).from_select(columns, counted))


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
        spans = split_lives((position[list_id], day) for _, _, list_id, day in group)
        for number, span in enumerate(spans):
            rows.append(
                {
                    "id": f"{agency_id}:{model}:{number}",
                    "agency_id": agency_id,
                    "model": model,
                    "link": links.get((agency_id, model), ""),
                    "resigned": number + 1 < len(spans),
                    **describe_life(span, dates),
                }
            )
    _insert(connection, tables.agreement, rows)


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
