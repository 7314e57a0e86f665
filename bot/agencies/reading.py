"""Rows of the derived tables as answers' agreements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.agencies.answers import Agreement, Scope


def build_agreement(row: Any, scope: Scope) -> Agreement:
    """An agreement from a row of ``queries.COLUMNS``."""
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


def build_pending(rows: Iterable[Any]) -> tuple[Agreement, ...]:
    """Agreements from rows of ``queries.PENDING``."""
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
            last_listed=row.list_date,
            now_listed=bool(row.now_listed),
        )
        for row in rows
    )


def sort_agreements(agreements: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """By agency's name, then model; the same order in every answer."""
    return tuple(sorted(agreements, key=lambda a: (a.agency, a.agency_id, a.model)))
