"""What look-ups return: plain frozen values, and what a program may read of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bot.agencies.model import Layer, Model
from bot.places.model import AgencyKind, Place

Scope = Literal["local", "statewide", "nearby"]
Status = Literal["listed", "ended", "pending"]


@dataclass(frozen=True)
class Freshness:
    """How old the newest lists are on a given day."""

    list_date: date
    age_days: int
    stale: bool
    """Older than 14 days: the answer must say how old."""
    pending_date: date | None
    pending_age_days: int | None


@dataclass(frozen=True)
class Agreement:
    """One agreement of one agency, with what the lists say about it."""

    agency_id: str
    agency: str
    """Name in ICE's words, spelling corrected."""
    state: str
    agency_kind: str
    layer: Layer
    model: Model
    signed: date | None
    """As printed on the newest list that has it."""
    scope: Scope
    status: Status
    date_suspect: bool = False
    signed_likely: date | None = None
    """The date meant, where the printed one is a slip of the year."""
    first_listed: date | None = None
    """The first list in hand that has it; it may be older than that."""
    last_listed: date | None = None
    missing_since: date | None = None
    """The first list without it: it ended between last_listed and this date."""
    confirmed: bool = False
    """Ended only: three lists and seven days without it, so no slip of ICE's."""
    now_listed: bool = False
    """Pending only: the newest participating list has it already."""
    link: str = ""
    """Address of the signed text on ice.gov, where ICE links one."""

    def to_json(self) -> dict[str, Any]:
        """The agreement in the terms of the ``lookup`` contract."""
        plain: dict[str, Any] = {
            "agency": self.agency,
            "state": self.state,
            "model": self.model,
            "signed": self.signed.isoformat() if self.signed else None,
            "scope": self.scope,
            "status": self.status,
        }
        if self.status == "ended" and self.last_listed:
            plain["last_listed"] = self.last_listed.isoformat()
        return plain


@dataclass(frozen=True)
class CountyGroup:
    """One county of a place with the agreements of its own sheriff, police and jail."""

    fips: str
    name: str
    """Full name, e.g. "Polk County"."""
    state: str
    main: bool
    """False for a city's lesser counties: they concern only whoever lives there."""
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True)
class PlaceAnswer:
    """Everything the lists say about one place, in layers."""

    place: Place
    freshness: Freshness
    local_police: tuple[Agreement, ...] = ()
    """The town's own police; always empty for a county or a state."""
    counties: tuple[CountyGroup, ...] = ()
    statewide: tuple[Agreement, ...] = ()
    nearby: tuple[Agreement, ...] = ()
    """Other towns' police, campuses, constables in the main counties."""
    ended: tuple[Agreement, ...] = ()
    """Formerly listed agreements of the town or its counties."""
    pending: tuple[Agreement, ...] = ()
    """On the newest pending list; ``now_listed`` where it has been overtaken."""
    asked_kind: AgencyKind | None = None
    asked_listed: bool | None = None
    """Whether the kind of agency that was asked about is on the list."""

    @property
    def local(self) -> tuple[Agreement, ...]:
        """Town and main counties together, each agreement once."""
        own = [a for group in self.counties if group.main for a in group.agreements]
        return tuple(dict.fromkeys((*self.local_police, *own)))

    @property
    def lesser(self) -> tuple[Agreement, ...]:
        """Agreements of a city's lesser counties ("if you live in the X part")."""
        rest = [
            a for group in self.counties if not group.main for a in group.agreements
        ]
        return tuple(dict.fromkeys(rest))

    @property
    def kind(self) -> Literal["agreements", "not_listed"]:
        """Whether a local agency is listed; for a state, whether a state agency is."""
        own = self.statewide if self.place.kind == "state" else self.local
        return "agreements" if own else "not_listed"

    def to_json(
        self, *, nearby: bool = False, ended: bool = False, pending: bool = False
    ) -> dict[str, Any]:
        """The ``lookup`` contract.

        Args:
            nearby: the text names other agencies nearby, so list them.
            ended: the text tells of former agreements, so list them.
            pending: the text tells of pending agreements, so list them.
        """
        shown = [*self.local, *self.statewide]
        shown += self.nearby if nearby else ()
        shown += self.ended if ended else ()
        shown += self.pending if pending else ()
        plain = {
            "kind": self.kind,
            "as_of": self.freshness.list_date.isoformat(),
            "places": [
                {"fips": group.fips, "name": group.name, "state": group.state}
                for group in self.counties
            ],
            "agreements": list_agreements(shown),
        }
        if pending and self.freshness.pending_date:
            plain["pending_as_of"] = self.freshness.pending_date.isoformat()
        return plain


@dataclass(frozen=True)
class AgencyRef:
    """An agency that a text names, whether ICE lists it or not."""

    id: str | None
    """None for a well-known agency that no list has ever had."""
    name: str
    state: str
    kind: str
    layer: Layer
    counties: tuple[str, ...] = ()
    listed: bool = False


@dataclass(frozen=True)
class AgencyMatch:
    """What a text says about an agency.

    Found: it is these (several when a kind of agency was asked about, e.g. a state's
    prisons). Ambiguous: ask which. None: nothing named, or, with ``asked_kind``, a
    kind of agency of which the lists know none there.
    """

    kind: Literal["found", "ambiguous", "none"]
    agencies: tuple[AgencyRef, ...] = ()
    how: Literal["nickname", "kind", "name", "spelling", ""] = ""
    """What the match rests on; after "spelling" say the name back."""
    asked_kind: str = ""
    """The kind of agency the text names ("state_police"), if it names one."""
    needs_state: bool = False
    """A state would settle it: ask for that."""


@dataclass(frozen=True)
class AgencyAnswer:
    """What the lists say about named agencies."""

    freshness: Freshness
    agencies: tuple[AgencyRef, ...]
    listed: tuple[Agreement, ...] = ()
    ended: tuple[Agreement, ...] = ()
    pending: tuple[Agreement, ...] = ()
    asked_model: Model | None = None

    @property
    def kind(self) -> Literal["agreements", "ended", "pending", "not_listed"]:
        """What the answer says of the model that was asked about, or of any."""

        def has(agreements: tuple[Agreement, ...]) -> bool:
            return any(self.asked_model in (None, a.model) for a in agreements)

        if has(self.listed):
            return "agreements"
        if has(self.ended):
            return "ended"
        return "pending" if has(self.pending) else "not_listed"

    def to_json(self, *, ended: bool = False, pending: bool = False) -> dict[str, Any]:
        """The ``lookup`` contract; ``ended`` and ``pending`` as for a place."""
        kind = self.kind
        shown = list(self.listed)
        shown += self.ended if ended or kind == "ended" else ()
        shown += self.pending if pending or kind == "pending" else ()
        plain = {
            "kind": kind,
            "as_of": self.freshness.list_date.isoformat(),
            "places": [],
            "agreements": list_agreements(shown),
        }
        if (pending or kind == "pending") and self.freshness.pending_date:
            plain["pending_as_of"] = self.freshness.pending_date.isoformat()
        return plain


def list_agreements(agreements: Iterable[Agreement]) -> list[dict[str, Any]]:
    """Agreements as the contract lists them, each once."""
    return [agreement.to_json() for agreement in dict.fromkeys(agreements)]
