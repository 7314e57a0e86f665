"""Tables of corrections, each keyed on the wrong value.

Because the key is the wrong value, a correction falls silent by itself once ICE
prints the right one. The tables lie in ``data/agencies/fixes``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.agencies.files import FIXES, read_table
from bot.agencies.model import Model
from bot.agencies.names import agency_key, fold, tidy, tidy_name


@dataclass(frozen=True)
class Right:
    """The right value in place of a wrong one."""

    values: tuple[str, ...]
    until: date | None
    """Last list date it applies to, where the printed value may be right one day."""

    def applies(self, on: date) -> bool:
        """Whether the correction holds for a list of that date."""
        return self.until is None or on <= self.until


@dataclass(frozen=True)
class KnownAgency:
    """What an agency's name cannot tell; empty fields leave what the name tells."""

    kind: str
    layer: str
    counties: tuple[str, ...]
    """Full county names, the main one first."""
    places: tuple[str, ...]


@dataclass(frozen=True)
class Corrections:
    """All tables, read once."""

    states: dict[str, str]
    wrong_states: dict[tuple[str, str, str], Right]
    counties: dict[tuple[str, str, str], Right]
    models: dict[str, Model]
    types: dict[str, str]
    dates: dict[tuple[str, str, str], date]
    names: dict[tuple[str, str, str], str]
    links: frozenset[tuple[str, str, str]]
    agencies: dict[tuple[str, str], KnownAgency]

    def right_name(self, state: str, name: str, model: str) -> str | None:
        """The right name of an agency printed as ``name``, or None if it is right."""
        key = agency_key(name)
        by_model = self.names.get((state, key, model))
        return by_model or self.names.get((state, key, ""))

    def right_county(
        self, state: str, printed: str, key: str, on: date
    ) -> tuple[str, ...]:
        """Full names of the right counties for a wrong printed one, or nothing."""
        folded = fold(printed)
        for agency in (key, ""):
            found = self.counties.get((state, folded, agency))
            if found and found.applies(on):
                return found.values
        return ()

    def right_state(self, state: str, key: str, model: str, on: date) -> str | None:
        """The right state of an agency that this list prints under ``state``."""
        for which in (model, ""):
            found = self.wrong_states.get((state, key, which))
            if found and found.applies(on):
                return found.values[0]
        return None


@lru_cache(maxsize=1)
def corrections() -> Corrections:
    """The corrections of this project."""
    return read_corrections(FIXES)


def read_corrections(folder: Path) -> Corrections:
    """Read the tables of corrections in ``folder``.

    Raises:
        FileNotFoundError: a table is missing.
        ValueError: a date is not written as YYYY-MM-DD.
    """
    return Corrections(
        states={fold(r["printed"]): r["code"] for r in _rows(folder, "states")},
        wrong_states={
            (r["state"], _key(r), r["model"]): Right((r["right"],), _until(r))
            for r in _rows(folder, "wrong_states")
        },
        counties={
            (r["state"], fold(r["printed"]), _key(r)): Right(
                _list(r["county"]), _until(r)
            )
            for r in _rows(folder, "counties")
        },
        models={
            fold(r["printed"]): _model(r["model"]) for r in _rows(folder, "models")
        },
        types={fold(r["printed"]): r["type"] for r in _rows(folder, "types")},
        dates={
            (r["state"], _key(r), r["printed"]): date.fromisoformat(r["right"])
            for r in _rows(folder, "dates")
        },
        names={
            (r["state"], agency_key(r["printed"]), r["model"]): tidy_name(r["right"])
            for r in _rows(folder, "names")
        },
        links=frozenset(
            (r["state"], _key(r), r["file"].lower()) for r in _rows(folder, "links")
        ),
        agencies=_agencies(folder),
    )


def _rows(folder: Path, table: str) -> list[dict[str, str]]:
    return read_table(folder / f"{table}.csv")


def _key(row: dict[str, str]) -> str:
    return agency_key(row["agency"])


def _list(cell: str) -> tuple[str, ...]:
    return tuple(tidy(part) for part in cell.split(";") if part.strip())


def _model(code: str) -> Model:
    known: dict[str, Model] = {"JEM": "JEM", "TFM": "TFM", "WSO": "WSO"}
    return known[code]


def _until(row: dict[str, str]) -> date | None:
    return date.fromisoformat(row["until"]) if row["until"] else None


def _agencies(folder: Path) -> dict[tuple[str, str], KnownAgency]:
    return {
        (r["state"], _key(r)): KnownAgency(
            r["kind"], r["layer"], _list(r["counties"]), _list(r["places"])
        )
        for r in _rows(folder, "agencies")
    }
