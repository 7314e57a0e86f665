"""The words this package speaks: lists, models, layers, rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Model = Literal["JEM", "TFM", "WSO", "UNK"]
"""Jail Enforcement, Task Force, Warrant Service Officer; UNK: the cell says nothing."""

ListKind = Literal["participating", "pending"]

Layer = Literal["city", "county", "state", "other"]
"""Whom an agency polices: a city's people, a county's, a whole state's, or only its
own ground (campus, airport, township constable, prosecutor)."""

MODELS: tuple[Model, ...] = ("JEM", "TFM", "WSO")


@dataclass(frozen=True)
class PrintedRow:
    """One row of a sheet exactly as ICE printed it; a missing cell is empty."""

    row_no: int
    state: str = ""
    agency: str = ""
    type: str = ""
    county: str = ""
    model: str = ""
    signed: str = ""
    """ISO date when the cell holds a date, otherwise the cell's text."""
    moa: str = ""
    addendum: str = ""
    link: str = ""
    """Address of the agreement, freed of mail-filter wrappers."""


@dataclass(frozen=True)
class CleanRow:
    """One row after cleaning; ``flags`` names every step that changed or missed."""

    row_no: int
    state: str
    """USPS code; empty when the printed state is unknown."""
    agency_id: str
    name: str
    kind: str
    layer: Layer
    counties: tuple[str, ...]
    """Five-digit county codes, the main one first; none for a state's agency."""
    places: tuple[str, ...]
    """Keys of the municipality a city agency belongs to."""
    model: Model
    signed: date | None
    link: str = ""
    flags: tuple[str, ...] = field(default=())
