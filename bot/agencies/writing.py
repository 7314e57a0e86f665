"""Writing a list's facts; the newest list decides what a spelling or link says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, delete, insert, select, tuple_
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.candidate import Candidate

Facts = dict[tuple[str, ...], dict[str, Any]]


def write_facts(
    connection: Connection, candidate: Candidate, suffix: str, sha256: str
) -> None:
    """Write a list, its rows as printed, its listings, spellings and links."""
    connection.execute(
        insert(tables.list_file).values(
            id=candidate.id,
            kind=candidate.kind,
            list_date=candidate.list_date,
            suffix=suffix,
            file_name=candidate.file,
            sha256=sha256,
            content_hash=candidate.content_hash,
            row_count=len(candidate.printed),
        )
    )
    if not candidate.rows:
        return
    connection.execute(insert(tables.raw_row), _printed(candidate))
    connection.execute(insert(tables.listing), _listings(candidate))
    keep_newest(connection, tables.spelling, _spellings(candidate))
    keep_newest(connection, tables.agreement_link, _links(candidate))


def _printed(candidate: Candidate) -> list[dict[str, Any]]:
    flags = {row.row_no: " ".join(row.flags) for row in candidate.rows}
    return [
        {"list_id": candidate.id, "flags": flags[row.row_no], **vars(row)}
        for row in candidate.printed
    ]


def _listings(candidate: Candidate) -> list[dict[str, Any]]:
    """One line an agreement; a row printed twice with two dates keeps the earlier."""
    found: Facts = {}
    for row in candidate.rows:
        key = (row.agency_id, row.model)
        signed = row.signed
        if key in found and found[key]["signed"]:
            signed = min(signed or found[key]["signed"], found[key]["signed"])
        found[key] = {
            "list_id": candidate.id,
            "agency_id": row.agency_id,
            "model": row.model,
            "signed": signed,
        }
    return list(found.values())


def _spellings(candidate: Candidate) -> Facts:
    found: Facts = {}
    for row in candidate.rows:
        values = {
            "agency_id": row.agency_id,
            "name": row.name,
            "counties": " ".join(row.counties),
            "kind": row.kind,
            "layer": row.layer,
            "places": ";".join(row.places),
            "state": row.state,
            "list_id": candidate.id,
        }
        _keep(found, (row.agency_id, row.name, values["counties"]), values)
    return found


def _links(candidate: Candidate) -> Facts:
    found: Facts = {}
    for row in candidate.rows:
        if row.link:
            found[row.agency_id, row.model, row.link] = {
                "agency_id": row.agency_id,
                "model": row.model,
                "link": row.link,
                "list_id": candidate.id,
            }
    return found


def _keep(facts: Facts, key: tuple[str, ...], values: dict[str, Any]) -> None:
    """Of two rows about one thing keep the later list's, then the greater one."""
    rank = (values["list_id"], values["kind"], values["layer"], values["places"])
    old = facts.get(key)
    if old is None or rank > (old["list_id"], old["kind"], old["layer"], old["places"]):
        facts[key] = values


def keep_newest(connection: Connection, table: Table, facts: Facts) -> None:
    """Write facts whose list is newer than the one already written for their key."""
    columns = list(table.primary_key.columns)
    known = {
        tuple(row[:-1]): row[-1]
        for row in connection.execute(select(*columns, table.c.list_id))
    }
    newer = {k: v for k, v in facts.items() if v["list_id"] > known.get(k, "")}
    stale = [key for key in newer if key in known]
    for start in range(0, len(stale), 100):
        connection.execute(
            delete(table).where(tuple_(*columns).in_(stale[start : start + 100]))
        )
    if newer:
        connection.execute(insert(table), list(newer.values()))
