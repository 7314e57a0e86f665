"""The answers as plain pages: whole, in both languages, from no other server."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.content.loading import Content, load_content
from bot.organizer.site.markup import add, add_blocks, document, written
from bot.organizer.site.pages import Site, make_pages, slug

TODAY = date(2026, 11, 25)
_VOID = {"meta", "link"}


class Page(HTMLParser):
    """What a browser finds in a page; fails where an element is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.lang = ""
        self.texts: list[str] = []
        self.headings: Counter[str] = Counter()
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.headings[tag] += tag.startswith("h")
        if tag == "html":
            self.lang = found["lang"] or ""
        if tag == "a":
            self.links.append(found["href"] or "")
        elif "href" in found or "src" in found:
            self.loads.append(found.get("href") or found.get("src") or "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="module")
def pages(content: Content) -> dict[str, Page]:
    site = Site(content, {"en": {}, "es": {}}, TODAY)
    return {name: Page(html) for name, html in make_pages(site)}


def test_every_topic_has_a_page_in_each_language(
    pages: dict[str, Page], content: Content
) -> None:
    for language in ("en", "es"):
        for name in content.topics:
            page = pages[f"{language}/{slug(name)}.html"]
            assert page.lang == language
            assert page.headings["h1"] == 1


def test_every_link_leads_to_a_page_or_to_a_source(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for link in page.links:
            if not link.startswith(("https://", "http://", "tel:")):
                target = (Path("/") / name).parent.joinpath(link).resolve()
                assert str(target)[1:] in pages, (name, link)


def test_a_page_loads_its_style_and_nothing_else(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert [load.removeprefix("../") for load in page.loads] == ["site.css"]


def test_no_page_shows_an_unfilled_value(pages: dict[str, Page]) -> None:
    assert not [name for name, page in pages.items() if "{" in "".join(page.texts)]


def test_nothing_sounds_like_a_lawyers_review(pages: dict[str, Page]) -> None:
    assert "A lawyer's review is pending." in "".join(pages["en/jem.html"].texts)
    assert "Falta la revisión de un abogado." in "".join(pages["es/jem.html"].texts)


def test_an_overdue_answer_says_so(content: Content) -> None:
    late = content.topics["jem"].reviewed.next + timedelta(days=1)
    html = dict(make_pages(Site(content, {"en": {}, "es": {}}, late)))
    assert "past its review date" in html["en/jem.html"]


def test_what_an_answer_says_is_text_and_never_markup() -> None:
    page = document("en", "<b>", 'a "quote"', 0)
    body = page.find("body")
    assert body is not None
    add_blocks(add(body, "main"), "<script>alert(1)</script>\n\n- <i>x</i>\n- y & z")
    html = written(page)
    assert "<script" not in html and "<i>" not in html and "<b>" not in html
    assert "&lt;script&gt;" in html and "y &amp; z" in html


def test_numbers_and_addresses_become_links_and_lists_lists() -> None:
    page = document("en", "t", "d", 0)
    body = page.find("body")
    assert body is not None
    add_blocks(body, "Call 1-844-363-1423 or 911.\n- a\n- b https://example.org/x.")
    read = Page(written(page))
    assert read.links == ["tel:+18443631423", "tel:911", "https://example.org/x"]
