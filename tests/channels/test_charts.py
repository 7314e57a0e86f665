"""The pictures of the web channel, on a real server with the embedded lists."""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from sanic import Sanic
from sqlalchemy.engine import Engine

from bot.agencies import tables
from bot.agencies.building import Built, build_database
from bot.agencies.database import open_engine
from bot.channels import charts
from bot.channels.web import WebInput
from bot.organizer.charts.charting import draw_chart as really_draw

CHARTS = "/webhooks/web/charts/"
_numbers = itertools.count()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = open_engine(f"sqlite:///{tmp_path_factory.mktemp('charts') / 'a.sqlite'}")
    with made.begin() as connection:
        tables.metadata.create_all(connection)
    assert isinstance(build_database(made), Built)
    yield made
    made.dispose()


@pytest.fixture
async def client(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    # Sanic rewrites its own code when it starts; only so can it do that again.
    monkeypatch.setattr(Sanic, "test_mode", True)
    monkeypatch.setattr(charts, "engine", lambda: database)
    async with serving() as opened:
        yield opened


@asynccontextmanager
async def serving() -> AsyncIterator[httpx.AsyncClient]:
    app = Sanic(f"test_charts_{next(_numbers)}", configure_logging=False)
    routes = WebInput.from_credentials(None).blueprint(_no_messages)
    app.blueprint(routes, url_prefix="/webhooks/web")
    listening = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True)
    await server.startup()
    await server.start_serving()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        async with httpx.AsyncClient(base_url=url, timeout=20) as opened:
            yield opened
    finally:
        await server.close()


async def _no_messages(_: object) -> None:
    raise LookupError("no message is sent here")


async def test_a_picture_comes_with_its_own_strict_policy(
    client: httpx.AsyncClient,
) -> None:
    got = await client.get(CHARTS + "states.es.svg?list=2026-05-18")
    assert got.status_code == 200
    assert got.headers["Content-Type"] == "image/svg+xml"
    assert ElementTree.fromstring(got.content).tag.endswith("svg")
    policy = got.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy
    assert "script" not in policy
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    sent = int(got.headers["Content-Length"])
    assert got.headers["Content-Encoding"] == "gzip" and sent < 40_000


async def test_a_picture_that_is_known_is_not_sent_again(
    client: httpx.AsyncClient,
) -> None:
    first = await client.get(CHARTS + "growth.en.svg")
    assert first.headers["ETag"].startswith('"2026-05-18-')
    assert first.headers["Last-Modified"] == "Mon, 18 May 2026 00:00:00 GMT"
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    known = {"If-None-Match": first.headers["ETag"]}
    again = await client.get(CHARTS + "growth.en.svg", headers=known)
    assert again.status_code == 304 and not again.content
    other = await client.get(CHARTS + "growth.es.svg", headers=known)
    assert other.status_code == 200


async def test_a_states_picture_leaves_no_copy_on_a_shared_device(
    client: httpx.AsyncClient,
) -> None:
    got = await client.get(CHARTS + "state-tx.en.svg")
    assert got.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    ["nope.svg", "state-zz.en.svg", "state.en.svg", "growth-tx.en.svg", "growth.fr.svg",
     "growth.en.png", "growth.en.svg%00", "..%2F..%2Fconfig.yml", "GROWTH.en.svg"],
)  # fmt: skip
async def test_an_unknown_name_gets_a_sentence_and_draws_nothing(
    client: httpx.AsyncClient, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(charts, "draw_chart", lambda *wanted: drawn.append(wanted))
    got = await client.get(CHARTS + name)
    assert got.status_code == 404 and not drawn
    assert "no such picture" in got.text and "no hay esa imagen" in got.text
    assert got.headers["Content-Type"].startswith("text/plain")


async def test_only_so_many_people_wait_for_a_drawing(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = threading.Event()

    def draw_slowly(*wanted: Any) -> Any:
        begin.wait(10)
        return really_draw(*wanted)

    monkeypatch.setattr(charts, "draw_chart", draw_slowly)
    monkeypatch.setattr(charts, "WAITING_AT_MOST", 2)
    waiting = [
        asyncio.ensure_future(client.get(CHARTS + "growth.en.svg")) for _ in range(2)
    ]
    await asyncio.sleep(0.3)
    refused = await client.get(CHARTS + "growth.en.svg")
    assert refused.status_code == 503 and refused.headers["Retry-After"] == "5"
    assert "try again" in refused.text and "intente de nuevo" in refused.text
    begin.set()
    assert [one.status_code for one in await asyncio.gather(*waiting)] == [200, 200]
    assert (await client.get(CHARTS + "growth.en.svg")).status_code == 200


async def test_without_a_database_a_picture_is_for_later(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = open_engine("sqlite://")
    monkeypatch.setattr(charts, "engine", lambda: empty)
    assert (await client.get(CHARTS + "growth.en.svg")).status_code == 503
