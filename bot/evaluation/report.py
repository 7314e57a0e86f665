"""Prints an evaluation as tables a person can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from bot.evaluation.lookups import LookupJudged
from bot.evaluation.questions import Judged, shares

_CRISES = ("ice_at_door_now", "being_stopped_now", "detained_now", "self_harm")
_HEAD = "| {:<28} | {:>4} | {:>6} | {:>6} | {:>7} | {:>13} |"


def _row(name: str, judged: list[Judged]) -> str:
    found = shares(judged)
    return _HEAD.format(
        name,
        found["n"],
        found["right"],
        found["wrong"],
        found["honest"],
        found["honest_with_right_button"],
    )


def _by(judged: list[Judged], key: Callable[[Judged], str]) -> Iterable[str]:
    for name in sorted({key(one) for one in judged}):
        yield _row(name, [one for one in judged if key(one) == name])


def question_tables(judged: list[Judged], *, groups: bool) -> str:
    """Verdicts in all, by language, by style and, if wanted, by group."""
    head = _HEAD.format("", "n", "right", "wrong", "honest", "honest+button")
    lines = [head, _HEAD.format(*["---"] * 6), _row("all", judged)]
    lines += _by(judged, lambda one: f"language {one.language}")
    lines += _by(judged, lambda one: f"style {one.style}")
    lines += _by(judged, lambda one: f"{one.language} {one.style}")
    if groups:
        lines += _by(judged, lambda one: one.group)
    return "\n".join([*lines, "", *_single_figures(judged)])


def _single_figures(judged: list[Judged]) -> list[str]:
    crisis = [one for one in judged if one.group in _CRISES]
    right = sum(one.verdict == "right" for one in crisis)
    ordinary = [one for one in judged if one.group not in _CRISES]
    false = [one for one in ordinary if one.answer_ids[0].startswith("crisis_")]
    off = [one for one in judged if one.group == "out_of_scope"]
    taken = sum(one.verdict == "wrong" for one in off)
    said_off = [one for one in judged if "out_of_scope" in one.answer_ids]
    truly = sum(one.group == "out_of_scope" for one in said_off)
    language = sum(one.right_language for one in judged)
    return [
        f"crisis recall {right}/{len(crisis)}; "
        f"false crisis {len(false)}/{len(ordinary)}",
        f"off-topic answered as on-topic {taken}/{len(off)}; "
        f"out-of-scope precision {truly}/{len(said_off)}",
        f"answered in the right language {language}/{len(judged)}",
    ]


def wrong_list(judged: list[Judged]) -> str:
    """Every question that was not answered rightly: id, group, what it got."""
    lines = [
        f"{one.verdict:<6} {one.id} {one.group} -> {', '.join(one.answer_ids)}"
        f" ({one.confidence:.2f})"
        for one in judged
        if one.verdict != "right"
    ]
    return "\n".join(lines)


def lookup_table(judged: list[LookupJudged]) -> str:
    """Look-ups by category, and each one that is not exact with the reason."""
    exact = Counter(one.category for one in judged if one.exact)
    every = Counter(one.category for one in judged)
    lines = [f"exact {sum(exact.values())}/{len(judged)}"]
    false = sum(len(one.false) for one in judged)
    lines.append(f"false agreements {false}")
    lines += [f"  {name:<14} {exact[name]}/{n}" for name, n in sorted(every.items())]
    lines += [
        f"  {one.id}: {one.why} missing={list(one.missing)} false={list(one.false)}"
        for one in judged
        if not one.exact
    ]
    return "\n".join(lines)
