"""The embedded snapshot: the facts of all lists as small CSV tables in the project.

A fresh clone needs nothing else. Each table has one line a fact, so that two versions
can be compared line by line; a stretch of lists that print the same is one line, and
an empty list id means the newest list, so that a standing fact's line never changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.files import SNAPSHOT, read_table
from bot.agencies.model import ListKind

#: Where ICE keeps the agreements' texts; left out of the table of links.
LINK_FOLDER = "https://www.ice.gov/doclib/287gMOA/"

TABLES: dict[ListKind, str] = {
    "participating": "participating.csv",
    "pending": "pending.csv",
}
KINDS = {name: kind for kind, name in TABLES.items()}
_LISTS = ("id", "kind", "list_date", "suffix", "file_name", "row_count", "sha256")
LIST_COLUMNS = (*_LISTS, "content_hash")
SPELLING_COLUMNS = (
    "agency_id",
    "name",
    "state",
    "kind",
    "layer",
    "counties",
    "places",
    "list_id",
)
RUN_COLUMNS = ("agency_id", "model", "signed", "first_list", "last_list")
LINK_COLUMNS = ("agency_id", "model", "link", "list_id")
FILES = ("lists.csv", "agencies.csv", *TABLES.values(), "links.csv")


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


def list_ids(folder: Path = SNAPSHOT) -> frozenset[str]:
    """Ids of the lists in the snapshot.

    Raises:
        FileNotFoundError: the table of lists is missing.
    """
    return frozenset(row["id"] for row in read_table(folder / "lists.csv"))


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
    newest = newest_ids([(str(row["kind"]), str(row["id"])) for row in lists])
    last = newest["participating"]
    connection.execute(insert(tables.list_file), lists)
    spellings = read_table(folder / "agencies.csv")
    connection.execute(
        insert(tables.spelling),
        [{**row, "list_id": row["list_id"] or last} for row in spellings],
    )
    for kind, name in TABLES.items():
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


def newest_ids(lists: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Newest list id by kind."""
    return dict(sorted(lists))


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


def _full_link(link: str) -> str:
    return link if link.startswith("https://") else LINK_FOLDER + link
