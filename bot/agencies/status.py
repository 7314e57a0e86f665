"""The state of the database in a few lines, for whoever keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.answers import Freshness
from bot.agencies.counts import count, counts_by_model
from bot.agencies.freshness import freshness
from bot.agencies.result import message


@dataclass(frozen=True)
class DatabaseState:
    """List dates, counts and what a person should look at."""

    freshness: Freshness
    lists: int
    agreements: int
    agencies: int
    states: int
    models: dict[str, int]
    without_county: tuple[str, ...]
    """Ids of local agencies whose county is not known."""
    without_model: tuple[str, ...]
    """Ids of agencies with an agreement of unknown model."""
    suspect_dates: tuple[str, ...]
    """Ids of standing agreements whose printed date cannot be right."""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "list_date": self.freshness.list_date.isoformat(),
            "age_days": self.freshness.age_days,
            "stale": self.freshness.stale,
            "pending_date": str(self.freshness.pending_date or "") or None,
            "lists": self.lists,
            "agreements": self.agreements,
            "agencies": self.agencies,
            "states": self.states,
            "models": self.models,
            "without_county": list(self.without_county),
            "without_model": list(self.without_model),
            "suspect_dates": list(self.suspect_dates),
        }

    def text(self) -> str:
        """A few lines for a person."""
        values = {
            **self.to_json(),
            "models": ", ".join(f"{m} {n}" for m, n in self.models.items()),
            "without_county": _names(self.without_county),
            "without_model": _names(self.without_model),
            "suspect_dates": _names(self.suspect_dates),
        }
        text = message("status", **values)
        return f"{text}\n{message('stale_list')}" if self.freshness.stale else text


def _names(ids: tuple[str, ...]) -> str:
    return ", ".join(ids) or "none"


def describe_database(connection: Connection, *, today: date) -> DatabaseState:
    """The state of the database on a day.

    Raises:
        LookupError: the database holds no list.
    """
    agency, agreement = tables.agency.c, tables.agreement.c
    has_county = exists().where(tables.agency_county.c.agency_id == agency.id)
    homeless = select(agency.id).where(agency.layer != "state", ~has_county)
    suspect = select(agreement.id).where(
        agreement.listed, agreement.signed_likely.isnot(None)
    )
    modelless = select(tables.listing.c.agency_id.distinct()).where(
        tables.listing.c.model == "UNK"
    )
    lists = connection.execute(select(tables.list_file.c.id)).all()
    return DatabaseState(
        freshness=freshness(connection, today),
        lists=len(lists),
        agreements=count(connection).value,
        agencies=count(connection, unit="agencies").value,
        states=count(connection, unit="states").value,
        models={str(m): n for m, n in counts_by_model(connection).items()},
        without_county=_column(connection, homeless),
        without_model=_column(connection, modelless),
        suspect_dates=_column(connection, suspect),
    )


def _column(connection: Connection, query: Any) -> tuple[str, ...]:
    return tuple(sorted(row[0] for row in connection.execute(query)))
