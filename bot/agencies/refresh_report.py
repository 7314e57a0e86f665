"""What a refresh found: news, nothing new, or why it failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bot.agencies.report import ImportReport
from bot.agencies.result import Refusal, message

Outcome = Literal["news", "nothing_new", "refused"]


@dataclass(frozen=True)
class RefreshReport:
    """What happened to the lists that a refresh found."""

    page: str = ""
    """Address of ICE's page; empty when files were given."""
    lists: tuple[ImportReport, ...] = ()
    refusal: Refusal | None = None
    """Why no list was looked at, if so."""

    @property
    def outcome(self) -> Outcome:
        """Refused if anything was; the lists beside it may have been taken."""
        statuses = {report.status for report in self.lists}
        if self.refusal or "refused" in statuses:
            return "refused"
        taken = statuses & {"imported", "would_import"}
        return "news" if taken else "nothing_new"

    @property
    def taken(self) -> bool:
        """Whether a list was written."""
        return any(report.status == "imported" for report in self.lists)

    def sentence(self) -> str:
        """One sentence on the outcome, for the operator."""
        if self.refusal:
            return self.refusal.sentence()
        if self.outcome == "nothing_new":
            return message("nothing_new")
        return " ".join(
            report.sentence()
            for report in self.lists
            if report.status != "already_there"
        )

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "page": self.page or None,
            "outcome": self.outcome,
            "sentence": self.sentence(),
            "reason": self.refusal.key if self.refusal else None,
            "lists": [report.to_json() for report in self.lists],
        }
