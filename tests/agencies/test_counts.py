from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from bot.agencies import tables
from bot.agencies.agency_lookup import look_up_agency, when_signed
from bot.agencies.counts import (
    count,
    counts_by_model,
    counts_by_state,
    growth,
    states_without,
)
from bot.agencies.freshness import freshness
from bot.agencies.history import ended, on_list, pending
from bot.agencies.signings import signed_at_end
from bot.places.model import Place

BROWARD = Place("county", "FL", "Broward County", ("12011",))


@pytest.mark.parametrize(
    ("state", "model", "unit", "value"),
    [
        (None, None, "agreements", 1843),
        (None, None, "agencies", 1549),
        (None, None, "states", 40),
        ("TX", None, "agreements", 387),
        ("FL", None, "agreements", 348),
        ("PA", "TFM", "agreements", 98),
        ("GA", "JEM", "agreements", 16),
        ("LA", None, "agencies", 35),
        ("PR", None, "agreements", 0),
    ],
)
def test_counts(
    connection: Connection, state: str, model: None, unit: str, value: int
) -> None:
    counted = count(connection, state=state, model=model, unit=unit)  # type: ignore[arg-type]
    assert counted.value == value
    assert counted.as_of == date(2026, 5, 18)


def test_a_state_that_fell_to_none_tells_when_it_was_last_listed(
    connection: Connection,
) -> None:
    assert count(connection, state="MD").last_listed == date(2026, 4, 30)
    assert count(connection, state="CA").last_listed is None


def test_counts_by_model_add_up(connection: Connection) -> None:
    assert counts_by_model(connection) == {"JEM": 182, "TFM": 1162, "WSO": 499}
    assert counts_by_model(connection, "MD") == {"JEM": 0, "TFM": 0, "WSO": 0}


def test_counts_by_state_are_in_order_and_add_up(connection: Connection) -> None:
    by_state = counts_by_state(connection)
    assert list(by_state.items())[:2] == [("TX", 387), ("FL", 348)]
    assert sum(by_state.values()) == 1843
    assert sum(counts_by_state(connection, "JEM").values()) == 182


def test_counts_held_ready_are_those_of_the_agreements(connection: Connection) -> None:
    agency, agreement = tables.agency.c, tables.agreement.c
    counted = connection.execute(
        select(
            agency.state,
            agreement.model,
            func.count(),
            func.count(agency.id.distinct()),
        )
        .select_from(tables.agreement.join(tables.agency))
        .where(agreement.listed)
        .group_by(agency.state, agreement.model)
    ).all()
    held = connection.execute(select(tables.tally)).all()
    assert {tuple(row) for row in held if row.model} == {tuple(row) for row in counted}
    for state in {row.state for row in held}:
        agencies = select(func.count(agency.id.distinct())).select_from(
            tables.agreement.join(tables.agency)
        )
        number = connection.execute(
            agencies.where(agreement.listed, agency.state == state)
        ).scalar()
        assert count(connection, state=state, unit="agencies").value == number


def test_states_without_an_agreement_are_named(connection: Connection) -> None:
    without = states_without(connection)
    assert {"CA", "IL", "MD", "NJ", "DC", "PR"} <= set(without)
    assert len(without) + len(counts_by_state(connection)) == 56


def test_growth_has_every_list(connection: Connection) -> None:
    points = growth(connection)
    assert len(points) == 18
    assert (points[0].list_date, points[0].total) == (date(2025, 2, 21), 151)
    assert points[-1].models == {"JEM": 182, "TFM": 1162, "WSO": 499}


def test_the_newest_agreements_are_all_of_one_day(connection: Connection) -> None:
    found = signed_at_end(connection, "last")
    assert found.signed == date(2026, 5, 17)
    assert len(found.agreements) == 9
    virginia = signed_at_end(connection, "last", "VA")
    assert [a.agency for a in virginia.agreements] == [
        "Gordonsville Department of Public Safety"
    ]


def test_pending_says_what_has_been_overtaken(connection: Connection) -> None:
    found = pending(connection)
    assert found.pending_as_of == date(2026, 2, 27)
    assert [(a.state, a.model, a.now_listed) for a in found.agreements] == [
        ("AR", "TFM", True),
        ("AR", "WSO", True),
    ]
    assert pending(connection, "MO").agreements == ()


def test_ended_has_75_and_marylands_nine(connection: Connection) -> None:
    assert len(ended(connection).agreements) == 75
    assert len(ended(connection, "MD").agreements) == 9


def test_broward_in_february_2025_had_the_jail_agreement_only(
    connection: Connection,
) -> None:
    found = on_list(connection, date(2025, 2, 28), place=BROWARD)
    assert found.asked_date == date(2025, 2, 21)
    assert [(a.agency, a.model, a.signed) for a in found.agreements] == [
        ("Broward County Sheriff's Office", "WSO", date(2019, 9, 9))
    ]


def test_a_day_between_two_lists_takes_the_earlier_one(connection: Connection) -> None:
    assert on_list(connection, date(2025, 4, 1), state="FL").asked_date == date(
        2025, 3, 17
    )


def test_a_day_before_all_lists_takes_the_oldest(connection: Connection) -> None:
    assert on_list(connection, date(2019, 1, 1), state="FL").asked_date == date(
        2025, 2, 21
    )


def test_a_state_as_place_is_the_whole_state(connection: Connection) -> None:
    florida = Place("state", "FL", "Florida")
    found = on_list(connection, date(2025, 2, 21), place=florida)
    assert len(found.agreements) == 51


def test_a_town_in_history_has_its_police_and_sheriff(connection: Connection) -> None:
    lakeland = Place("city", "FL", "Lakeland", ("12105",))
    found = on_list(connection, date(2026, 5, 18), place=lakeland)
    assert {a.agency for a in found.agreements} == {
        "Lakeland Police Department",
        "Polk County Sheriff's Office",
    }


def test_when_an_agreement_was_signed(connection: Connection) -> None:
    (jail,) = when_signed(connection, ["fl-collier-county-sheriff"], "JEM")
    assert jail.signed == date(2020, 6, 9)
    assert not jail.date_suspect


def test_a_printed_date_that_cannot_be_right_comes_with_the_likely_one(
    connection: Connection,
) -> None:
    (mohawk,) = when_signed(connection, ["ny-mohawk-village-police"])
    assert mohawk.signed == date(2016, 3, 19)
    assert mohawk.date_suspect
    assert mohawk.signed_likely == date(2026, 3, 19)


def test_an_agreement_links_to_its_text(connection: Connection) -> None:
    (mohawk,) = when_signed(connection, ["ny-mohawk-village-police"])
    assert mohawk.link.startswith("https://www.ice.gov/doclib/")


def test_an_unknown_agency_finds_nothing(connection: Connection) -> None:
    answer = look_up_agency(connection, ["zz-no-such-agency"], date(2026, 6, 8))
    assert (answer.kind, answer.agencies) == ("not_listed", ())


def test_freshness_counts_days(connection: Connection) -> None:
    found = freshness(connection, date(2026, 5, 28))
    assert (found.age_days, found.stale) == (10, False)
    assert found.pending_age_days == 90
