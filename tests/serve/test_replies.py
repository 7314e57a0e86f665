from __future__ import annotations

import itertools
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import MethodNotSupported
from sanic.response import json

from bot.serve import page, replies

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def several_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sanic rewrites its own code when it starts; only so can it do that again."""
    monkeypatch.setattr(Sanic, "test_mode", True)


@pytest.fixture
def app(tmp_path: Path) -> Sanic:
    (tmp_path / "index.html").write_text("<!doctype html><title>Information</title>")
    (tmp_path / "widget.js").write_text("export {};")
    (tmp_path / "notes.md").write_text("not for visitors")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "log.js").write_text("export {};")
    app = Sanic(f"test_replies_{next(_numbers)}", configure_logging=False)
    replies.attach(app)
    page.attach(app, tmp_path)

    @app.post("/echo")
    async def echo(request: Request) -> HTTPResponse:
        return json(request.json)

    @app.get("/fails")
    async def fails(_request: Request) -> HTTPResponse:
        raise ValueError("I live at 12 Main Street")

    @app.get("/own-cache")
    async def own(_request: Request) -> HTTPResponse:
        return json({}, headers={"Content-Security-Policy": "sandbox"})

    return app


@asynccontextmanager
async def serving(app: Sanic) -> AsyncIterator[int]:
    """Serves an application on a free port, over a real socket."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True)
    await server.startup()
    await server.start_serving()
    try:
        yield listening.getsockname()[1]
    finally:
        await server.close()


async def get(
    app: Sanic, path: str, method: str = "GET", body: bytes = b""
) -> httpx.Response:
    async with serving(app) as port, httpx.AsyncClient() as client:
        url = f"http://127.0.0.1:{port}{path}"
        return await client.request(method, url, content=body)


@pytest.mark.parametrize("path", ["/", "/widget.js", "/nothing", "/fails"])
async def test_every_reply_carries_the_security_headers(app: Sanic, path: str) -> None:
    headers = (await get(app, path)).headers
    policy = headers["Content-Security-Policy"]
    for directive in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ):
        assert directive in policy.split("; "), directive
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_a_handlers_own_header_is_kept(app: Sanic) -> None:
    headers = (await get(app, "/own-cache")).headers
    assert headers["Content-Security-Policy"] == "sandbox"


async def test_sites_that_are_allowed_may_frame_the_page() -> None:
    app = Sanic(f"test_replies_{next(_numbers)}", configure_logging=False)
    replies.attach(app, ["https://example.org"])
    policy = (await get(app, "/")).headers["Content-Security-Policy"]
    assert "frame-ancestors https://example.org" in policy


@pytest.mark.parametrize("path", ["/nothing/here", "/version", "/..%2fsettings.py"])
async def test_an_unknown_path_is_not_found_without_path_or_version(
    app: Sanic, path: str
) -> None:
    response = await get(app, path)
    assert response.status_code == 404
    assert response.text == '{"error":"Not Found"}'


async def test_a_wrong_method_is_refused_and_the_right_one_named(app: Sanic) -> None:
    response = await get(app, "/echo")
    assert response.status_code == MethodNotSupported.status_code
    assert response.headers["Allow"] == "POST"


async def test_a_body_that_is_too_large_is_refused(app: Sanic) -> None:
    app.config.REQUEST_MAX_SIZE = 1000
    response = await get(app, "/echo", "POST", b"a" * 5000)
    assert response.status_code == 413
    assert response.text == '{"error":"Request Entity Too Large"}'
    assert "Content-Security-Policy" in response.headers


async def test_a_failure_tells_the_visitor_nothing(app: Sanic) -> None:
    response = await get(app, "/fails")
    assert response.status_code == 500
    assert response.text == '{"error":"Internal Server Error"}'


async def test_a_failure_leaves_no_word_of_its_message_in_the_log(
    app: Sanic, caplog: pytest.LogCaptureFixture
) -> None:
    await get(app, "/fails")
    assert "ValueError" in caplog.text
    assert "Main Street" not in caplog.text


async def test_the_page_is_served_at_the_root_with_its_type(app: Sanic) -> None:
    response = await get(app, "/")
    assert response.status_code == 200
    assert "Information" in response.text
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert (await get(app, "/", "HEAD")).status_code == 200


async def test_files_in_folders_are_served_and_others_are_not(app: Sanic) -> None:
    script = await get(app, "/parts/log.js")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert (await get(app, "/notes.md")).status_code == 404


async def test_the_widget_may_be_loaded_by_every_site_and_the_page_by_none(
    app: Sanic,
) -> None:
    script, whole = await get(app, "/widget.js"), await get(app, "/")
    assert script.headers["Access-Control-Allow-Origin"] == "*"
    assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Origin" not in whole.headers


async def test_files_go_out_compressed_only_to_those_who_can_read_it(
    app: Sanic,
) -> None:
    async with serving(app) as port, httpx.AsyncClient() as client:
        url = f"http://127.0.0.1:{port}/widget.js"
        pressed = await client.get(url, headers={"Accept-Encoding": "gzip"})
        plain = await client.get(url, headers={"Accept-Encoding": "identity"})
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert pressed.text == plain.text
    assert pressed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
