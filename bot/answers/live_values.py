"""Values that answers take from ICE's newest list: its date, age and counts."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies import tables
from bot.agencies.counts import GrowthPoint, count, growth
from bot.agencies.freshness import freshness
from bot.agencies.model import Model
from bot.answers.connection import engine
from bot.content.schema import Language
from bot.language.dates import format_age, format_date, format_number

logger = logging.getLogger(__name__)

#: Seconds for which values are kept: a new list shows within this time.
_KEPT = 30
_MODELS: tuple[Model, ...] = ("JEM", "WSO", "TFM")


class LiveValues(Mapping[str, str]):
    """The values in a language, read only when a text asks for one.

    Most answers hold none, and a crisis text must not wait for a database that hangs.
    """

    def __init__(self, language: Language) -> None:
        self._language = language

    def __getitem__(self, name: str) -> str:
        return live_values(self._language)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(live_values(self._language))

    def __len__(self) -> int:
        return len(live_values(self._language))


def live_values(language: Language, today: date | None = None) -> dict[str, str]:
    """The values, written in a language; empty while the database can't be read.

    Answers leave out the sentences whose values are missing, so that a topic is
    answered even when the database is down.
    """
    return dict(_values(language, today or date.today(), int(time.time() // _KEPT)))


@lru_cache(maxsize=8)
def _values(language: Language, today: date, _: int) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(_read(language, today).items())
    except (SQLAlchemyError, LookupError) as error:
        logger.error("no live values: %s", type(error).__name__)
        return ()


def _read(language: Language, today: date) -> dict[str, str]:
    with engine().connect() as connection:
        fresh = freshness(connection, today)
        numbers, first = _numbers(_lists(connection))
    values = {name: format_number(number) for name, number in numbers}
    values["list_date"] = format_date(fresh.list_date, language)
    values["list_age"] = format_age(fresh.age_days, language)
    values["first_list_date"] = format_date(first.list_date, language)
    values["first_list_agreements"] = format_number(first.total)
    if fresh.pending_date:
        values["pending_date"] = format_date(fresh.pending_date, language)
    return values


def _lists(connection: Connection) -> tuple[tuple[str, str], ...]:
    """What the counts rest on: the lists in hand and their contents."""
    column = tables.list_file.c
    found = connection.execute(
        select(column.id, column.content_hash).order_by(column.id)
    )
    return tuple((row.id, row.content_hash) for row in found)


@lru_cache(maxsize=1)
def _numbers(
    lists: tuple[tuple[str, str], ...],
) -> tuple[tuple[tuple[str, int], ...], GrowthPoint]:
    """Counts by name, and the first list; a dozen queries, so once for each import."""
    with engine().connect() as connection:
        numbers = {
            "agreements": count(connection).value,
            "agencies": count(connection, unit="agencies").value,
            "states": count(connection, unit="states").value,
        }
        for model in _MODELS:
            name = model.lower()
            numbers[name] = count(connection, model=model).value
            numbers[f"{name}_states"] = count(
                connection, model=model, unit="states"
            ).value
        return tuple(numbers.items()), growth(connection)[0]
