"""The ``lookup`` contract of the web channel and of ``know287g ask --json``."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy.engine import Connection

from bot.agencies.agency_lookup import look_up_agency
from bot.agencies.counts import count
from bot.agencies.history import ended, on_list, pending
from bot.agencies.place_lookup import look_up_place
from bot.agencies.signings import signed_at_end
from bot.places.model import Place

TODAY = date(2026, 6, 8)
POLK = Place("city", "FL", "Lakeland", ("12105",))
KINDS = {
    "agreements",
    "not_listed",
    "clarify",
    "count",
    "list",
    "ended",
    "pending",
    "history",
    "unknown_place",
}
FIELDS = {
    "kind",
    "as_of",
    "pending_as_of",
    "asked_date",
    "places",
    "agreements",
    "count",
    "clarify",
}


def answers(connection: Connection) -> list[dict[str, Any]]:
    frederick = Place("county", "MD", "Frederick County", ("24021",))
    return [
        look_up_place(connection, POLK, today=TODAY).to_json(nearby=True),
        look_up_place(connection, frederick, today=TODAY).to_json(
            ended=True, pending=True
        ),
        look_up_agency(
            connection, ["va-virginia-department-of-state-police"], TODAY
        ).to_json(),
        count(connection, state="TX").to_json(),
        signed_at_end(connection, "last").to_json(),
        pending(connection).to_json(),
        ended(connection, "MD").to_json(),
        on_list(connection, date(2025, 2, 28), state="FL").to_json(),
    ]


def test_every_answer_keeps_to_the_contract(connection: Connection) -> None:
    for plain in answers(connection):
        assert plain == json.loads(json.dumps(plain)), "plain JSON values only"
        assert set(plain) <= FIELDS
        assert plain["kind"] in KINDS
        assert plain["as_of"] == "2026-05-18"
        for place in plain["places"]:
            assert set(place) == {"fips", "name", "state"}
        for agreement in plain["agreements"]:
            assert set(agreement) - {"last_listed"} == {
                "agency",
                "state",
                "model",
                "signed",
                "scope",
                "status",
            }
            assert agreement["model"] in ("JEM", "WSO", "TFM")
            assert agreement["scope"] in ("local", "statewide", "nearby")
            assert agreement["status"] in ("listed", "ended", "pending")
            assert ("last_listed" in agreement) == (agreement["status"] == "ended")


def test_a_place_answer_lists_only_what_the_text_names(connection: Connection) -> None:
    answer = look_up_place(connection, POLK, today=TODAY)
    scopes = {a["scope"] for a in answer.to_json()["agreements"]}
    assert scopes == {"local", "statewide"}
    scopes = {a["scope"] for a in answer.to_json(nearby=True)["agreements"]}
    assert scopes == {"local", "statewide", "nearby"}


def test_a_lookup_in_full(connection: Connection) -> None:
    kenosha = Place("city", "WI", "Kenosha", ("55059",))
    assert look_up_place(connection, kenosha, today=TODAY).to_json() == {
        "kind": "agreements",
        "as_of": "2026-05-18",
        "places": [{"fips": "55059", "name": "Kenosha County", "state": "WI"}],
        "agreements": [
            {
                "agency": "Kenosha County Sheriff's Office",
                "state": "WI",
                "model": "JEM",
                "signed": "2026-01-07",
                "scope": "local",
                "status": "listed",
            }
        ],
    }


def test_a_count_in_full(connection: Connection) -> None:
    assert count(connection, state="PA", model="TFM").to_json() == {
        "kind": "count",
        "as_of": "2026-05-18",
        "places": [],
        "agreements": [],
        "count": {
            "value": 98,
            "unit": "agreements",
            "filter": {"state": "PA", "model": "TFM"},
        },
    }


@pytest.mark.parametrize(
    ("model", "kind"), [("WSO", "ended"), ("JEM", "agreements"), (None, "agreements")]
)
def test_an_agency_that_kept_one_model_answers_for_the_one_asked_about(
    connection: Connection, model: Any, kind: str
) -> None:
    answer = look_up_agency(
        connection, ["ky-kenton-county-sheriff"], TODAY, model=model
    )
    assert answer.kind == kind
    (gone,) = answer.ended
    assert (gone.model, gone.last_listed) == ("WSO", date(2026, 4, 30))
    assert not gone.confirmed, "one list without it is not yet an end for sure"
