from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import Connection, Engine

from bot.agencies import queries
from bot.agencies.answers import Agreement, PlaceAnswer
from bot.agencies.building import build_database
from bot.agencies.place_lookup import look_up_place
from bot.places.model import Place

from .conftest import make_engine

TODAY = date(2026, 6, 8)
LAKELAND = Place("city", "FL", "Lakeland", ("12105",))
MIAMI_BEACH = Place("city", "FL", "Miami Beach", ("12086",))
KENOSHA = Place("city", "WI", "Kenosha", ("55059",))
FRANKLIN_AR = Place("county", "AR", "Franklin County", ("05047",))
FREDERICK = Place("county", "MD", "Frederick County", ("24021",))
HOUSTON = Place("city", "TX", "Houston", ("48201", "48157", "48339"))
KATY = Place("city", "TX", "Katy", ("48157", "48201", "48473"), "77494")
BOROUGHS = ("36061", "36047", "36081", "36005", "36085")


def short(agreements: tuple[Agreement, ...]) -> list[tuple[str, str]]:
    return [(a.agency, a.model) for a in agreements]


def look(connection: Connection, place: Place, **options: Any) -> PlaceAnswer:
    return look_up_place(connection, place, today=TODAY, **options)


def test_lakeland_has_its_police_and_its_sheriff(connection: Connection) -> None:
    answer = look(connection, LAKELAND)
    assert answer.kind == "agreements"
    assert short(answer.local_police) == [("Lakeland Police Department", "TFM")]
    (polk,) = answer.counties
    assert (polk.name, polk.main) == ("Polk County", True)
    assert [(a.model, a.signed) for a in polk.agreements] == [
        ("TFM", date(2025, 2, 26)),
        ("WSO", date(2019, 5, 6)),
    ]
    assert len(answer.statewide) == 12
    assert "Bartow Police Department" in {a.agency for a in answer.nearby}
    assert "Lakeland Police Department" not in {a.agency for a in answer.nearby}


def test_miami_beach_police_is_not_listed_but_its_county_is(
    connection: Connection,
) -> None:
    answer = look(connection, MIAMI_BEACH, agency_kind="police")
    assert answer.local_police == ()
    assert answer.asked_listed is False
    assert short(answer.local) == [
        ("Miami-Dade Corrections and Rehabilitation", "WSO"),
        ("Miami-Dade Sheriff's Office", "TFM"),
    ]
    nearby = {a.agency for a in answer.nearby}
    assert {"City of Miami Police Department", "Hialeah Police Department"} <= nearby
    assert all(a.scope == "nearby" for a in answer.nearby)


def test_a_listed_city_does_not_list_its_sheriff(connection: Connection) -> None:
    marietta = Place("city", "GA", "Marietta", ("13067",), "30060")
    answer = look(connection, marietta, agency_kind="sheriff")
    assert short(answer.local) == [("Marietta Police Department", "TFM")]
    assert answer.asked_listed is False


def test_kenosha_has_its_sheriff(connection: Connection) -> None:
    answer = look(connection, KENOSHA)
    assert short(answer.local) == [("Kenosha County Sheriff's Office", "JEM")]


def test_an_overtaken_pending_agreement_says_so(connection: Connection) -> None:
    answer = look(connection, FRANKLIN_AR)
    assert [(a.model, a.signed) for a in answer.local] == [
        ("TFM", date(2026, 2, 27)),
        ("WSO", date(2026, 2, 27)),
    ]
    assert [(a.status, a.now_listed) for a in answer.pending] == [("pending", True)] * 2
    assert answer.freshness.pending_date == date(2026, 2, 27)


def test_no_borough_of_new_york_has_an_agreement(connection: Connection) -> None:
    answer = look(connection, Place("city", "NY", "New York", BOROUGHS))
    assert answer.kind == "not_listed"
    assert answer.local == answer.lesser == answer.nearby == ()
    assert [group.name for group in answer.counties][:2] == [
        "New York County",
        "Kings County",
    ]


