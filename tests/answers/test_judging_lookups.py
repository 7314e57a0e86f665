"""How look-ups are judged: corrected spelling passes, false agreements never do."""

from __future__ import annotations

from typing import Any

from bot.evaluation.lookups import EXCEPTIONS, judge_lookup

BERRIEN = {"state": "MI", "model": "WSO", "signed": "2025-05-06"}


def item(**expect: Any) -> dict[str, Any]:
    wanted = {"kind": "agreements", "as_of": "2026-05-18", "required": [], **expect}
    return {"id": "x", "category": "county", "expect": wanted}


def stated(*agreements: dict[str, Any]) -> dict[str, Any]:
    full = [{"scope": "local", "status": "listed", **a} for a in agreements]
    return {"lookup": {"kind": "agreements", "as_of": "2026-05-18", "agreements": full}}


def test_a_name_in_corrected_spelling_is_the_same_agency() -> None:
    printed = {"agency": "Berrian County Sheriff's Office", **BERRIEN}
    corrected = {"agency": "Berrien County Sheriff's Office", **BERRIEN}
    judged = judge_lookup(item(required=[printed]), stated(corrected))
    assert judged.exact and not judged.false


def test_another_model_or_date_is_not_mended_by_spelling() -> None:
    printed = {"agency": "Berrian County Sheriff's Office", **BERRIEN}
    for change in ({"model": "TFM"}, {"signed": "2025-05-07"}, {"state": "WI"}):
        other = {"agency": "Berrien County Sheriff's Office", **BERRIEN, **change}
        judged = judge_lookup(item(required=[printed]), stated(other))
        assert not judged.exact and judged.false


def test_another_county_is_false_however_alike() -> None:
    right = {"agency": "Baker County Sheriff's Office", **BERRIEN}
    wrong = {"agency": "Lake County Sheriff's Office", **BERRIEN}
    judged = judge_lookup(item(required=[right]), stated(right, wrong))
    assert len(judged.false) == 1


def test_a_documented_exception_is_told_and_only_as_nearby() -> None:
    ((name, state, model),) = EXCEPTIONS
    campus = {"agency": name, "state": state, "model": model, "signed": None}
    nearby = judge_lookup(item(), stated({**campus, "scope": "nearby"}))
    assert nearby.exact and nearby.excepted
    assert not judge_lookup(item(), stated(campus)).exact


def test_no_look_up_is_not_right() -> None:
    assert judge_lookup(item(), {}).why == "no look-up was made"
