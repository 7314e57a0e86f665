"""The reference tables of places, loaded once and looked up by code or by name.

>>> reference = Reference.load()
>>> reference.find_counties("st lucie", "FL")[0].fips
'12111'
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.places.model import Place
from bot.places.normalise import key

FOLDER = Path(__file__).resolve().parents[2] / "data" / "places"
_COUNTY_SUFFIXES = (
    " City and Borough",
    " Census Area",
    " Municipality",
    " Municipio",
    " District",
    " Borough",
    " County",
    " Parish",
    " Island",
    " city",
)


class State(NamedTuple):
    """A state, the District of Columbia or a territory."""

    code: str
    fips: str
    name_en: str
    name_es: str
    kind: str


class County(NamedTuple):
    """A county or what takes its place (parish, borough, independent city)."""

    fips: str
    state: str
    name: str
    """Full legal name: "Polk County", "Acadia Parish", "Richmond city"."""

    def place(self) -> Place:
        """The county as a place to talk about."""
        return Place("county", self.state, self.name, (self.fips,))


class City(NamedTuple):
    """A city, town or part of one that people name."""

    state: str
    name: str
    fips: tuple[str, ...]
    """Its counties, the one with most of it first."""
    zips: int
    """ZIP codes that have it as their city; a rough measure of size."""
    kind: str
    """"by_hand", "primary" or "accepted" for postal names, "other" for old names and
    quarters, which need a state beside them."""

    def place(self) -> Place:
        """The city as a place to talk about."""
        return Place("city", self.state, self.name, self.fips)


class ZipCode(NamedTuple):
    """A ZIP code with its postal city and all its counties."""

    code: str
    state: str
    city: str
    fips: tuple[str, ...]

    def place(self) -> Place:
        """The postal city with the counties of this ZIP code."""
        return Place("city", self.state, self.city, self.fips, self.code)


class Alias(NamedTuple):
    """A further name of a place: Spanish, by ear, an abbreviation, a quarter."""

    name: str
    place: Place


def county_core(name: str) -> str:
    """A county's name without the word for what it is.

    >>> county_core("Polk County"), county_core("Juneau City and Borough")
    ('Polk', 'Juneau')
    """
    for suffix in _COUNTY_SUFFIXES:
        if name.endswith(suffix):
            return name[: -len(suffix)]
    return name


@dataclass(frozen=True)
class Reference:
    """All tables. Keys are those of ``normalise.key``."""

    states: dict[str, State]
    counties: dict[str, County]
    cities_by_key: dict[str, list[City]] = field(repr=False)
    counties_by_key: dict[str, list[County]] = field(repr=False)
    """Without independent cities: "Richmond County" is not the city of Richmond."""
    others_by_key: dict[tuple[str, str], City] = field(repr=False)
    """Names that need a state, by (state, key)."""
    aliases_by_key: dict[str, list[Alias]] = field(repr=False)
    well_known: frozenset[tuple[str, str, str]] = field(repr=False)
    """(state, kind, key) of places that their bare name means."""
    _zips: dict[str, str] = field(repr=False)

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Reference:
        """Read the tables of `folder`; about 0.3 s, so once for a process."""
        return _load(folder)

    def find_counties(self, name: str, state: str | None = None) -> list[County]:
        """Counties of a name (with or without "County"), in one state or in all."""
        found = self.counties_by_key.get(key(county_core(name)), [])
        return [c for c in found if state in (None, c.state)]

    def find_cities(self, name: str, state: str | None = None) -> list[City]:
        """Cities of a name in one state or in all; quarters only with a state."""
        found = self.cities_by_key.get(key(name), [])
        cities = [c for c in found if state in (None, c.state)]
        other = self.others_by_key.get((state or "", key(name)))
        return cities or ([other] if other else [])

    def find_zip(self, code: str) -> ZipCode | None:
        """A five-digit ZIP code, or None when there is none such."""
        line = self._zips.get(code)
        if line is None:
            return None
        state, city, fips = line.split(",")
        return ZipCode(code, state, city, tuple(fips.split()))

    @cached_property
    def keys_by_state(self) -> dict[str, dict[str, list[str]]]:
        """For each state the keys of its "county" and "city" names, to compare with."""
        pools: dict[str, dict[str, list[str]]] = {
            code: {"county": [], "city": []} for code in self.states
        }
        for name, counties in self.counties_by_key.items():
            for state in {c.state for c in counties}:
                pools[state]["county"].append(name)
        for name, cities in self.cities_by_key.items():
            for state in {c.state for c in cities}:
                pools[state]["city"].append(name)
        return pools


def read_rows(path: Path) -> Iterator[list[str]]:
    """Rows of a table of data/places without its header."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    rows = csv.reader(io.StringIO(content.decode("utf-8")))
    next(rows)
    return rows


@lru_cache(maxsize=2)
def _load(folder: Path) -> Reference:
    states = {r[0]: State(*r) for r in read_rows(folder / "states.csv")}
    counties = {r[0]: County(*r) for r in read_rows(folder / "counties.csv")}
    counties_by_key: dict[str, list[County]] = defaultdict(list)
    for county in counties.values():
        if not county.name.endswith(" city") and county.state != "DC":
            counties_by_key[key(county_core(county.name))].append(county)
    cities_by_key, others = _load_cities(folder)
    reference = Reference(
        states=states,
        counties=counties,
        cities_by_key=cities_by_key,
        counties_by_key=dict(counties_by_key),
        others_by_key=others,
        aliases_by_key={},
        well_known=frozenset(
            (state, kind, key(county_core(name)))
            for state, name, kind, _ in read_rows(folder / "well_known.csv")
        ),
        _zips=_load_zips(folder),
    )
    reference.aliases_by_key.update(_load_aliases(folder, reference))
    return reference


def _load_cities(
    folder: Path,
) -> tuple[dict[str, list[City]], dict[tuple[str, str], City]]:
    by_key: dict[str, list[City]] = {}
    others: dict[tuple[str, str], City] = {}
    shared: dict[str, tuple[str, ...]] = {}
    for state, name, codes, zips, kind in read_rows(folder / "cities.csv.gz"):
        fips = shared.get(codes) or shared.setdefault(codes, tuple(codes.split()))
        city = City(state, name, fips, int(zips), kind)
        if kind == "other":
            others[state, key(name)] = city
        else:
            by_key.setdefault(key(name), []).append(city)
    return by_key, others


def _load_zips(folder: Path) -> dict[str, str]:
    # Kept as text: most ZIP codes are never asked for.
    content = gzip.decompress((folder / "zips.csv.gz").read_bytes()).decode("utf-8")
    lines = content.split("\n")[1:-1]
    return {line[:5]: line[6:] for line in lines}


def _load_aliases(folder: Path, reference: Reference) -> dict[str, list[Alias]]:
    aliases: dict[str, list[Alias]] = defaultdict(list)
    for name, state, kind, target, codes, _, _ in read_rows(folder / "place_names.csv"):
        fips = tuple(codes.split())
        if kind == "county" and not fips:
            fips = (reference.find_counties(target, state)[0].fips,)
        elif not fips:
            fips = reference.find_cities(target, state)[0].fips
        shown = "county" if kind == "county" else "city"
        aliases[key(name)].append(Alias(name, Place(shown, state, target, fips)))
    return dict(aliases)
