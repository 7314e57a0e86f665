from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import make_url

from bot.agencies import tables
from bot.agencies.building import Built, build_database
from bot.agencies.database import open_engine
from bot.agencies.importing import import_list

from .ice_site import Site, serve_site
from .sheets import by_date

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "ice"
POSTGRES = os.environ.get("KNOW287G_TEST_POSTGRES_URL", "")
BACKENDS = [
    pytest.param("sqlite"),
    pytest.param("postgresql", marks=pytest.mark.services),
]


def make_engine(backend: str, folder: Path) -> Engine:
    """An engine on an empty database with the tables made; a schema of its own."""
    if backend == "postgresql" and not POSTGRES:
        pytest.skip("KNOW287G_TEST_POSTGRES_URL is not set")
    url = f"sqlite:///{folder / 'test.sqlite'}"
    if backend == "postgresql":
        url = _make_schema(f"test_{zlib.crc32(str(folder).encode()):08x}")
    engine = open_engine(url)
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
    return engine


def _make_schema(name: str) -> str:
    with open_engine(POSTGRES).begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {name}"))
    address = make_url(POSTGRES)
    return address.update_query_dict(
        {"options": f"-csearch_path={name}"}
    ).render_as_string(hide_password=False)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine("sqlite", tmp_path)
    yield made
    made.dispose()


@pytest.fixture(scope="session", params=BACKENDS)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """The database as a fresh clone builds it from the embedded snapshot."""
    made = make_engine(request.param, tmp_path_factory.mktemp("built"))
    assert isinstance(build_database(made), Built)
    yield made
    made.dispose()


@pytest.fixture
def connection(built: Engine) -> Iterator[Connection]:
    with built.connect() as opened:
        yield opened


@pytest.fixture(scope="session")
def ice() -> Path:
    """The folder of ICE's real lists beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("ICE's lists do not lie beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def forward(ice: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """All real lists imported, oldest first."""
    made = make_engine("sqlite", tmp_path_factory.mktemp("forward"))
    for path in by_date(list(ice.glob("*.xlsx"))):
        report = import_list(made, path)
        assert report.status == "imported", report.sentence()
    yield made
    made.dispose()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web site in ICE's place."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with serve_site() as serving:
        yield serving