def test_frederick_county_left_between_two_lists(connection: Connection) -> None:
    answer = look(connection, FREDERICK)
    assert answer.kind == "not_listed"
    (ended,) = answer.ended
    assert (ended.agency, ended.model) == ("Frederick County Sheriff's Office", "JEM")
    assert (ended.last_listed, ended.missing_since) == (
        date(2026, 2, 11),
        date(2026, 2, 27),
    )
    assert ended.confirmed


def test_a_re_signed_agreement_has_not_ended(connection: Connection) -> None:
    answer = look(connection, Place("county", "TN", "Bradley County", ("47011",)))
    assert ("Bradley County Sheriff's Office", "JEM") in short(answer.local)
    assert answer.ended == ()


def test_houston_city_is_not_houston_county(connection: Connection) -> None:
    answer = look(connection, HOUSTON)
    assert answer.kind == "not_listed"
    assert short(answer.nearby) == [("Southside Place Police Department", "TFM")]
    assert "Houston County Sheriff's Office" not in str(answer)
    assert {a.agency for a in answer.lesser} == {
        "Fort Bend County Sheriff's Office",
        "Montgomery County Sheriff's Office",
    }
    assert all(a.scope == "nearby" for a in answer.lesser)


def test_a_zip_in_three_counties_is_answered_for_each(connection: Connection) -> None:
    answer = look(connection, KATY)
    assert answer.kind == "agreements"
    assert [(g.name, len(g.agreements), g.main) for g in answer.counties] == [
        ("Fort Bend County", 2, True),
        ("Harris County", 0, True),
        ("Waller County", 1, True),
    ]


@pytest.mark.parametrize(
    ("place", "agency"),
    [
        (
            Place("city", "FL", "Jacksonville", ("12031",)),
            "Jacksonville Sheriff's Office",
        ),
        (
            Place("city", "NV", "Las Vegas", ("32003",)),
            "Las Vegas Metropolitan Police Department",
        ),
    ],
)
def test_a_consolidated_government_polices_city_and_county(
    connection: Connection, place: Place, agency: str
) -> None:
    answer = look(connection, place, agency_kind="police")
    assert answer.asked_listed is True
    assert {a.agency for a in answer.local_police} == {agency}
    listed = [
        a["agency"] for a in answer.to_json()["agreements"] if a["scope"] == "local"
    ]
    assert len(listed) == len(answer.local_police), "each agreement once"


def test_an_independent_city_is_not_in_the_county_around_it(
    connection: Connection,
) -> None:
    hopewell = Place("city", "VA", "Hopewell", ("51670",))
    assert {a.agency for a in look(connection, hopewell).local} == {
        "Hopewell County Sheriff's Office"
    }


def test_a_regional_jail_serves_each_of_its_counties(connection: Connection) -> None:
    for fips in ("51157", "51171", "51187"):
        answer = look(
            connection, Place("county", "VA", "X County", (fips,)), agency_kind="jail"
        )
        assert "Rappahannock, Shenandoah, Warren Regional Jail Authority" in {
            a.agency for a in answer.local
        }
        assert answer.asked_listed is True


def test_a_prosecutor_of_several_counties_is_only_nearby(
    connection: Connection,
) -> None:
    answer = look(connection, Place("county", "FL", "Collier County", ("12021",)))
    assert "Office of the State Attorney, 20th Judicial Circuit" in {
        a.agency for a in answer.nearby
    }


def test_a_state_agency_is_never_one_countys(connection: Connection) -> None:
    jerome = Place("county", "ID", "Jerome County", ("16053",))
    answer = look(connection, jerome)
    assert "Idaho State Police Department" in {a.agency for a in answer.statewide}
    assert "Idaho State Police Department" not in str((answer.counties, answer.nearby))


def test_a_territory_has_its_own_agency(connection: Connection) -> None:
    answer = look(connection, Place("state", "GU", "Guam"))
    assert short(answer.statewide) == [("Office of the Attorney General", "TFM")]
    assert answer.kind == "agreements"


