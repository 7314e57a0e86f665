"""All agencies by every name they go under, held in memory for searching."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.agency_lookup import read_agencies
from bot.agencies.answers import AgencyRef
from bot.agencies.files import DATA, read_table
from bot.agencies.freshness import newest_list
from bot.agencies.geography import geography
from bot.agencies.model import Layer
from bot.agencies.names import agency_key, fold

#: What the name of a campus, airport or jail may lack in a question.
_TAILS = (" police", " board of trustees", " authority")


@dataclass(frozen=True)
class AgencyIndex:
    """Agencies under their folded names; built once a list."""

    agencies: tuple[AgencyRef, ...]
    names: tuple[tuple[str, AgencyRef], ...]
    """(folded name, agency), longest names first; one agency has several."""
    nicknames: dict[str, tuple[AgencyRef, ...]]
    """Nickname to agencies; several where it is not one office's alone."""


@dataclass(frozen=True)
class _Key:
    url: str
    newest: str
    number: int


_held: dict[_Key, AgencyIndex] = {}


def agency_index(connection: Connection) -> AgencyIndex:
    """The index of the database as it stands; rebuilt when a new list is taken."""
    agencies = tables.agency
    newest = newest_list(connection, "participating")
    number = len(connection.execute(select(agencies.c.id)).all())
    key = _Key(str(connection.engine.url), newest.id if newest else "", number)
    if key not in _held:
        _held.clear()
        _held[key] = _build(connection)
    return _held[key]


def _build(connection: Connection) -> AgencyIndex:
    agencies = read_agencies(connection)
    by_id = {agency.id: agency for agency in agencies}
    names: set[tuple[str, str]] = set()
    for row in connection.execute(
        select(tables.spelling.c.agency_id, tables.spelling.c.name)
    ):
        agency = by_id[row.agency_id]
        names |= {(name, row.agency_id) for name in _short_names(agency, row.name)}
    ordered = sorted(names, key=lambda pair: (-len(pair[0]), pair))
    return AgencyIndex(
        agencies=agencies,
        names=tuple((name, by_id[agency_id]) for name, agency_id in ordered),
        nicknames=_nicknames(agencies),
    )


def _short_names(agency: AgencyRef, name: str) -> set[str]:
    """The folded name and, where that stays telling, the name without its tail."""
    key = agency_key(name)
    found = {key}
    if agency.kind in ("campus", "airport", "jail"):
        found |= {key.removesuffix(tail) for tail in _TAILS}
    return found


def _nicknames(agencies: tuple[AgencyRef, ...]) -> dict[str, tuple[AgencyRef, ...]]:
    known = {(agency.state, agency_key(agency.name)): agency for agency in agencies}
    found: dict[str, tuple[AgencyRef, ...]] = {}
    for row in _nickname_rows():
        # "UF" is a university and "uf" a sigh: two letters count as capitals only.
        name = row["nickname"]
        key = name if len(name) == 2 else fold(name)
        agency = known.get((row["state"], agency_key(row["agency"])))
        found[key] = (*found.get(key, ()), agency or _never_listed(row))
    return found


def _never_listed(row: dict[str, str]) -> AgencyRef:
    county = geography().find_county(row["state"], row["county"])
    return AgencyRef(
        id=None,
        name=row["agency"],
        state=row["state"],
        kind=row["kind"],
        layer=_LAYERS[row["layer"]],
        counties=(county,) if county else (),
    )


_LAYERS: dict[str, Layer] = {
    "city": "city",
    "county": "county",
    "state": "state",
    "other": "other",
}


@lru_cache(maxsize=1)
def _nickname_rows() -> list[dict[str, str]]:
    return read_table(DATA / "nicknames.csv")


@lru_cache(maxsize=1)
def kind_words() -> tuple[tuple[str, str], ...]:
    """(folded phrase, kind of agency) in English and Spanish, longest first."""
    rows = read_table(DATA / "kind_words.csv")
    pairs = ((fold(row["phrase"]), row["kind"]) for row in rows)
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
