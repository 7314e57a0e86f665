"""The plain pages of a running server: made when asked for, live, and bounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.content.loading import Content, load_content
from bot.serve import plain_pages
from bot.serve.plain_pages import PlainPages

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
