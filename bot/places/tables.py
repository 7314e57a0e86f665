"""The reference tables of places, loaded once and looked up by code or by name.

>>> reference = Reference.load()
>>> reference.find_counties("st lucie", "FL")[0].fips
'12111'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from bot.places.loading import (
    index_counties,
    load_cities,
    load_well_known,
    load_zips,
    read_aliases,
    without_collection,
)
from bot.places.model import Place
from bot.places.normalise import key
from bot.places.rows import (
    FOLDER,
    Alias,
    City,
    County,
    State,
    ZipCode,
    county_core,
    read_rows,
)

__all__ = [
    "FOLDER",
    "Alias",
    "City",
    "County",
    "Reference",
    "State",
    "ZipCode",
    "county_core",
    "read_rows",
]
#: Shorter further names ("LA County") are found with the word county only.
_SHORTEST_COUNTY_NAME = 4


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
        found = self.counties_by_key.get(key(name)) or self.counties_by_key.get(
            key(county_core(name)), []
        )
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

    def is_known(self, name_key: str) -> bool:
        """Whether a key is the name of any place, with or without a state."""
        return (
            name_key in self.cities_by_key
            or name_key in self.counties_by_key
            or name_key in self.aliases_by_key
            or name_key in self._other_keys
        )

    @cached_property
    def _other_keys(self) -> frozenset[str]:
        return frozenset(name_key for _, name_key in self.others_by_key)

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


@lru_cache(maxsize=2)
def _load(folder: Path) -> Reference:
    counties = {r[0]: County(*r) for r in read_rows(folder / "counties.csv")}
    with without_collection():
        cities, others = load_cities(folder)
    reference = Reference(
        states={r[0]: State(*r) for r in read_rows(folder / "states.csv")},
        counties=counties,
        cities_by_key=cities,
        counties_by_key=index_counties(counties),
        others_by_key=others,
        aliases_by_key={},
        well_known=load_well_known(folder),
        _zips=load_zips(folder),
    )
    _add_aliases(folder, reference)
    return reference


def _add_aliases(folder: Path, reference: Reference) -> None:
    """Enter further names: those that end in the word county among the counties."""
    for alias in read_aliases(folder):
        target = alias.place
        fips = target.fips
        if not fips and target.kind == "county":
            fips = (reference.find_counties(target.name, target.state)[0].fips,)
        elif not fips:
            fips = reference.find_cities(target.name, target.state)[0].fips
        core = key(alias.name.removesuffix(" County"))
        if alias.name.endswith(" County") and len(core) >= _SHORTEST_COUNTY_NAME:
            county = County(fips[0], target.state, target.name)
            reference.counties_by_key.setdefault(core, []).append(county)
            continue
        place = Place(target.kind, target.state, target.name, fips)
        known = reference.aliases_by_key.setdefault(key(alias.name), [])
        known.append(Alias(alias.name, place))
