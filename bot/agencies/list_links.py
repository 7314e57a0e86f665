"""The links to lists on ICE's page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from bot.agencies.list_name import SUFFIXES, read_list_name
from bot.agencies.model import ListKind

#: A workbook named as a list, also where its date can't be read.
_LIST = re.compile(r"^(participating|pending)[ _-]?agencies.*\.xlsx$", re.IGNORECASE)
#: What a file may be called on disk; a page can write anything into a link.
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class ListLink:
    """One link to a list; the date is None where the file's name does not tell."""

    url: str
    file_name: str
    kind: ListKind
    list_date: date | None = None
    suffix: str = ""

    @property
    def rank(self) -> tuple[date, int, str]:
        """Sorts by date, then by time of day; an undated list comes first."""
        hour = SUFFIXES.index(self.suffix) if self.suffix in SUFFIXES else -1
        return self.list_date or date.min, hour, self.file_name


class _Links(HTMLParser):
    """Collects the targets of a page's links, relative to its base."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.base = address
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if target is None:
            return
        try:
            address = urljoin(self.base, target.strip())
        except ValueError:  # e.g. half of an IPv6 address
            return
        if tag == "base":
            self.base = address
        elif tag == "a":
            self.targets.append(address)


def find_list_links(html: str, page: str) -> tuple[ListLink, ...]:
    """Every link to a list on a page, each once, in the page's order.

    Args:
        html: the page; anything that is no page has no links.
        page: its address, to complete relative links.
    """
    parser = _Links(page)
    parser.feed(html)
    parser.close()
    found = (_read_link(target) for target in parser.targets)
    return tuple(dict.fromkeys(link for link in found if link))


def _read_link(target: str) -> ListLink | None:
    path = urlsplit(target).path
    file_name = _UNSAFE.sub("_", unquote(path).rsplit("/", 1)[-1])
    match = _LIST.match(file_name)
    if not match:
        return None
    name = read_list_name(file_name)
    kind: ListKind = "pending" if match[1].lower() == "pending" else "participating"
    url = target.split("#", 1)[0]
    return ListLink(url, file_name, kind, name.list_date, name.suffix)


def newest_link(links: Iterable[ListLink], kind: ListKind) -> ListLink | None:
    """The newest list of a kind; one whose name has no date only if none has."""
    return max(
        (link for link in links if link.kind == kind),
        key=lambda link: link.rank,
        default=None,
    )
