"""Taking one list into the database: read, clean, judge, write, derive, report."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from bot.agencies import tables
from bot.agencies.candidate import Candidate, find_neighbour
from bot.agencies.cleaning import Cleaner
from bot.agencies.comparing import compare_lists
from bot.agencies.corrections import corrections
from bot.agencies.database import writing
from bot.agencies.deriving import derive
from bot.agencies.geography import geography
from bot.agencies.guards import judge
from bot.agencies.list_name import ListName, read_list_name
from bot.agencies.model import PrintedRow
from bot.agencies.names import tidy
from bot.agencies.report import ImportReport, refuse, report_rows
from bot.agencies.result import Refusal
from bot.agencies.workbook import Sheet, read_workbook
from bot.agencies.writing import write_facts


def import_list(
    engine: Engine,
    path: Path,
    *,
    list_date: date | None = None,
    accept: bool = False,
    dry_run: bool = False,
    cleaner: Cleaner | None = None,
) -> ImportReport:
    """Take one list in one transaction; a refused list changes nothing.

    Args:
        engine: the agency database.
        path: ICE's workbook.
        list_date: the list's date, where the file's name does not tell or tells wrong.
        accept: take the list although a guard speaks against it.
        dry_run: report what would happen and write nothing.
        cleaner: tables to clean with; by default the project's own.

    Returns:
        A report: taken, already there, or refused with the reason.
    """
    sheet = read_workbook(path)
    if isinstance(sheet, Refusal):
        return refuse(path.name, sheet)
    name = read_list_name(path.name)
    day = list_date or name.list_date
    refusal = _judge_name(path.name, sheet, name, day, accept)
    if refusal or day is None:
        return refuse(path.name, refusal or Refusal("no_date", {"file": path.name}))
    tables_of_truth = cleaner or Cleaner(corrections(), geography())
    candidate = _candidate(path.name, sheet, name, day, tables_of_truth)
    with writing(engine) as connection, connection.begin_nested() as savepoint:
        report = _take(connection, candidate, name.suffix, sheet.sha256, accept)
        if dry_run and report.status == "imported":
            savepoint.rollback()
            return report.as_dry_run()
        return report


def _judge_name(
    file: str, sheet: Sheet, name: ListName, day: date | None, accept: bool
) -> Refusal | None:
    if name.kind and name.kind != sheet.kind and not accept:
        values = {"file": file, "named": name.kind, "found": sheet.kind}
        return Refusal("kind_disagrees", values)
    if not sheet.rows and sheet.kind == "participating":
        return Refusal("empty_participating", {"file": file})
    if day is None:
        return Refusal("no_date", {"file": file})
    return None


def _candidate(
    file: str, sheet: Sheet, name: ListName, day: date, cleaner: Cleaner
) -> Candidate:
    content = hash_content(sheet.rows)
    return Candidate(
        file=file,
        kind=sheet.kind,
        list_date=day,
        # Sorts by date, then time of day; the hash keeps two lists of one name apart.
        id=f"{day}-{name.suffix or '0'}-{sheet.kind[:2]}{content[:8]}",
        content_hash=content,
        printed=sheet.rows,
        rows=[cleaner.clean(row, day) for row in sheet.rows],
    )


def hash_content(rows: Sequence[PrintedRow]) -> str:
    """Fingerprint of what a list says, blind to blanks, row order and file format."""
    lines = sorted(
        "\x1f".join(tidy(v) for v in (r.state, r.agency, r.county, r.model, r.signed))
        for r in rows
    )
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()


def _take(
    connection: Connection,
    candidate: Candidate,
    suffix: str,
    sha256: str,
    accept: bool,
) -> ImportReport:
    known = connection.execute(
        select(tables.list_file.c.id).where(tables.list_file.c.id == candidate.id)
    ).first()
    if known:
        return ImportReport(candidate.file, "already_there", list_id=candidate.id)
    refusal = None if accept else judge(connection, candidate)
    if refusal:
        return refuse(candidate.file, refusal)
    before = find_neighbour(connection, candidate, earlier=True)
    write_facts(connection, candidate, suffix, sha256)
    derive(connection)
    return report_rows(candidate, compare_lists(connection, candidate, before))
