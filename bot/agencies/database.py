"""Opening the agency database, SQLite by default or PostgreSQL by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, func, select
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import make_url

from bot.settings import settings

#: Seconds to wait for another process that is writing.
BUSY_SECONDS = 30
#: Any fixed number: all writers of this program take the same lock.
_LOCK = 2_870_287


def open_engine(url: str | None = None) -> Engine:
    """Engine for the agency database; makes the folder of a SQLite file.

    Args:
        url: SQLAlchemy URL; by default ``settings().database_url``.
    """
    address = make_url(url or settings().database_url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, future=True, pool_pre_ping=True)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address, future=True, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that one writer at a time may enter.

    Readers go on with the tables as they were. An exception rolls everything back.
    """
    connection = engine.connect().execution_options(writing=True)
    with connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield connection


def _set_up_sqlite(connection: Any, _: Any) -> None:
    # The driver must not begin and commit on its own: tables are made inside the
    # transaction that fills them.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # Readers keep the old list while a new one is being written.
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
