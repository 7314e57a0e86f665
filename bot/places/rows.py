"""The rows of the tables in data/places and how a table is read."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.places.model import Place

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


def read_rows(path: Path) -> Iterator[list[str]]:
    """Rows of a table of data/places without its header."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    rows = csv.reader(io.StringIO(content.decode("utf-8")))
    next(rows)
    return rows
