"""Judges look-ups against reference answers, agreement by agreement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LookupJudged:
    """One look-up with what was missing and what was false."""

    id: str
    category: str
    exact: bool
    missing: tuple[str, ...] = ()
    false: tuple[str, ...] = ()
    why: str = ""


def _key(agreement: dict[str, Any]) -> str:
    return f"{_plain(agreement['agency'])}|{agreement['state']}|{agreement['model']}"


def _plain(name: str) -> str:
    return "".join(c for c in name.lower().replace("’", "'") if c.isalnum())


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
    fault = _kind_fault(expect, got)
    missing, false = _agreements_fault(expect, got)
    why = fault or ("agreements differ" if missing or false else "")
    return LookupJudged(ident, category, not why, missing, false, why)


def _accepts_question(expect: dict[str, Any]) -> bool:
    return bool(expect["kind"] == "clarify" or expect.get("accept_clarify"))


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
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Required agreements that are missing, and stated ones that are false."""
    stated = [a for a in got.get("agreements", []) if a["status"] != "ended"]
    keys = {_key(a) for a in stated}
    dated = {(_key(a), a.get("signed")) for a in stated}
    required = expect.get("required", [])
    missing = tuple(
        _key(a)
        for a in required
        if _key(a) not in keys
        or (a.get("signed") and (_key(a), a["signed"]) not in dated)
    )
    listed = ("required", "statewide", "nearby", "also_ok", "still_listed")
    allowed = {
        _key(a)
        for name in listed
        for a in expect.get(name, [])
        if isinstance(a, dict) and "agency" in a
    }
    local = {_key(a) for a in stated if a["scope"] == "local"}
    elsewhere = {_key(a) for a in stated if a["scope"] != "local"}
    nearby = {_key(a) for a in expect.get("nearby", [])}
    false = tuple(sorted((local & nearby) | ((local | elsewhere) - allowed)))
    if expect["kind"] in ("clarify", "count", "ended", "history", "pending"):
        false = ()
    return missing, false
