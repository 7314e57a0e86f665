"""Counting agreements, agencies and states on the newest participating list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import func, select
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
    what: dict[Unit, Any] = {
        "agreements": func.count(tables.agreement.c.id),
        "agencies": func.count(tables.agreement.c.agency_id.distinct()),
        "states": func.count(tables.agency.c.state.distinct()),
    }
    where = [tables.agreement.c.listed, *_filters(state, model)]
    value = connection.execute(
        select(what[unit])
        .select_from(tables.agreement.join(tables.agency))
        .where(*where)
    ).scalar()
    last = None if value else _last_listed(connection, state, model)
    return Count(int(value or 0), unit, _list_date(connection), state, model, last)


def counts_by_model(
    connection: Connection, state: str | None = None
) -> dict[Model, int]:
    """Agreements by model, all three models present even at none."""
    rows = connection.execute(
        select(tables.agreement.c.model, func.count())
        .select_from(tables.agreement.join(tables.agency))
        .where(tables.agreement.c.listed, *_filters(state, None))
        .group_by(tables.agreement.c.model)
    )
    found: dict[Model, int] = {row[0]: row[1] for row in rows}
    return {model: found.pop(model, 0) for model in MODELS} | found


def counts_by_state(
    connection: Connection, model: Model | None = None
) -> dict[str, int]:
    """Agreements by USPS code, most first; states without any are left out."""
    number = func.count().label("number")
    rows = connection.execute(
        select(tables.agency.c.state, number)
        .select_from(tables.agreement.join(tables.agency))
        .where(tables.agreement.c.listed, *_filters(None, model))
        .group_by(tables.agency.c.state)
        .order_by(number.desc(), tables.agency.c.state)
    )
    return {row[0]: row[1] for row in rows}


def states_without(connection: Connection) -> tuple[str, ...]:
    """USPS codes of states, the District and territories with no agreement listed."""
    having = set(counts_by_state(connection))
    known = (row["code"] for row in read_table(PLACES / "states.csv"))
    return tuple(sorted(code for code in known if code not in having))


def growth(connection: Connection) -> tuple[GrowthPoint, ...]:
    """Agreements by model on every participating list, oldest first."""
    rows = connection.execute(
        select(
            tables.list_file.c.id,
            tables.list_file.c.list_date,
            tables.listing.c.model,
            func.count().label("number"),
        )
        .select_from(tables.listing.join(tables.list_file))
        .where(tables.list_file.c.kind == "participating")
        .group_by(
            tables.list_file.c.id, tables.list_file.c.list_date, tables.listing.c.model
        )
        .order_by(tables.list_file.c.id, tables.listing.c.model)
    )
    points: dict[str, GrowthPoint] = {}
    for row in rows:
        point = points.setdefault(row.id, GrowthPoint(row.list_date, {}))
        point.models[row.model] = row.number
    return tuple(points.values())


def _filters(state: str | None, model: Model | None) -> list[Any]:
    conditions = []
    if state:
        conditions.append(tables.agency.c.state == state)
    if model:
        conditions.append(tables.agreement.c.model == model)
    return conditions


def _last_listed(
    connection: Connection, state: str | None, model: Model | None
) -> date | None:
    last: date | None = connection.execute(
        select(func.max(tables.agreement.c.last_listed))
        .select_from(tables.agreement.join(tables.agency))
        .where(*_filters(state, model))
    ).scalar()
    return last


def _list_date(connection: Connection) -> date:
    newest = newest_list(connection, "participating")
    if newest is None:
        raise LookupError("the agency database holds no participating list")
    return newest.list_date
