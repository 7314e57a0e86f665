"""Judges look-ups against reference answers, agreement by agreement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

#: A name at least this similar (0-100), with the same state, model and date, is the
#: same agency in corrected spelling: the reference prints "Berrian" for Berrien.
SAME_SPELLING = 90.0
#: The same for what comes before "County", "Police"...: Baker is not Lake, though their
#: sheriffs' full names are 90 alike.
SAME_OWN_NAME = 80.0
_COMMON = re.compile(r" (?:county|parish|police|sheriff|department|office)\b.*", re.I)
#: Agreements that the reference files under another county than we do, and why we hold
#: the reference wrong: (name, state, model).
EXCEPTIONS: dict[tuple[str, str, str], str] = {
    ("Florida Atlantic Police Department", "FL", "TFM"): (
        "ICE prints Broward County; the university lies in Palm Beach County "
        "(known-faults.csv, row 65), so it is named there as nearby"
    ),
}


@dataclass(frozen=True)
class LookupJudged:
    """One look-up with what was missing and what was false."""

    id: str
    category: str
    exact: bool
    missing: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    why: str = ""
    excepted: tuple[str, ...] = ()
    """Statements let pass as documented exceptions."""


def _key(agreement: dict[str, Any]) -> str:
    return f"{_plain(agreement['agency'])}|{agreement['state']}|{agreement['model']}"


def _plain(name: str) -> str:
    return "".join(c for c in name.lower().replace("’", "'") if c.isalnum())


def _own_name(name: str) -> str:
    return _plain(_COMMON.sub("", name))


def judge_lookup(item: dict[str, Any], result: dict[str, Any]) -> LookupJudged:
    """The verdict on one look-up.

    Exact means: the kind fits, every required agreement is stated with its date, none
    is stated that stands in none of the reference's lists, and the list's date is
    named.
    """
    expect, got = item["expect"], result.get("lookup") or {}
    ident, category = str(item["id"]), str(item["category"])
    if not got:
        return LookupJudged(ident, category, False, why="no look-up was made")
    if _accepts_question(expect) and got.get("kind") == "clarify":
        return LookupJudged(ident, category, True)
    got = {**got, "agreements": _respelt(expect, got.get("agreements", []))}
    fault = _kind_fault(expect, got)
    missing, false, excepted = _agreements_fault(expect, got)
    why = fault or ("agreements differ" if missing or false else "")
    return LookupJudged(ident, category, not why, missing, false, why, excepted)


def _accepts_question(expect: dict[str, Any]) -> bool:
    return bool(expect["kind"] == "clarify" or expect.get("accept_clarify"))


def _listed(expect: dict[str, Any], names: Iterable[str]) -> list[dict[str, Any]]:
    """Agreements of the reference's lists; some lists hold bare models instead."""
    found = [a for name in names for a in expect.get(name, [])]
    return [a for a in found if isinstance(a, dict) and "agency" in a]


_LISTS = ("required", "statewide", "nearby", "also_ok", "still_listed")


def _respelt(
    expect: dict[str, Any], agreements: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The stated agreements under the reference's spelling where they are the same."""
    known = _listed(expect, _LISTS)
    exact = {_key(a) for a in known}
    return [
        a if _key(a) in exact else {**a, "agency": _reference_name(a, known)}
        for a in agreements
    ]


def _reference_name(agreement: dict[str, Any], known: Iterable[dict[str, Any]]) -> str:
    same = ("state", "model", "signed")
    for one in known:
        alike = fuzz.ratio(_plain(one["agency"]), _plain(agreement["agency"]))
        own = fuzz.ratio(_own_name(one["agency"]), _own_name(agreement["agency"]))
        equal = all(one.get(name) == agreement.get(name) for name in same)
        if (
            equal
            and agreement.get("signed")
            and (alike >= SAME_SPELLING and own >= SAME_OWN_NAME)
        ):
            return str(one["agency"])
    return str(agreement["agency"])


def _kind_fault(expect: dict[str, Any], got: dict[str, Any]) -> str:
    wanted, kind = expect["kind"], got.get("kind")
    if wanted == "clarify" and not expect.get("accept_both"):
        return "" if kind == "clarify" else f"asked nothing back, gave {kind}"
    if wanted == "count":
        right = {expect.get("value"), *expect.get("accept_values", [])}
        value = (got.get("count") or {}).get("value")
        return "" if kind == "count" and value in right else f"counted {value}"
    if wanted != kind and wanted != "clarify":
        return f"kind {kind} for {wanted}"
    if expect.get("as_of") and got.get("as_of") != expect["as_of"]:
        return f"as of {got.get('as_of')}"
    if wanted == "ended":
        return _ended_fault(expect, got)
    return ""


def _ended_fault(expect: dict[str, Any], got: dict[str, Any]) -> str:
    ended = {
        (a["model"], a.get("last_listed"))
        for a in got.get("agreements", [])
        if a["status"] == "ended"
    }
    wanted = {(model, expect["last_listed"]) for model in expect["models"]}
    return "" if wanted <= ended else f"ended {sorted(map(str, ended))}"


def _agreements_fault(
    expect: dict[str, Any], got: dict[str, Any]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Required agreements that are missing, stated ones that are false or excepted."""
    stated = [a for a in got.get("agreements", []) if a["status"] != "ended"]
    keys = {_key(a) for a in stated}
    dated = {(_key(a), a.get("signed")) for a in stated}
    missing = tuple(
        _key(a)
        for a in expect.get("required", [])
        if _key(a) not in keys
        or (a.get("signed") and (_key(a), a["signed"]) not in dated)
    )
    allowed = {_key(a) for a in _listed(expect, _LISTS)}
    local = {_key(a) for a in stated if a["scope"] == "local"}
    nearby = {_key(a) for a in expect.get("nearby", [])}
    false = (local & nearby) | (keys - allowed)
    if expect["kind"] in ("clarify", "count", "ended", "history", "pending"):
        false = set()
    documented = {
        _key({"agency": name, "state": state, "model": model})
        for name, state, model in EXCEPTIONS
    } - local
    passed = tuple(sorted(false & documented))
    return missing, tuple(sorted(false - documented)), passed
