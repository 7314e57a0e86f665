"""Promises about the files themselves; no browser is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.serve.page import LOADED, read_files
from bot.serve.widget_code import BUILT, SOURCES, build

from .page_texts import read_texts

SIZE_LIMIT_BYTES = 12_500
SERVED = {name: file.body.decode() for name, file in read_files().items()}
MODULES = sorted(file for file in SOURCES.iterdir() if file.suffix in {".js", ".css"})


def shape(value: Any) -> Any:
    """The keys and lengths of a nest of texts, without the words."""
    if isinstance(value, dict):
        return {key: shape(inside) for key, inside in value.items()}
    return [shape(inside) for inside in value] if isinstance(value, list) else "text"


def sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for inside in value.values() if isinstance(value, dict) else value:
            yield from sentences(inside)


def test_all_that_a_visitor_loads_fits_in_twelve_and_a_half_kilobytes() -> None:
    files = read_files()
    sizes = {name: len(files[name].pressed) for name in LOADED}
    assert sum(sizes.values()) <= SIZE_LIMIT_BYTES, sizes


def test_what_is_served_is_what_the_sources_give() -> None:
    pytest.importorskip("minify", reason="the minifier of requirements-dev.txt")
    assert build() == BUILT.read_bytes(), "run: know287g widget build"


def test_both_languages_have_the_same_texts() -> None:
    texts = read_texts()
    assert set(texts) == {"en", "es"}
    assert shape(texts["en"]) == shape(texts["es"])


def test_numbers_are_the_same_in_both_languages() -> None:
    texts = read_texts()
    numbers = {
        language: sorted(re.findall(r"\d[\d-]+\d", " ".join(sentences(words))))
        for language, words in texts.items()
    }
    assert numbers["en"] == numbers["es"]


def test_no_text_is_left_in_the_other_language() -> None:
    texts = read_texts()
    same = set(sentences(texts["en"])) & set(sentences(texts["es"]))
    assert same == {"1-844-363-1423", "2026-11-25"}


def test_nothing_here_parses_html_or_keeps_anything() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b"
        r"|localStorage|sessionStorage|indexedDB|\.cookie|serviceWorker|sendBeacon"
    )
    for file in MODULES:
        assert not forbidden.search(file.read_text(encoding="utf-8")), file.name
    for name, text in SERVED.items():
        assert not forbidden.search(text), name


def test_the_page_names_everything_it_loads() -> None:
    named = set(re.findall(r'(?:href|src)="([\w.]+\.(?:js|css))"', SERVED[""]))
    assert {"", *named} == set(LOADED)


def test_without_scripts_the_page_says_so_in_both_languages() -> None:
    page = SERVED[""]
    inside = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "This chat needs JavaScript." in inside
    assert '<p lang="es">Este chat necesita JavaScript.' in inside
    assert re.findall(r'href="([^"]+)"', inside) == [
        "faq/en/index.html",
        "faq/es/index.html",
    ]


def test_the_only_addresses_are_our_own_and_the_neutral_page() -> None:
    for name in LOADED:
        hosts = re.findall(r"https?://([\w.-]+)", SERVED[name])
        assert set(hosts) <= {"www.weather.gov", "the.bot.example"}, name
