"""Rows of the derived tables as answers' agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.answers import Agreement, Scope
from bot.agencies.freshness import newest_list

#: Everything an answer shows of an agreement, with its agency.
COLUMNS = (
    tables.agency.c.id.label("agency_id"),
    tables.agency.c.name,
    tables.agency.c.state,
    tables.agency.c.kind,
    tables.agency.c.layer,
    tables.agreement.c.model,
    tables.agreement.c.signed,
    tables.agreement.c.signed_likely,
    tables.agreement.c.first_listed,
    tables.agreement.c.last_listed,
    tables.agreement.c.missing_since,
    tables.agreement.c.confirmed,
    tables.agreement.c.listed,
    tables.agreement.c.link,
)
AGREEMENTS = tables.agency.join(tables.agreement)


def build_agreement(row: Any, scope: Scope) -> Agreement:
    """An agreement from a row of ``COLUMNS``."""
    return Agreement(
        agency_id=row.agency_id,
        agency=row.name,
        state=row.state,
        agency_kind=row.kind,
        layer=row.layer,
        model=row.model,
        signed=row.signed,
        scope=scope,
        status="listed" if row.listed else "ended",
        date_suspect=row.signed_likely is not None,
        signed_likely=row.signed_likely,
        first_listed=row.first_listed,
        last_listed=row.last_listed,
        missing_since=row.missing_since,
        confirmed=row.confirmed,
        link=row.link,
    )


def sort_agreements(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """By agency's name, then model; the same order in every answer."""
    return tuple(sorted(agreements, key=lambda a: (a.agency, a.agency_id, a.model)))


def read_pending(
    connection: Connection, agency_ids: Sequence[str] | None, *conditions: Any
) -> tuple[Agreement, ...]:
    """Agreements on the newest pending list.

    Args:
        connection: the agency database.
        agency_ids: only these agencies; None for all.
        conditions: further SQL conditions, e.g. on ``tables.agency.c.state``.
    """
    newest = newest_list(connection, "pending")
    if newest is None or (agency_ids is not None and not agency_ids):
        return ()
    listed = (
        select(tables.agreement.c.id)
        .where(
            tables.agreement.c.agency_id == tables.listing.c.agency_id,
            tables.agreement.c.model == tables.listing.c.model,
            tables.agreement.c.listed,
        )
        .exists()
    )
    query = (
        select(tables.agency, tables.listing.c.model, listed.label("now_listed"))
        .select_from(
            tables.listing.join(
                tables.agency, tables.agency.c.id == tables.listing.c.agency_id
            )
        )
        .where(tables.listing.c.list_id == newest.id, *conditions)
    )
    if agency_ids is not None:
        query = query.where(tables.listing.c.agency_id.in_(agency_ids))
    return sort_agreements(
        Agreement(
            agency_id=row.id,
            agency=row.name,
            state=row.state,
            agency_kind=row.kind,
            layer=row.layer,
            model=row.model,
            signed=None,
            scope="statewide" if row.layer == "state" else "local",
            status="pending",
            last_listed=newest.list_date,
            now_listed=bool(row.now_listed),
        )
        for row in connection.execute(query)
    )
