"""Reads the tables of data/places into the indices of ``tables.Reference``."""

from __future__ import annotations

import gc
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.places.model import Place
from bot.places.normalise import key
from bot.places.rows import Alias, City, County, county_core, read_rows


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the garbage collector still: it halves the speed of making 50,000 rows."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def index_counties(counties: Mapping[str, County]) -> dict[str, list[County]]:
    """Counties by the key of their bare name, without independent cities."""
    by_key: dict[str, list[County]] = defaultdict(list)
    for county in counties.values():
        if not county.name.endswith(" city") and county.state != "DC":
            by_key[key(county_core(county.name))].append(county)
    return dict(by_key)


def load_cities(
    folder: Path,
) -> tuple[dict[str, list[City]], dict[tuple[str, str], City]]:
    """Cities by key, and names that need a state by (state, key)."""
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


def load_well_known(folder: Path) -> frozenset[tuple[str, str, str]]:
    """(state, kind, key) of the places of well_known.csv."""
    rows: Iterable[list[str]] = read_rows(folder / "well_known.csv")
    return frozenset(
        (state, kind, key(county_core(name) if kind == "county" else name))
        for state, name, kind, _ in rows
    )


def load_zips(folder: Path) -> dict[str, str]:
    """The rest of the line of each ZIP code; kept as text, most are never asked for."""
    content = gzip.decompress((folder / "zips.csv.gz").read_bytes()).decode("utf-8")
    return {line[:5]: line[6:] for line in content.split("\n")[1:-1]}


def read_aliases(folder: Path) -> Iterator[Alias]:
    """Rows of place_names.csv; codes are empty where the named place has them."""
    for name, state, kind, target, codes, _, _ in read_rows(folder / "place_names.csv"):
        place = Place(
            "county" if kind == "county" else "city",
            state,
            target,
            tuple(codes.split()),
        )
        yield Alias(name, place)
