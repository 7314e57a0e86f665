"""What makes a list unfit to be taken: each guard returns a refusal or nothing.

Limits come from 158 genuine lists (agency-data study, sections 2 and 7): no list fell
below 99.6 % of the one before it, none had an agreement signed after its date beyond
single slips, and the newest signature was at most eight days old.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.candidate import Candidate, Neighbour, find_neighbour
from bot.agencies.result import Refusal

ROWS_KEPT_AT_LEAST = 0.97
STATE_ROWS_KEPT_AT_LEAST = 0.5
#: A state with fewer rows may lose most of them honestly.
STATE_ROWS_TO_JUDGE = 10
UNKNOWN_STATES_AT_MOST = 0.01
#: Single slips of a year are flagged; more of them mean the list's own date is wrong.
AHEAD_ROWS_AT_MOST = 0.005
NEWEST_SIGNATURE_DAYS = 30


def judge(connection: Connection, candidate: Candidate) -> Refusal | None:
    """The first reason against taking the list, or None.

    Reasons found here can be overruled by a person (``--accept``), except an empty
    participating list.
    """
    before = find_neighbour(connection, candidate, earlier=True)
    after = find_neighbour(connection, candidate, earlier=False)
    return (
        _judge_unknown(candidate)
        or _judge_dates(candidate)
        or _judge_content(connection, candidate, before, after)
        or _judge_size(candidate, before, after)
        or _judge_states(connection, candidate, before)
    )


def _refuse(key: str, candidate: Candidate, **values: Any) -> Refusal:
    return Refusal(key, {"file": candidate.file, "date": candidate.list_date, **values})


def _judge_unknown(candidate: Candidate) -> Refusal | None:
    printed = {row.row_no: row for row in candidate.printed}
    states = [printed[r.row_no].state for r in candidate.rows if not r.state]
    if len(states) > UNKNOWN_STATES_AT_MOST * len(candidate.rows):
        return _refuse(
            "unknown_states", candidate, rows=len(states), examples=_some(states)
        )
    models = [printed[r.row_no].model for r in candidate.rows if r.model == "UNK"]
    if models and candidate.kind == "participating":
        return _refuse(
            "unknown_models", candidate, rows=len(models), examples=_some(models)
        )
    return None


def _some(values: list[str]) -> str:
    return ", ".join(repr(value) for value, _ in Counter(values).most_common(3))


def _judge_dates(candidate: Candidate) -> Refusal | None:
    signed = sorted(row.signed for row in candidate.rows if row.signed)
    ahead = [day for day in signed if day > candidate.list_date]
    # At least two, so that one slip in a short list is not the list's fault.
    if len(ahead) > max(2.0, AHEAD_ROWS_AT_MOST * len(candidate.rows)):
        return _refuse(
            "signed_after_list", candidate, rows=len(ahead), newest=ahead[-1]
        )
    sane = [day for day in signed if day <= candidate.list_date]
    age = (candidate.list_date - sane[-1]).days if sane else 0
    if age > NEWEST_SIGNATURE_DAYS:
        return _refuse("stale", candidate, newest=sane[-1], days=age)
    return None


def _judge_content(
    connection: Connection,
    candidate: Candidate,
    before: Neighbour | None,
    after: Neighbour | None,
) -> Refusal | None:
    if not candidate.rows:
        return None  # two empty pending lists are alike and right
    twins = connection.execute(
        select(tables.list_file.c.id, tables.list_file.c.list_date)
        .where(
            tables.list_file.c.kind == candidate.kind,
            tables.list_file.c.content_hash == candidate.content_hash,
        )
        .order_by(tables.list_file.c.id)
    ).all()
    nearby = {neighbour.id for neighbour in (before, after) if neighbour}
    if not twins or any(twin.id in nearby for twin in twins):
        return None
    return _refuse("seen_before", candidate, seen=twins[-1].list_date)


def _judge_size(
    candidate: Candidate, before: Neighbour | None, after: Neighbour | None
) -> Refusal | None:
    if candidate.kind != "participating":
        return None
    rows = len(candidate.printed)
    if before and rows < ROWS_KEPT_AT_LEAST * before.rows:
        return _refuse(
            "fewer_rows",
            candidate,
            rows=rows,
            before=before.list_date,
            rows_before=before.rows,
        )
    if after and after.rows < ROWS_KEPT_AT_LEAST * rows:
        return _refuse(
            "more_rows_than_next",
            candidate,
            rows=rows,
            after=after.list_date,
            rows_after=after.rows,
        )
    return None


def _judge_states(
    connection: Connection, candidate: Candidate, before: Neighbour | None
) -> Refusal | None:
    if candidate.kind != "participating" or not before:
        return None
    now = Counter(row.state for row in candidate.rows)
    state = func.substr(tables.listing.c.agency_id, 1, 2)
    then = connection.execute(
        select(func.upper(state), func.count())
        .where(tables.listing.c.list_id == before.id)
        .group_by(state)
        .order_by(state)
    ).all()
    for code, rows in then:
        if rows >= STATE_ROWS_TO_JUDGE and now[code] < STATE_ROWS_KEPT_AT_LEAST * rows:
            return _refuse(
                "state_collapsed",
                candidate,
                state=code,
                rows=now[code],
                rows_before=rows,
            )
    return None
