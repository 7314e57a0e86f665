"""Cities and towns with their counties, from ZIP codes and the tables by hand."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

from bot.places.build_zips import ZipRow
from bot.places.display import PostalNames
from bot.places.normalise import key

#: The better a kind, the lower: a name keeps the best it has.
RANK = {"by_hand": 0, "primary": 1, "accepted": 2, "other": 3}
_ZIP_RANK = {"STANDARD": 0, "PO BOX": 1, "UNIQUE": 2}
#: State, name, county codes, number of ZIP codes, kind.
CityRow = tuple[str, str, str, str, str]
_Entry = tuple[int, str, str, ZipRow]


def collect_cities(
    folder: Path, counties: list[tuple[str, str, str]], zips: list[ZipRow]
) -> list[CityRow]:
    """Rows of state, name, county codes (most ZIP codes first), ZIP count and kind.

    Args:
        folder: data/places, for the tables by hand.
        counties: (fips, state, name) of every county.
        zips: all ZIP codes.
    """
    entries: dict[tuple[str, str], list[_Entry]] = defaultdict(list)
    names = PostalNames(folder)
    for row in zips:
        for kind, name in _names(row, names):
            entries[row.state, key(name)].append((RANK[kind], kind, name, row))
    rows = {place: _summarise(place[0], found) for place, found in entries.items()}
    _apply_hand_tables(folder, rows)
    for fips, state, name in counties:
        if name.endswith(" city"):  # an independent city is no part of a county
            city = name.removesuffix(" city")
            known = rows.get((state, key(city)), (state, city, "", "0", "primary"))
            rows[state, key(city)] = (state, known[1], fips, known[3], known[4])
    return sorted([*rows.values(), *_townships(folder, rows)])


def _names(row: ZipRow, names: PostalNames) -> list[tuple[str, str]]:
    if row.kind == "UNIQUE":
        return [("other", row.city)] if names.names_a_town(row.city) else []
    found = [("primary", row.city)]
    for kind, given in (("accepted", row.accepted), ("other", row.others)):
        found += [(kind, names.tidy(n)) for n in given if names.names_a_town(n)]
    return found


def _summarise(state: str, found: list[_Entry]) -> CityRow:
    rank, kind = min((r, k) for r, k, _, _ in found)
    best = [(name, row) for r, _, name, row in found if r == rank]
    zip_rank = min((not row.active, _ZIP_RANK[row.kind]) for _, row in best)
    rows = [r for _, r in best if (not r.active, _ZIP_RANK[r.kind]) == zip_rank]
    shares = Counter(row.fips[0] for row in rows)
    fips = sorted(shares, key=lambda code: (-shares[code], code))
    name = min((n for n, _ in best), key=lambda n: (-len(n), n))
    return state, name, " ".join(fips), str(len(rows)), kind


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "by_hand" / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _apply_hand_tables(folder: Path, rows: dict[tuple[str, str], CityRow]) -> None:
    for given in _read(folder, "city_counties.csv"):
        place = given["state"], key(given["name"])
        _, name, _, count, kind = rows[place]
        rows[place] = given["state"], name, given["fips"], count, kind
    for given in _read(folder, "cities.csv"):
        place = given["state"], key(given["name"])
        count = rows[place][3] if place in rows else "0"
        rows[place] = given["state"], given["name"], given["fips"], count, "by_hand"


def _townships(folder: Path, rows: dict[tuple[str, str], CityRow]) -> list[CityRow]:
    """Further places of a name that an earlier row of the table by hand already has."""
    further = []
    for given in _read(folder, "cities.csv"):
        kept = rows[given["state"], key(given["name"])]
        if kept[2] != given["fips"]:
            row = given["state"], given["name"], given["fips"], "0", "by_hand"
            further.append(row)
    return further