def test_a_name_is_shown_in_corrected_spelling(connection: Connection) -> None:
    answer = look(connection, Place("county", "MI", "Berrien County", ("26021",)))
    assert short(answer.local) == [("Berrien County Sheriff's Office", "WSO")]


@pytest.mark.parametrize(
    ("kind", "listed"),
    [
        ("state_police", True),
        ("national_guard", True),
        ("prisons", True),
        ("wildlife", True),
        ("tribal", False),
        ("campus", True),
        ("jail", True),
    ],
)
def test_the_kind_asked_about_is_answered(
    connection: Connection, kind: Any, listed: bool
) -> None:
    assert look(connection, LAKELAND, agency_kind=kind).asked_listed is listed


def test_a_town_of_the_same_name_in_another_county_is_not_meant(
    connection: Connection,
) -> None:
    # Milford Borough's police in Pike County left the list; Milford is elsewhere too.
    elsewhere = Place("city", "PA", "Kittanning", ("42003",))
    assert look(connection, elsewhere).local_police == ()


def test_an_old_list_is_called_old_after_14_days(connection: Connection) -> None:
    def stale(today: date) -> bool:
        return look_up_place(connection, LAKELAND, today=today).freshness.stale

    assert not stale(date(2026, 6, 1))
    assert stale(date(2026, 6, 2))


def test_an_empty_database_says_so(engine: Engine) -> None:
    with engine.connect() as opened, pytest.raises(LookupError):
        look(opened, LAKELAND)


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Connection]:
    """The embedded SQLite database, for what is measured and planned there."""
    engine = make_engine("sqlite", tmp_path)
    build_database(engine)
    with engine.connect() as opened:
        yield opened


def test_a_place_look_up_takes_under_5_ms(embedded: Connection) -> None:
    spent = []
    for _ in range(50):
        for place in (LAKELAND, MIAMI_BEACH, KENOSHA, HOUSTON, KATY, FREDERICK):
            start = time.process_time()
            look(embedded, place)
            spent.append(time.process_time() - start)
    p95 = statistics.quantiles(spent, n=20)[-1]
    assert p95 < 0.005, f"p95 is {p95 * 1000:.1f} ms of CPU"


def test_no_query_of_a_place_look_up_walks_a_table(embedded: Connection) -> None:
    values = {
        "state": "FL",
        "keys": ["lakeland"],
        "fips": ["12105"],
        "ids": ["fl-lakeland-police"],
    }
    for query in (
        queries.TOWN,
        queries.COUNTIES,
        queries.STATEWIDE,
        queries.PENDING_OF,
    ):
        wanted = {k: v for k, v in values.items() if k in query.compile().params}
        sql = query.params(wanted).compile(
            embedded, compile_kwargs={"literal_binds": True}
        )
        plan = embedded.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
        walked = [row for row in plan if row[3].startswith("SCAN")]
        assert walked == [], str(query)


@pytest.mark.parametrize(
    ("place", "agency"),
    [
        (
            Place("city", "PA", "Shamokin", ("42097",)),
            "Shamokin City Police Department",
        ),
        (
            Place("city", "TX", "Cut and Shoot", ("48339",)),
            'Cut "N" Shoot Police Department',
        ),
        (
            Place("city", "PA", "Mahoning Township", ("42093",)),
            "Mahoning TWP Police Department - Montour",
        ),
        (
            Place("city", "FL", "Haines City", ("12105",)),
            "Haines City Police Department",
        ),
    ],
)
def test_a_police_is_found_by_the_name_its_town_has_on_maps(
    connection: Connection, place: Place, agency: str
) -> None:
    assert agency in {name for name, _ in short(look(connection, place).local_police)}


def test_the_police_of_a_city_is_not_that_of_a_town_called_alike(
    connection: Connection,
) -> None:
    haines = Place("city", "FL", "Haines", ("12105",))
    assert look(connection, haines).local_police == ()
