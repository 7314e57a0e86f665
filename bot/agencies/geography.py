"""States, counties and towns as ICE's rows name them, resolved to codes.

The tables belong to ``data/places``; here they are only looked up by name.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.agencies.files import PLACES, read_table
from bot.agencies.names import fold, fold_place

_SUFFIX = re.compile(
    r" (county|parish|borough|census area|municipality|city and borough|municipio"
    r"|island|district|city)$"
)


@dataclass(frozen=True)
class Geography:
    """Look-up tables by folded names."""

    states: dict[str, str]
    """Folded English name to USPS code."""
    state_names: dict[str, str]
    """USPS code to English name."""
    counties: dict[tuple[str, str], str]
    """(state, folded full name) to county code."""
    bare: dict[tuple[str, str], tuple[str, ...]]
    """(state, folded name without "County") to codes, counties before cities."""
    towns: dict[tuple[str, str], tuple[str, ...]]
    """(state, folded town) to codes of its counties, the main one first."""

    def find_county(self, state: str, printed: str) -> str | None:
        """Code of a county by its printed name, with or without "County"."""
        name = fold_place(printed)
        exact = self.counties.get((state, name))
        if exact:
            return exact
        codes = self.bare.get((state, _SUFFIX.sub("", name)), ())
        if len(codes) == 1 or (codes and not _SUFFIX.search(name)):
            return codes[0]
        return None

    def find_county_in(self, state: str, key: str) -> str | None:
        """Code of the county that an agency's name holds ("... Polk County Jail").

        The longest run of words before "county" or "parish" that is a county counts,
        so that Salt Lake is never read as Lake.
        """
        words = key.split()
        for end, word in enumerate(words):
            if word not in ("county", "parish"):
                continue
            for start in range(end):
                found = self.counties.get((state, " ".join(words[start : end + 1])))
                if found:
                    return found
        return None


@lru_cache(maxsize=1)
def geography() -> Geography:
    """The tables of ``data/places``, read once."""
    return read_geography(PLACES)


@lru_cache(maxsize=1)
def county_names() -> dict[str, str]:
    """County code to full name, for answers; read once."""
    return {row["fips"]: row["name"] for row in read_table(PLACES / "counties.csv")}


@lru_cache(maxsize=1)
def state_names() -> dict[str, str]:
    """USPS code to English name, of states and territories; read once."""
    return {row["code"]: row["name_en"] for row in read_table(PLACES / "states.csv")}


def read_geography(folder: Path) -> Geography:
    """Read the tables of states, counties and towns in ``folder``.

    Raises:
        FileNotFoundError: the table of states or of counties is missing.
    """
    states = read_table(folder / "states.csv")
    counties = read_table(folder / "counties.csv")
    bare: dict[tuple[str, str], tuple[str, ...]] = {}
    # "Richmond" alone means the county, not the independent city of the same name.
    for row in sorted(counties, key=lambda r: r["name"].endswith(" city")):
        key = (row["state"], _SUFFIX.sub("", fold_place(row["name"])))
        bare[key] = (*bare.get(key, ()), row["fips"])
    return Geography(
        states={fold(row["name_en"]): row["code"] for row in states},
        state_names={row["code"]: row["name_en"] for row in states},
        counties={(r["state"], fold_place(r["name"])): r["fips"] for r in counties},
        bare=bare,
        towns=_read_towns(folder),
    )


def _read_towns(folder: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    towns: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in _town_rows(folder):
        key = (row["state"], fold_place(row["name"]))
        codes = tuple(row["fips"].split())
        towns[key] = tuple(dict.fromkeys((*towns.get(key, ()), *codes)))
    return towns


def _town_rows(folder: Path) -> list[dict[str, str]]:
    packed = folder / "cities.csv.gz"
    if packed.is_file():
        text = gzip.decompress(packed.read_bytes()).decode("utf-8")
        return list(csv.DictReader(io.StringIO(text)))
    return read_table(folder / "cities.csv")
