"""All agencies by every name they go under, held in memory for searching."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import func, select
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
#: Towns and sheriffs are found through their place, whose reader mends spelling itself.
MISSPELT_LAYERS: tuple[Layer, ...] = ("state", "other")
#: Shorter names are too easily met by chance.
MISSPELT_LETTERS = 12


@dataclass(frozen=True)
class AgencyIndex:
    """Agencies under their folded names; built once a list.

    Everything is filed under what a question gives, so that a question costs the same
    however many agencies there are.
    """

    by_first_word: dict[str, tuple[tuple[str, AgencyRef], ...]]
    """First word of a folded name to (name, agency); one agency has several names."""
    by_kind: dict[str, dict[str, tuple[AgencyRef, ...]]]
    """Kind of agency to USPS code to agencies, by name."""
    long_names: dict[str, dict[str, AgencyRef]]
    """USPS code to folded names that may be misspelt, to agencies."""
    nicknames: dict[str, tuple[AgencyRef, ...]]
    """Nickname to agencies; several where it is not one office's alone."""

    def names_in(self, texts: Iterable[str]) -> list[tuple[str, AgencyRef]]:
        """(name, agency) for every name that may stand in a folded text, longest first.

        Only the name's first word is sure to be there.
        """
        words = {word for text in texts for word in text.split()}
        found = [pair for word in words for pair in self.by_first_word.get(word, ())]
        return sorted(
            found, key=lambda pair: (-len(pair[0]), pair[0], pair[1].id or "")
        )


@dataclass(frozen=True)
class _Key:
    """What an index was built from: it changes with every list and correction."""

    url: str
    newest: str
    lists: int
    origin: tuple[str, ...]


_held: dict[_Key, AgencyIndex] = {}


def agency_index(connection: Connection) -> AgencyIndex:
    """The index of the database as it stands; rebuilt when a new list is taken."""
    newest = newest_list(connection, "participating")
    lists = select(func.count()).select_from(tables.list_file)
    origin = select(tables.provenance.c.value).order_by(tables.provenance.c.key)
    key = _Key(
        url=str(connection.engine.url),
        newest=newest.id if newest else "",
        lists=int(connection.execute(lists).scalar() or 0),
        origin=tuple(connection.execute(origin).scalars()),
    )
    if key not in _held:
        _held.clear()
        _held[key] = _build(connection)
    return _held[key]


def _build(connection: Connection) -> AgencyIndex:
    agencies = read_agencies(connection)
    names = _read_names(connection, {agency.id: agency for agency in agencies})
    first: dict[str, list[tuple[str, AgencyRef]]] = {}
    long_names: dict[str, dict[str, AgencyRef]] = {}
    for name, agency in names:
        first.setdefault(name.split(" ", 1)[0], []).append((name, agency))
        if agency.layer in MISSPELT_LAYERS and len(name) >= MISSPELT_LETTERS:
            long_names.setdefault(agency.state, {})[name] = agency
    kinds: dict[str, dict[str, tuple[AgencyRef, ...]]] = {}
    for agency in agencies:
        states = kinds.setdefault(agency.kind, {})
        states[agency.state] = (*states.get(agency.state, ()), agency)
    return AgencyIndex(
        by_first_word={word: tuple(pairs) for word, pairs in first.items()},
        by_kind=kinds,
        long_names=long_names,
        nicknames=_nicknames(agencies),
    )


def _read_names(
    connection: Connection, by_id: dict[str | None, AgencyRef]
) -> list[tuple[str, AgencyRef]]:
    """(folded name, agency) for every spelling, longest names first."""
    names: set[tuple[str, str]] = set()
    for row in connection.execute(
        select(tables.spelling.c.agency_id, tables.spelling.c.name)
    ):
        agency = by_id[row.agency_id]
        names |= {(name, row.agency_id) for name in _short_names(agency, row.name)}
    ordered = sorted(names, key=lambda pair: (-len(pair[0]), pair))
    return [(name, by_id[agency_id]) for name, agency_id in ordered if name]


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
