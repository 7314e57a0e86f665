"""The embedded snapshot: the facts of all lists as small CSV tables in the project.

A fresh clone needs nothing else. Each table has one line a fact, so that two versions
can be compared line by line; a stretch of lists that print the same is one line, and
an empty list id means the newest list, so that a standing fact's line never changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.files import SNAPSHOT, read_table, write_table
from bot.agencies.model import ListKind

#: Where ICE keeps the agreements' texts; left out of the table of links.
LINK_FOLDER = "https://www.ice.gov/doclib/287gMOA/"

_TABLES: dict[ListKind, str] = {
    "participating": "participating.csv",
    "pending": "pending.csv",
}
_KINDS = {name: kind for kind, name in _TABLES.items()}
_LISTS = ("id", "kind", "list_date", "suffix", "file_name", "row_count", "sha256")
_LIST_COLUMNS = (*_LISTS, "content_hash")
_SPELLING_COLUMNS = (
    "agency_id",
    "name",
    "state",
    "kind",
    "layer",
    "counties",
    "places",
    "list_id",
)
_RUN_COLUMNS = ("agency_id", "model", "signed", "first_list", "last_list")
_LINK_COLUMNS = ("agency_id", "model", "link", "list_id")
FILES = ("lists.csv", "agencies.csv", *_TABLES.values(), "links.csv")


def fingerprint(folder: Path = SNAPSHOT) -> str:
    """Fingerprint of the snapshot's tables; changes with any fact.

    Raises:
        FileNotFoundError: a table is missing.
    """
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def newest_date(folder: Path = SNAPSHOT) -> date:
    """Date of the newest participating list in the snapshot.

    Raises:
        FileNotFoundError: the table of lists is missing.
        ValueError: it holds no participating list.
    """
    return max(
        date.fromisoformat(row["list_date"])
        for row in read_table(folder / "lists.csv")
        if row["kind"] == "participating"
    )


def write_snapshot(connection: Connection, folder: Path = SNAPSHOT) -> list[Path]:
    """Write a database's facts as a snapshot; the same facts give the same files."""
    lists = connection.execute(select(tables.list_file).order_by("kind", "id")).all()
    newest = _newest([(row.kind, row.id) for row in lists])
    spellings = connection.execute(
        select(tables.spelling).order_by("agency_id", "list_id", "name", "counties")
    )
    written = {
        "lists.csv": (_LIST_COLUMNS, _plain(lists, _LIST_COLUMNS)),
        "agencies.csv": (_SPELLING_COLUMNS, _plain(spellings, _SPELLING_COLUMNS)),
        "links.csv": (_LINK_COLUMNS, _links(connection)),
    }
    for kind, name in _TABLES.items():
        order = [row.id for row in lists if row.kind == kind]
        written[name] = (_RUN_COLUMNS, _runs(connection, order))
    for name, (header, rows) in written.items():
        open_ended = newest[_KINDS.get(name, "participating")]
        # lists.csv defines the ids, so it keeps them all.
        shown = rows if name == "lists.csv" else _blank_last(rows, open_ended)
        write_table(folder / name, list(header), list(shown))
    return [folder / name for name in FILES]


def load_snapshot(connection: Connection, folder: Path = SNAPSHOT) -> None:
    """Fill empty tables of facts from a snapshot.

    Raises:
        FileNotFoundError: a table is missing.
        ValueError, KeyError: a table is damaged.
    """
    lists = [
        {
            **row,
            "list_date": date.fromisoformat(row["list_date"]),
            "row_count": int(row["row_count"]),
        }
        for row in read_table(folder / "lists.csv")
    ]
    newest = _newest([(str(row["kind"]), str(row["id"])) for row in lists])
    last = newest["participating"]
    connection.execute(insert(tables.list_file), lists)
    spellings = read_table(folder / "agencies.csv")
    connection.execute(
        insert(tables.spelling),
        [{**row, "list_id": row["list_id"] or last} for row in spellings],
    )
    for kind, name in _TABLES.items():
        order = sorted(str(row["id"]) for row in lists if row["kind"] == kind)
        listings = list(_expand(read_table(folder / name), order))
        if listings:
            connection.execute(insert(tables.listing), listings)
    links = [
        {**row, "link": _full_link(row["link"]), "list_id": row["list_id"] or last}
        for row in read_table(folder / "links.csv")
    ]
    if links:
        connection.execute(insert(tables.agreement_link), links)


def _newest(lists: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Newest list id by kind."""
    return dict(sorted(lists))


def _blank_last(
    rows: Iterable[tuple[str, ...]], newest: str
) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield (*row[:-1], "" if row[-1] == newest else row[-1])


def _plain(rows: Iterable[Any], columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        yield tuple(str(getattr(row, column)) for column in columns)


def _runs(connection: Connection, order: list[str]) -> Iterator[tuple[str, ...]]:
    """Listings of one kind, as stretches of consecutive lists with one printed date."""
    position = {list_id: index for index, list_id in enumerate(order)}
    listing = tables.listing.c
    rows = connection.execute(
        select(listing.agency_id, listing.model, listing.list_id, listing.signed)
        .where(listing.list_id.in_(order))
        .order_by(listing.agency_id, listing.model, listing.list_id)
    ).all()
    # Within a stretch, position minus rank in the group stays the same.
    for (agency_id, model), group in groupby(rows, key=lambda r: (r[0], r[1])):
        numbered = enumerate(group)
        for (signed, _), run in groupby(
            numbered, key=lambda n: (n[1].signed, position[n[1].list_id] - n[0])
        ):
            members = [row.list_id for _, row in run]
            day = signed.isoformat() if signed else ""
            yield agency_id, model, day, members[0], members[-1]


def _expand(rows: list[dict[str, str]], order: list[str]) -> Iterator[dict[str, Any]]:
    position = {list_id: index for index, list_id in enumerate(order)}
    for row in rows:
        first = position[row["first_list"]]
        last = position[row["last_list"] or order[-1]]
        signed = date.fromisoformat(row["signed"]) if row["signed"] else None
        for list_id in order[first : last + 1]:
            yield {
                "list_id": list_id,
                "agency_id": row["agency_id"],
                "model": row["model"],
                "signed": signed,
            }


def _links(connection: Connection) -> Iterator[tuple[str, ...]]:
    """The newest address of each agreement; older ones answer no question."""
    rows = connection.execute(
        select(tables.agreement_link).order_by("agency_id", "model", "list_id", "link")
    )
    for _, group in groupby(rows, key=lambda row: (row.agency_id, row.model)):
        row = list(group)[-1]
        link = row.link.removeprefix(LINK_FOLDER)
        yield row.agency_id, row.model, link, row.list_id


def _full_link(link: str) -> str:
    return link if link.startswith("https://") else LINK_FOLDER + link
