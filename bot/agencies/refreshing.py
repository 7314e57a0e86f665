"""Bringing the database up to date: find ICE's newest lists, fetch, import, report."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.agencies import tables
from bot.agencies.fetching import Fetcher
from bot.agencies.importing import import_list
from bot.agencies.list_links import ListLink, find_list_links, newest_link
from bot.agencies.list_name import read_list_name
from bot.agencies.measuring import FILE_BYTES_AT_MOST
from bot.agencies.model import ListKind
from bot.agencies.refresh_report import RefreshReport
from bot.agencies.report import ImportReport, refuse
from bot.agencies.result import Refusal

#: ICE's page has 0.2 MB.
PAGE_BYTES_AT_MOST = 5_000_000
#: The list that answers rest on comes first; without it the other is not taken.
KINDS: tuple[ListKind, ...] = ("participating", "pending")


@dataclass(frozen=True)
class Terms:
    """On what terms lists are taken."""

    list_date: date | None = None
    """The list's date where its name tells it wrong; for one list only."""
    accept: bool = False
    """Take a list although a guard speaks against it."""
    dry_run: bool = False
    """Report what would happen and write nothing."""


def refresh_from_page(
    engine: Engine,
    fetcher: Fetcher,
    terms: Terms | None = None,
    kinds: Sequence[ListKind] = KINDS,
) -> RefreshReport:
    """Take the newest lists that ICE's page links.

    A page without a link to a participating list (a changed page, a log-in page in
    its place) and a participating list that can't be fetched or is refused change
    nothing at all.

    Args:
        engine: the agency database.
        fetcher: knows the page's address and which hosts may be fetched from.
        terms: date, acceptance and dry run.
        kinds: the kinds of list to take.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database can't be read or written.
    """
    page = fetcher.get(fetcher.page, bytes_at_most=PAGE_BYTES_AT_MOST)
    if isinstance(page, Refusal):
        return RefreshReport(fetcher.page, refusal=page)
    html = page.decode("utf-8", errors="replace")
    links = find_list_links(html, fetcher.page)
    if newest_link(links, kinds[0]) is None:
        values = {"page": fetcher.page, "kind": kinds[0]}
        return RefreshReport(fetcher.page, refusal=Refusal("no_list_linked", values))
    reports: list[ImportReport] = []
    for kind in kinds:
        link = newest_link(links, kind)
        if link is None:
            continue
        reports.append(_take(engine, fetcher, link, terms or Terms()))
        if reports[-1].status == "refused":
            break
    undated = _undated(engine, links, kinds)
    return RefreshReport(fetcher.page, lists=(*reports, *undated))


def _take(
    engine: Engine, fetcher: Fetcher, link: ListLink, terms: Terms
) -> ImportReport:
    content = fetcher.get(link.url, bytes_at_most=FILE_BYTES_AT_MOST)
    if isinstance(content, Refusal):
        return refuse(link.file_name, content)
    with tempfile.TemporaryDirectory() as folder:
        # The file keeps its name, which tells its kind and date.
        path = Path(folder) / link.file_name
        path.write_bytes(content)
        return _import(engine, path, terms)


def _import(engine: Engine, path: Path, terms: Terms) -> ImportReport:
    return import_list(
        engine,
        path,
        list_date=terms.list_date,
        accept=terms.accept,
        dry_run=terms.dry_run,
    )


def _undated(
    engine: Engine, links: Iterable[ListLink], kinds: Sequence[ListKind]
) -> list[ImportReport]:
    """Lists beside the newest whose date only a person can tell: they may be newer."""
    linked = [link for link in links if link.kind in kinds]
    newest = [newest_link(linked, kind) for kind in kinds]
    names = [
        link.file_name
        for link in linked
        if link.list_date is None and link not in newest
    ]
    file_name = tables.list_file.c.file_name
    with engine.connect() as connection:
        known = set(
            connection.execute(select(file_name).where(file_name.in_(names))).scalars()
        )
    return [
        refuse(name, Refusal("no_date_linked", {"file": name}))
        for name in names
        if name not in known
    ]


def refresh_from_files(
    engine: Engine, files: Iterable[Path], terms: Terms | None = None
) -> RefreshReport:
    """Take lists that a person has fetched, oldest first, each on its own.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database can't be read or written.
    """
    reports = [_import(engine, path, terms or Terms()) for path in by_date(files)]
    return RefreshReport(lists=tuple(reports))


def by_date(files: Iterable[Path]) -> list[Path]:
    """Oldest first, so that each list is judged against the one before it."""
    return sorted(
        files, key=lambda path: (read_list_name(path.name).list_date or date.max, path)
    )
