"""Writing the facts of a database as the embedded snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.files import SNAPSHOT, write_table
from bot.agencies.snapshot import (
    FILES,
    KINDS,
    LINK_COLUMNS,
    LINK_FOLDER,
    LIST_COLUMNS,
    RUN_COLUMNS,
    SPELLING_COLUMNS,
    TABLES,
    newest_ids,
)


def write_snapshot(connection: Connection, folder: Path = SNAPSHOT) -> list[Path]:
    """Write a database's facts as a snapshot; the same facts give the same files."""
    lists = connection.execute(select(tables.list_file).order_by("kind", "id")).all()
    newest = newest_ids([(row.kind, row.id) for row in lists])
    spellings = connection.execute(
        select(tables.spelling).order_by("agency_id", "list_id", "name", "counties")
    )
    written = {
        "lists.csv": (LIST_COLUMNS, _plain(lists, LIST_COLUMNS)),
        "agencies.csv": (SPELLING_COLUMNS, _plain(spellings, SPELLING_COLUMNS)),
        "links.csv": (LINK_COLUMNS, _links(connection)),
    }
    for kind, name in TABLES.items():
        order = [row.id for row in lists if row.kind == kind]
        written[name] = (RUN_COLUMNS, _runs(connection, order))
    for name, (header, rows) in written.items():
        open_ended = newest.get(KINDS.get(name, "participating"), "")
        # lists.csv defines the ids, so it keeps them all.
        shown = rows if name == "lists.csv" else _blank_last(rows, open_ended)
        write_table(folder / name, list(header), list(shown))
    return [folder / name for name in FILES]


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


def _links(connection: Connection) -> Iterator[tuple[str, ...]]:
    """The newest address of each agreement; older ones answer no question."""
    rows = connection.execute(
        select(tables.agreement_link).order_by("agency_id", "model", "list_id", "link")
    )
    for _, group in groupby(rows, key=lambda row: (row.agency_id, row.model)):
        row = list(group)[-1]
        link = row.link.removeprefix(LINK_FOLDER)
        yield row.agency_id, row.model, link, row.list_id
