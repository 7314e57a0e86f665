"""The reference tables: complete, consistent, quick to load."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from typing import get_args

import pytest

from bot.places.model import AgencyKind
from bot.places.normalise import key
from bot.places.tables import FOLDER, Reference, county_core, read_rows

CPU_SECONDS_TO_LOAD = 0.4
MEGABYTES_LOADED = 60


def test_every_county_of_the_fifty_states_and_dc_is_there(reference: Reference) -> None:
    of_states = [f for f in reference.counties if f < "60"]
    assert len(of_states) == 3143
    assert len(reference.counties) == 3234


def test_every_state_has_both_names_and_its_own_fips(reference: Reference) -> None:
    assert len(reference.states) == 56
    assert len({s.fips for s in reference.states.values()}) == 56
    assert all(s.name_en and s.name_es for s in reference.states.values())
    assert Counter(s.kind for s in reference.states.values()) == {
        "state": 50,
        "district": 1,
        "territory": 5,
    }


def test_every_county_lies_in_the_state_of_its_code(reference: Reference) -> None:
    fips_of = {s.code: s.fips for s in reference.states.values()}
    assert all(c.fips[:2] == fips_of[c.state] for c in reference.counties.values())


def test_every_city_lies_in_known_counties_of_its_state(reference: Reference) -> None:
    for cities in reference.cities_by_key.values():
        for city in cities:
            states = {reference.counties[f].state for f in city.fips}
            assert states == {city.state}, city


def test_every_zip_lies_in_known_counties_of_its_state(reference: Reference) -> None:
    for code, state, city, fips in read_rows(FOLDER / "zips.csv.gz"):
        assert len(code) == 5 and city
        states = {reference.counties[f].state for f in fips.split()}
        assert states == {state}, code


@pytest.mark.parametrize(
    ("code", "city", "fips"),
    [
        ("33830", "Bartow", ("12105",)),
        ("20001", "Washington", ("11001",)),
        ("96910", "Hagatna", ("66010",)),
        ("00820", "Christiansted", ("78010",)),
        ("33139", "Miami Beach", ("12086",)),
        ("99557", "Aniak", ("02050",)),
    ],
)
def test_a_zip_code_has_its_city_and_counties(
    reference: Reference, code: str, city: str, fips: tuple[str, ...]
) -> None:
    found = reference.find_zip(code)
    assert found is not None
    assert (found.city, found.fips) == (city, fips)


def test_a_zip_over_three_counties_has_its_main_county_first(
    reference: Reference,
) -> None:
    katy = reference.find_zip("77494")
    assert katy is not None
    assert katy.fips[0] == "48157"
    assert set(katy.fips) == {"48157", "48201", "48473"}


def test_a_zip_that_does_not_exist_is_not_found(reference: Reference) -> None:
    assert reference.find_zip("99999") is None


@pytest.mark.parametrize(
    ("name", "state", "fips"),
    [
        ("Richmond", "VA", ("51760",)),
        ("St. Louis", "MO", ("29510",)),
        ("Baltimore", "MD", ("24510",)),
        ("New York", "NY", ("36061", "36047", "36081", "36005", "36085")),
        ("Brooklyn", "NY", ("36047",)),
        ("Atlanta", "GA", ("13121", "13089")),
        ("Orlando", "FL", ("12095",)),
        ("Kansas City", "MO", ("29095", "29047", "29165", "29037")),
        ("East Los Angeles", "CA", ("06037",)),
        ("Cut and Shoot", "TX", ("48339",)),
        ("Washington", "DC", ("11001",)),
    ],
)
def test_a_city_has_the_counties_of_its_limits(
    reference: Reference, name: str, state: str, fips: tuple[str, ...]
) -> None:
    assert reference.find_cities(name, state)[0].fips == fips


def test_an_independent_city_is_no_county(reference: Reference) -> None:
    names = [c.name for c in reference.find_counties("Richmond", "VA")]
    assert names == ["Richmond County"]


def test_townships_of_one_name_in_one_state_stay_apart(reference: Reference) -> None:
    found = reference.find_cities("Carroll Township", "PA")
    assert {c.fips for c in found} == {("42133",), ("42125",), ("42099",)}


def test_rock_island_county_is_found_with_and_without_its_suffix(
    reference: Reference,
) -> None:
    for name in ("Rock Island", "Rock Island County"):
        assert [c.fips for c in reference.find_counties(name)] == ["17161"]


def test_every_well_known_place_is_in_the_tables(reference: Reference) -> None:
    for state, name, kind, _ in read_rows(FOLDER / "well_known.csv"):
        if kind == "county":
            assert reference.find_counties(name, state), name
        else:
            assert reference.find_cities(name, state), name


def test_every_further_name_leads_to_a_place(reference: Reference) -> None:
    for name, state, kind, target, *_ in read_rows(FOLDER / "place_names.csv"):
        find = reference.find_counties if kind == "county" else reference.find_cities
        assert find(target, state), name


def test_no_name_means_two_states(reference: Reference) -> None:
    seen: dict[str, str] = {}
    for code, name, *_ in read_rows(FOLDER / "states_names.csv"):
        assert seen.setdefault(key(name), code) == code, name


def test_agency_words_are_of_known_kinds() -> None:
    kinds = set(get_args(AgencyKind))
    rows = list(read_rows(FOLDER / "words.csv"))
    assert {value for _, role, value, _ in rows if role == "agency"} <= kinds
    nicknames = read_rows(FOLDER / "agency_nicknames.csv")
    assert {row[4] for row in nicknames} <= kinds


def test_tables_hold_no_row_twice() -> None:
    for path in sorted(FOLDER.rglob("*.csv*")):
        rows = [tuple(row) for row in read_rows(path)]
        twice = [row for row, times in Counter(rows).items() if times > 1]
        assert not twice, (path.name, twice[:3])


def test_county_words_are_dropped_but_not_parts_of_names() -> None:
    assert county_core("Carson City") == "Carson City"
    assert county_core("Anchorage Municipality") == "Anchorage"
    assert county_core("Prince of Wales-Hyder Census Area") == "Prince of Wales-Hyder"


def test_loading_is_quick_and_small() -> None:
    script = (
        "import time, resource\n"
        "from bot.places import loading, tables\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "start = time.process_time()\n"
        "tables.Reference.load()\n"
        "took = time.process_time() - start\n"
        "after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(took, (after - before) / 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=FOLDER.parents[1],
    )
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < CPU_SECONDS_TO_LOAD
    assert megabytes < MEGABYTES_LOADED


def test_counties_are_those_of_the_source_package() -> None:
    pytest.importorskip("us", reason="a package for development only")
    from bot.places.build import read_counties

    with (FOLDER / "counties.csv").open(encoding="utf-8", newline="") as file:
        written = [tuple(row) for row in list(csv.reader(file))[1:]]
    assert read_counties() == written
