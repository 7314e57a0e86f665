"""Queries of the look-ups that compare: counties, kinds, earlier lists, changes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.engine import Connection

from bot.agencies.counts import count
from bot.agencies.named import names_agency
from bot.agencies.namesakes import find_listed_towns
from bot.agencies.rankings import count_kind, count_on, counts_by_county
from bot.agencies.switches import find_switched


def test_counties_are_ranked_most_first(connection: Connection) -> None:
    ranked = counts_by_county(connection, "TX")
    assert ranked[0].fips == "48167"
    values = [one.value for one in ranked]
    assert values == sorted(values, reverse=True)
    state = count(connection, state="TX").value
    assert sum(values) <= state


def test_counties_may_be_ranked_by_one_model(connection: Connection) -> None:
    jails = counts_by_county(connection, "TX", "JEM")
    assert sum(one.value for one in jails) == 52


def test_agencies_of_a_kind_are_counted_once(connection: Connection) -> None:
    assert count_kind(connection, "sheriff", state="NC") == 22
    assert count_kind(connection, "campus") == 18
    assert count_kind(connection, "campus", model="JEM") == 0
    assert count_kind(connection, "tribal") == 0


@pytest.mark.parametrize(
    ("day", "list_date", "value"),
    [
        (date(2025, 2, 28), date(2025, 2, 21), 151),
        (date(2001, 1, 1), date(2025, 2, 21), 151),
        (date(2026, 12, 31), date(2026, 5, 18), 1843),
    ],
)
def test_the_list_in_force_on_a_day_is_counted(
    connection: Connection, day: date, list_date: date, value: int
) -> None:
    counted = count_on(connection, day)
    assert (counted.list_date, counted.value) == (list_date, value)


def test_a_change_of_models_is_an_end_and_a_beginning_close_together(
    connection: Connection,
) -> None:
    changes = {
        (old.agency, old.model, *(one.model for one in new))
        for old, new in find_switched(connection)
    }
    assert ("Henderson County Sheriff's Office", "JEM", "WSO") in changes
    assert ("Sanpete County Sheriff's Office", "JEM", "WSO") in changes
    # Dropped one of two models it had held for months: no change.
    assert not any(name.startswith("Kenton") for name, *_ in changes)


def test_changes_of_one_state_are_that_states(connection: Connection) -> None:
    assert {old.state for old, _ in find_switched(connection, "TX")} == {"TX"}
    assert find_switched(connection, "CA") == ()


def test_a_listed_town_without_a_postal_name_is_found(connection: Connection) -> None:
    (springfield,) = find_listed_towns(connection, "Springfield")
    assert (springfield.state, springfield.kind) == ("FL", "city")
    assert find_listed_towns(connection, "Chicago") == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("does Grady Judd's office take part", True),
        ("is PBSO in it", True),
        ("does the Navajo Nation police have one", True),
        ("la policía de la Nación Navajo", True),
        ("florida highway patrol?", True),
        ("does the sheriff take part", False),
        ("tribal police in general", False),
        ("so what", False),
        ("", False),
    ],
)
def test_an_agency_is_known_by_its_own_name(text: str, named: bool) -> None:
    assert names_agency(text) is named
