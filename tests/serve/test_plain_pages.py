"""The plain pages of a running server: made when asked for, live, and bounded."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sanic import Sanic

from bot.content.loading import Content, load_content
from bot.serve import plain_pages, replies
from bot.serve.plain_pages import PlainPages

from .test_replies import get, several_starts

__all__ = ["several_starts"]
_numbers = itertools.count()
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


def test_a_page_links_to_the_chat_and_to_the_other_language() -> None:
    page = PlainPages().find("es/jem.html", TODAY)
    assert page is not None
    assert '<a href="../../">Pregunte en el chat</a>' in page
    assert 'href="../en/jem.html"' in page


@pytest.mark.parametrize(
    "path", ["x", "en/", "en/../index.html", "fr/jem.html", "en/jem.txt", "../jem.html"]
)
def test_a_path_that_is_no_page_is_none_and_takes_no_memory(path: str) -> None:
    pages = PlainPages()
    assert pages.find(path, TODAY) is None
    assert pages._made == {}


def test_an_answer_past_its_review_day_says_so_the_day_after(content: Content) -> None:
    pages, late = PlainPages(), content.topics["jem"].reviewed.next + timedelta(days=1)
    before, after = pages.find("en/jem.html", TODAY), pages.find("en/jem.html", late)
    assert before is not None and after is not None
    assert "past its review date" not in before
    assert "past its review date" in after


def test_a_corrected_wording_is_live_at_once(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = PlainPages()
    before = pages.find("en/jem.html", TODAY)
    topic = content.topics["jem"]
    title = topic.title.copy(update={"en": "A better title"})
    topics = {**content.topics, "jem": topic.copy(update={"title": title})}
    corrected = replace(content, topics=topics)
    monkeypatch.setattr(plain_pages, "current_content", lambda: corrected)
    after = pages.find("en/jem.html", TODAY)
    assert before is not None and "A better title" not in before
    assert after is not None and "A better title" in after


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/faq/", 200, "text/html"),
        ("/faq/index.html", 200, "text/html"),
        ("/faq/es/jem.html", 200, "text/html"),
        ("/faq/site.css", 200, "text/css"),
        ("/faq", 302, "text/html"),
        ("/faq/es/nothing.html", 404, "application/json"),
    ],
)
async def test_each_address_has_its_answer(path: str, status: int, kind: str) -> None:
    app = Sanic(f"test_plain_pages_{next(_numbers)}", configure_logging=False)
    replies.attach(app)
    plain_pages.attach(app)
    response = await get(app, path)
    assert response.status_code == status
    assert response.headers["Content-Type"].startswith(kind)
    assert response.headers["Cache-Control"] == "no-store"
    if status == 302:
        assert response.headers["Location"] == "/faq/index.html"
