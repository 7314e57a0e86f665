"""What an import changed, for a person to read and accept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from bot.agencies.candidate import Candidate
from bot.agencies.cleaning import UNRESOLVED
from bot.agencies.comparing import Change, Comparison
from bot.agencies.result import Refusal, message

Status = Literal["imported", "would_import", "already_there", "refused"]


@dataclass(frozen=True)
class ImportReport:
    """What happened to one file."""

    file: str
    status: Status
    list_id: str = ""
    kind: str = ""
    list_date: date | None = None
    rows: int = 0
    agreements: int = 0
    agencies: int = 0
    models: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)
    unresolved: tuple[str, ...] = ()
    """Rows with a value that could not be resolved, as sentences."""
    changes: Comparison = Comparison()
    refusal: Refusal | None = None

    def sentence(self) -> str:
        """One sentence on the outcome, for the operator."""
        if self.refusal:
            return self.refusal.sentence()
        if self.status == "already_there":
            return message("already_there", file=self.file, date=self.list_id[:10])
        key = "imported" if self.status == "imported" else "would_import"
        text = message(
            key, file=self.file, kind=self.kind, date=self.list_date, rows=self.rows
        )
        if self.changes.same_content:
            text += " " + message("republished", seen=self.changes.before)
        return text

    def lines(self, at_most: int) -> list[str]:
        """What changed against the list before, for the operator.

        Args:
            at_most: agreements named of each kind of change.
        """
        changes = self.changes
        kinds = {
            "added": [f"{c.agency_id} {c.model}" for c in changes.added],
            "gone": [f"{c.agency_id} {c.model}" for c in changes.gone],
            "redated": [f"{c.agency_id} {c.model}" for c in changes.redated],
            "renamed": [f"{old} -> {new}" for old, new in changes.renamed],
        }
        lines = [
            message(kind, number=len(names), names=_some(names, at_most))
            for kind, names in kinds.items()
            if names
        ]
        return [self._counts(), *lines] if self.models else lines

    def _counts(self) -> str:
        return message(
            "counts",
            agreements=self.agreements,
            models=", ".join(f"{m} {n}" for m, n in self.models.items()),
            agencies=self.agencies,
            states=len([code for code in self.states if code]),
        )

    def as_dry_run(self) -> ImportReport:
        """The same report for a list that was only tried."""
        return replace(self, status="would_import")

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "file": self.file,
            "status": self.status,
            "sentence": self.sentence(),
            "reason": self.refusal.key if self.refusal else None,
            "kind": self.kind or None,
            "list_date": str(self.list_date) if self.list_date else None,
            "rows": self.rows,
            "agreements": self.agreements,
            "agencies": self.agencies,
            "models": self.models,
            "states": self.states,
            "flags": self.flags,
            "unresolved": list(self.unresolved),
            "before": str(self.changes.before) if self.changes.before else None,
            "added": [_plain(change) for change in self.changes.added],
            "gone": [_plain(change) for change in self.changes.gone],
            "redated": [_plain(change) for change in self.changes.redated],
            "renamed": [list(pair) for pair in self.changes.renamed],
        }


def refuse(file: str, refusal: Refusal) -> ImportReport:
    """Report of a file that was not taken."""
    return ImportReport(file, "refused", refusal=refusal)


def report_rows(candidate: Candidate, changes: Comparison) -> ImportReport:
    """Report of a list that was taken: its counts, flags and unresolved rows."""
    printed = {row.row_no: row for row in candidate.printed}
    unresolved = [
        f"row {row.row_no}: {flag}: {printed[row.row_no].agency.strip()}"
        f" ({printed[row.row_no].state.strip()})"
        for row in candidate.rows
        for flag in row.flags
        if flag in UNRESOLVED
    ]
    rows = candidate.rows
    return ImportReport(
        file=candidate.file,
        status="imported",
        list_id=candidate.id,
        kind=candidate.kind,
        list_date=candidate.list_date,
        rows=len(candidate.printed),
        agreements=len({(row.agency_id, row.model) for row in rows}),
        agencies=len({row.agency_id for row in rows}),
        models=dict(sorted(Counter(row.model for row in rows).items())),
        states=dict(sorted(Counter(row.state for row in rows).items())),
        flags=dict(sorted(Counter(f for row in rows for f in row.flags).items())),
        unresolved=tuple(unresolved),
        changes=changes,
    )


def _some(names: list[str], at_most: int) -> str:
    more = ["..."] if len(names) > at_most else []
    return ", ".join(names[:at_most] + more)


def _plain(change: Change) -> dict[str, Any]:
    return {
        "agency": change.agency_id,
        "model": change.model,
        "signed": str(change.signed) if change.signed else None,
        "signed_before": str(change.signed_before) if change.signed_before else None,
    }
