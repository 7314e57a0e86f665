"""A list against the one before it: what came, went, was re-dated or renamed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import Levenshtein
from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.candidate import Candidate, Neighbour

#: Agencies so alike in one state, one gone and one new, may be one agency renamed.
RENAMED_EDITS_AT_MOST = 2


@dataclass(frozen=True)
class Change:
    """One agreement that came, went or was given another date."""

    agency_id: str
    model: str
    signed: date | None
    signed_before: date | None = None


@dataclass(frozen=True)
class Comparison:
    """A participating list against the one before it by date."""

    before: date | None = None
    same_content: bool = False
    added: tuple[Change, ...] = ()
    gone: tuple[Change, ...] = ()
    redated: tuple[Change, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Agency ids (old, new) that may be one agency; proposed, never applied."""


def compare_lists(
    connection: Connection, candidate: Candidate, before: Neighbour | None
) -> Comparison:
    """The candidate's listings against those of the list before it."""
    if before is None or candidate.kind != "participating":
        return Comparison()
    old, new = _dates(connection, before.id), _dates(connection, candidate.id)
    added = [Change(*key, new[key]) for key in sorted(new.keys() - old.keys())]
    gone = [Change(*key, old[key]) for key in sorted(old.keys() - new.keys())]
    redated = [
        Change(*key, new[key], old[key])
        for key in sorted(new.keys() & old.keys())
        if new[key] != old[key]
    ]
    return Comparison(
        before=before.list_date,
        same_content=not (added or gone or redated),
        added=tuple(added),
        gone=tuple(gone),
        redated=tuple(redated),
        renamed=tuple(_renamed(gone, added)),
    )


def _dates(connection: Connection, list_id: str) -> dict[tuple[str, str], date | None]:
    rows = connection.execute(
        select(
            tables.listing.c.agency_id, tables.listing.c.model, tables.listing.c.signed
        ).where(tables.listing.c.list_id == list_id)
    )
    return {(row.agency_id, row.model): row.signed for row in rows}


def _renamed(gone: list[Change], added: list[Change]) -> list[tuple[str, str]]:
    pairs = {
        (old.agency_id, new.agency_id)
        for old in gone
        for new in added
        if old.agency_id[:2] == new.agency_id[:2]
        and old.model == new.model
        and old.agency_id != new.agency_id
        and (old.signed == new.signed or _alike(old.agency_id, new.agency_id))
    }
    return sorted(pairs)


def _alike(one: str, other: str) -> bool:
    distance = Levenshtein.distance(one, other, score_cutoff=RENAMED_EDITS_AT_MOST)
    return distance <= RENAMED_EDITS_AT_MOST
