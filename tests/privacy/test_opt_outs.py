"""The list of those who sent STOP, in SQLite and in PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url

from bot.agencies.database import open_engine
from bot.privacy.opt_outs import OptOuts, metadata, opt_outs

KEY = b"k" * 32
NUMBER = "+12025550123"
TODAY = date(2026, 11, 25)


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.services)]
)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without the list's table; on PostgreSQL a schema of its own."""
    if request.param == "sqlite":
        yield open_engine(f"sqlite:///{tmp_path / 'stops.sqlite'}")
        return
    url = os.environ.get("KNOW287G_TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("KNOW287G_TEST_POSTGRES_URL is not set")
    schema = f"test_stops_{uuid4().hex[:8]}"
    with open_engine(url).begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    engine = open_engine(own.render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    with open_engine(url).begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))


@pytest.fixture
def stops(engine: Engine) -> OptOuts:
    return OptOuts(engine, [KEY])


def rows(engine: Engine) -> list[tuple[str, date]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(opt_outs))]


def test_a_stop_is_found_until_a_start(stops: OptOuts) -> None:
    assert not stops.holds(NUMBER)
    stops.add(NUMBER, TODAY)
    assert stops.holds(NUMBER) and not stops.holds("+12025550124")
    stops.remove(NUMBER)
    assert not stops.holds(NUMBER)


def test_a_number_is_found_however_it_is_written(stops: OptOuts) -> None:
    stops.add("202-555-0123", TODAY)
    assert stops.holds("+1 (202) 555-0123")
    assert not stops.holds("whatsapp:+12025550123"), "another mailbox"


def test_a_second_stop_keeps_the_first_day(stops: OptOuts, engine: Engine) -> None:
    stops.add(NUMBER, TODAY)
    stops.add(NUMBER, date(2027, 1, 1))
    ((name, since),) = rows(engine)
    assert since == TODAY and len(name) == 32 and NUMBER[2:] not in name


def test_a_start_without_a_stop_changes_nothing(stops: OptOuts) -> None:
    stops.remove(NUMBER)
    assert not stops.holds(NUMBER)


def test_the_list_outlives_the_process(stops: OptOuts, engine: Engine) -> None:
    stops.add(NUMBER, TODAY)
    engine.dispose()
    assert OptOuts(engine, [KEY]).holds(NUMBER)


def test_after_a_change_of_the_key_stops_under_the_one_before_are_found(
    stops: OptOuts, engine: Engine
) -> None:
    stops.add(NUMBER, TODAY)
    renewed = OptOuts(engine, [b"n" * 32, KEY])
    assert renewed.holds(NUMBER)
    assert not OptOuts(engine, [b"n" * 32]).holds(NUMBER)
    renewed.remove(NUMBER)
    assert not rows(engine)


def test_workers_that_note_the_same_stop_at_once_do_not_fail(
    stops: OptOuts, engine: Engine
) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: stops.add(NUMBER, TODAY), range(32)))
    assert len(rows(engine)) == 1


def test_the_table_has_a_hash_and_a_day_and_nothing_else() -> None:
    (table,) = metadata.tables.values()
    assert {column.name for column in table.columns} == {"number_hash", "since"}
