"""Counting agreements, agencies and states on the newest participating list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import func, select, true
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.files import PLACES, read_table
from bot.agencies.freshness import newest_list
from bot.agencies.model import MODELS, Model

Unit = Literal["agreements", "agencies", "states"]


@dataclass(frozen=True)
class Count:
    """A number with what it counts and the list it comes from."""

    value: int
    unit: Unit
    as_of: date
    state: str | None = None
    model: Model | None = None
    last_listed: date | None = None
    """For a state that fell to none: the last list that had one."""

    def to_json(self) -> dict[str, Any]:
        """The ``lookup`` contract."""
        filters = {"state": self.state, "model": self.model}
        return {
            "kind": "count",
            "as_of": self.as_of.isoformat(),
            "places": [],
            "agreements": [],
            "count": {
                "value": self.value,
                "unit": self.unit,
                "filter": {key: value for key, value in filters.items() if value},
            },
        }


@dataclass(frozen=True)
class GrowthPoint:
    """The agreements on one list."""

    list_date: date
    models: dict[str, int]

    @property
    def total(self) -> int:
        """Agreements of all models."""
        return sum(self.models.values())


def count(
    connection: Connection,
    *,
    state: str | None = None,
    model: Model | None = None,
    unit: Unit = "agreements",
) -> Count:
    """How many agreements, agencies or states and territories are on the list.

    Args:
        connection: the agency database.
        state: only this USPS code.
        model: only this model.
        unit: an agency with two models is two agreements and one agency.

    Raises:
        LookupError: the database holds no list.
    """
    tally = tables.tally.c
    what: dict[Unit, Any] = {
        "agreements": func.sum(tally.agreements),
        "agencies": func.sum(tally.agencies),
        "states": func.count(tally.state),
    }
    value = connection.execute(
        select(what[unit]).where(tally.model == (model or ""), *_in_state(state))
    ).scalar()
    last = None if value else _last_listed(connection, state, model)
    return Count(int(value or 0), unit, _list_date(connection), state, model, last)


def counts_by_model(
    connection: Connection, state: str | None = None
) -> dict[Model, int]:
    """Agreements by model, all three models present even at none."""
    tally = tables.tally.c
    rows = connection.execute(
        select(tally.model, func.sum(tally.agreements))
        .where(tally.model != "", *_in_state(state))
        .group_by(tally.model)
        .order_by(tally.model)
    )
    found: dict[Model, int] = {row[0]: int(row[1]) for row in rows}
    return {model: found.pop(model, 0) for model in MODELS} | found


def counts_by_state(
    connection: Connection, model: Model | None = None
) -> dict[str, int]:
    """Agreements by USPS code, most first; states without any are left out."""
    tally = tables.tally.c
    rows = connection.execute(
        select(tally.state, tally.agreements)
        .where(tally.model == (model or ""))
        .order_by(tally.agreements.desc(), tally.state)
    )
    return {row[0]: row[1] for row in rows}


def states_without(connection: Connection) -> tuple[str, ...]:
    """USPS codes of states, the District and territories with no agreement listed."""
    having = set(counts_by_state(connection))
    known = (row["code"] for row in read_table(PLACES / "states.csv"))
    return tuple(sorted(code for code in known if code not in having))


def growth(connection: Connection, state: str | None = None) -> tuple[GrowthPoint, ...]:
    """Agreements by model on every participating list, oldest first.

    Args:
        connection: the agency database.
        state: only this USPS code; lists without any agreement there count none.
    """
    agency_id, lists = tables.listing.c.agency_id, tables.list_file.c
    own: Any = true()
    if state:
        own = agency_id.in_(
            select(tables.agency.c.id).where(tables.agency.c.state == state)
        )
    rows = connection.execute(
        select(
            lists.id,
            lists.list_date,
            tables.listing.c.model,
            func.count(agency_id).label("number"),
        )
        .select_from(
            tables.list_file.outerjoin(
                tables.listing, (tables.listing.c.list_id == lists.id) & own
            )
        )
        .where(lists.kind == "participating")
        .group_by(lists.id, lists.list_date, tables.listing.c.model)
        .order_by(lists.id, tables.listing.c.model)
    )
    points: dict[str, GrowthPoint] = {}
    for row in rows:
        point = points.setdefault(row.id, GrowthPoint(row.list_date, {}))
        if row.model:
            point.models[row.model] = row.number
    return tuple(points.values())


def _in_state(state: str | None) -> list[Any]:
    return [tables.tally.c.state == state] if state else []


def _last_listed(
    connection: Connection, state: str | None, model: Model | None
) -> date | None:
    conditions: list[Any] = []
    if state:
        conditions.append(tables.agency.c.state == state)
    if model:
        conditions.append(tables.agreement.c.model == model)
    last: date | None = connection.execute(
        select(func.max(tables.agreement.c.last_listed))
        .select_from(tables.agreement.join(tables.agency))
        .where(*conditions)
    ).scalar()
    return last


def _list_date(connection: Connection) -> date:
    newest = newest_list(connection, "participating")
    if newest is None:
        raise LookupError("the agency database holds no participating list")
    return newest.list_date
