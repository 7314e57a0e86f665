"""Promises about the files themselves; no browser is needed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import Any

from .page_texts import read_texts
from .scripted_channel import PAGE

SIZE_LIMIT_BYTES = 12 * 1024
SERVED = sorted(
    file for file in PAGE.iterdir() if file.suffix in {".html", ".js", ".css"}
)


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


def test_all_of_it_fits_in_twelve_kilobytes() -> None:
    sizes = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in SERVED}
    assert sum(sizes.values()) <= SIZE_LIMIT_BYTES, sizes


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
    for file in SERVED:
        assert not forbidden.search(file.read_text(encoding="utf-8")), file.name


def test_the_page_names_every_module_it_loads() -> None:
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    named = set(re.findall(r'(?:href|src)="([\w.]+\.(?:js|css))"', page))
    assert named == {file.name for file in SERVED} - {"index.html"}


def test_without_scripts_the_page_says_so_in_both_languages() -> None:
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    inside = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "This chat needs JavaScript." in inside
    assert '<p lang="es">Este chat necesita JavaScript.' in inside


def test_the_only_addresses_are_our_own_and_the_neutral_page() -> None:
    for file in SERVED:
        hosts = re.findall(r"https?://([\w.-]+)", file.read_text(encoding="utf-8"))
        assert set(hosts) <= {"www.weather.gov", "ice.gov"}, file.name
