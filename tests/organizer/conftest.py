from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete, insert
from sqlalchemy.engine import Connection, Engine

from bot.agencies import tables
from bot.agencies.building import Built, build_database
from bot.agencies.database import open_engine
from bot.agencies.deriving import derive
from bot.settings import settings


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The database as a fresh clone builds it from the embedded snapshot."""
    folder = tmp_path_factory.mktemp("organizer")
    engine = open_engine(f"sqlite:///{folder / 'a.sqlite'}")
    assert isinstance(build_database(engine), Built)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(built: Engine) -> Iterator[Connection]:
    with built.connect() as opened:
        yield opened


@pytest.fixture
def own_settings(built: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The command line works on the built database."""
    monkeypatch.setenv("KNOW287G_DATABASE_URL", str(built.url))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Engine]:
    """A database with no list yet; fill it with ``add_list``."""
    engine = open_engine(f"sqlite:///{tmp_path / 'small.sqlite'}")
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
    yield engine
    engine.dispose()


def add_list(engine: Engine, day: date, names: dict[str, str]) -> None:
    """One participating list with a Task Force agreement of each named agency.

    Args:
        engine: the database to add it to.
        day: the list's date.
        names: the agencies' names and the states they lie in.
    """
    list_id = f"{day}-am-pa"
    ids = {name: f"{state.lower()}-{name}" for name, state in names.items()}
    with engine.begin() as connection:
        connection.execute(
            insert(tables.list_file).values(
                id=list_id,
                kind="participating",
                list_date=day,
                suffix="am",
                file_name="a.xlsx",
                sha256="0",
                content_hash=list_id,
                row_count=len(names),
            )
        )
        for name, state in names.items():
            spelled = tables.spelling.c.agency_id == ids[name]
            connection.execute(delete(tables.spelling).where(spelled))
            connection.execute(
                insert(tables.spelling).values(
                    agency_id=ids[name],
                    name=name,
                    counties="",
                    kind="police",
                    layer="city",
                    places="",
                    state=state,
                    list_id=list_id,
                )
            )
            connection.execute(
                insert(tables.listing).values(
                    list_id=list_id, agency_id=ids[name], model="TFM", signed=day
                )
            )
        derive(connection)
