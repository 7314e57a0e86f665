"""ZIP codes to all their counties, from the sources named in data/places/README.md."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from bot.places.display import PostalNames
from bot.places.normalise import key
from bot.places.rows import county_core

#: Addresses abroad and of freely associated countries, where no agreement can be.
NOT_THE_UNITED_STATES = frozenset({"AA", "AE", "AP", "FM", "MH", "PW"})


@dataclass(frozen=True)
class ZipRow:
    """A ZIP code as the sources have it."""

    code: str
    state: str
    city: str
    fips: tuple[str, ...]
    """Its counties, the one with most of it first."""
    kind: str
    """STANDARD, PO BOX or UNIQUE (a single large receiver of mail)."""
    active: bool
    accepted: tuple[str, ...]
    """Names the postal service accepts besides ``city``."""
    others: tuple[str, ...]
    """Names it knows but asks people not to use: quarters, firms, old names."""


def collect_zips(
    folder: Path, counties: list[tuple[str, str, str]], crosswalk: TextIO
) -> tuple[list[ZipRow], tuple[str, ...]]:
    """All ZIP codes with their counties, and those for which no county is known.

    Args:
        folder: data/places, for the tables by hand.
        counties: (fips, state, name) of every county.
        crosswalk: rows of zip, fips, county, state; one ZIP on several rows.
    """
    import zipcodes

    known = {fips for fips, _, _ in counties}
    further = _read_crosswalk(folder, crosswalk, known)
    find, names = _CountyFinder(folder, counties), PostalNames(folder)
    rows = []
    for entry in sorted(zipcodes.list_all(), key=lambda z: str(z["zip_code"])):
        if entry["state"] in NOT_THE_UNITED_STATES:
            continue
        others = further.get(entry["zip_code"], [])
        fips = _order(find.primary(entry), others, find, entry)
        rows.append(_row(entry, names.tidy(entry["city"]), fips))
    return _borrow_counties(rows)


def _borrow_counties(rows: list[ZipRow]) -> tuple[list[ZipRow], tuple[str, ...]]:
    """Give ZIP codes of no known county that of most ZIP codes of their city."""
    mains: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        mains[row.state, row.city].update(row.fips[:1])
    kept, missing = [], []
    for row in rows:
        main = mains[row.state, row.city]
        if row.fips:
            kept.append(row)
        elif main:
            # the most frequent; of several the lowest code, so that builds agree
            best = min(main, key=lambda fips: (-main[fips], fips))
            kept.append(replace(row, fips=(best,)))
        else:
            missing.append(row.code)
    return kept, tuple(missing)


def _row(entry: dict[str, Any], city: str, fips: tuple[str, ...]) -> ZipRow:
    return ZipRow(
        code=entry["zip_code"],
        state=entry["state"],
        city=city,
        fips=fips,
        kind=entry["zip_code_type"],
        active=entry["active"],
        accepted=tuple(entry["acceptable_cities"]),
        others=tuple(entry["unacceptable_cities"]),
    )


def _order(
    primary: str | None, further: list[str], find: _CountyFinder, entry: dict[str, Any]
) -> tuple[str, ...]:
    """The primary county first; counties of other states never."""
    same_state = [f for f in further if find.state_of.get(f) == entry["state"]]
    ordered = ([primary] if primary else []) + same_state
    return tuple(dict.fromkeys(ordered))


def _read_crosswalk(
    folder: Path, crosswalk: TextIO, known: set[str]
) -> dict[str, list[str]]:
    with (folder / "by_hand" / "county_codes.csv").open(encoding="utf-8") as file:
        renamed = {row["old"]: row["new"] for row in csv.DictReader(file)}
    counties: dict[str, list[str]] = defaultdict(list)
    for row in csv.DictReader(crosswalk):
        fips = row["fips"].zfill(5)
        fips = renamed.get(fips, fips)
        if fips in known:
            counties[row["zip"].zfill(5)].append(fips)
    return {code: sorted(set(fips)) for code, fips in counties.items()}


class _CountyFinder:
    """The county code for the county name that ``zipcodes`` gives."""

    def __init__(self, folder: Path, counties: Iterable[tuple[str, str, str]]) -> None:
        self.state_of = {fips: state for fips, state, _ in counties}
        self._full = {(state, key(name)): fips for fips, state, name in counties}
        # The first of two equal cores is the county: cities have the last codes.
        self._core: dict[tuple[str, str], str] = {}
        for fips, state, name in counties:
            self._core.setdefault((state, key(county_core(name))), fips)
        with (folder / "by_hand" / "zip_counties.csv").open(encoding="utf-8") as file:
            rows = csv.DictReader(file)
            self._by_hand = {(row["state"], row["city"]): row["fips"] for row in rows}

    def primary(self, entry: dict[str, Any]) -> str | None:
        """The county with most of the ZIP, or None."""
        state, county = entry["state"], entry["county"]
        by_hand = self._by_hand.get((state, entry["city"]))
        if by_hand or (state, "*") in self._by_hand:
            return by_hand or self._by_hand[state, "*"]
        core = key(county_core(county))
        return self._full.get((state, key(county))) or self._core.get((state, core))
