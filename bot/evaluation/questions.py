"""Judges answers to single questions by their answer id.

What counts as right for a question's group stands in a YAML mapping, so that a person
can read and correct it: ``tests/evaluation/accepted.yml``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.data_files import read_yaml
from bot.language.asked import language_asked

_SWITCH = "language_switch"
Verdict = Literal["right", "wrong", "honest"]

#: Answers that say the bot does not know, and what to do instead.
HONEST = frozenset(
    {
        "did_you_mean",
        "fallback",
        "menu",
        "gibberish",
        "clarify",
        "out_of_scope",
        "error",
    }
)


@dataclass(frozen=True)
class Judged:
    """One question with what it got."""

    id: str
    group: str
    language: str
    style: str
    answer_ids: tuple[str, ...]
    verdict: Verdict
    offered: bool
    """Among the buttons of an honest answer is the right topic."""
    confidence: float
    right_language: bool


def read_accepted(path: Path) -> dict[str, frozenset[str]]:
    """Answer ids that are right for each group."""
    raw: dict[str, list[str]] = read_yaml(path)
    return {group: frozenset(ids) for group, ids in raw.items()}


def accepted_for(
    expected: dict[str, Any], accepted: dict[str, frozenset[str]]
) -> frozenset[str]:
    """Answer ids right for a question or a turn, other readings included."""
    groups = [expected["intent_group"], *expected.get("also_accept", [])]
    right = frozenset().union(*(accepted.get(group, frozenset()) for group in groups))
    asks = any(
        str(fact).startswith("asks") for fact in expected.get("must_mention", [])
    )
    return right | {"clarify"} if asks else right


def _repeats_as_wished(
    question: dict[str, Any], result: dict[str, Any], right: frozenset[str]
) -> bool:
    """Whether a wish for the other language got what was said before, in it."""
    asked = language_asked(str(question.get("text") or question.get("user") or ""))
    return _SWITCH in right and asked is not None and result.get("language") == asked


def judge(
    question: dict[str, Any], result: dict[str, Any], right: frozenset[str]
) -> Judged:
    """The verdict on one answer."""
    ids = tuple(result.get("answer_ids") or [result["answer_id"]])
    payloads = [
        str(button.get("payload", ""))
        for message in result["messages"]
        for button in message["buttons"]
    ]
    names = {payload.lstrip("/").removeprefix("faq_") for payload in payloads}
    if right & set(ids) or _repeats_as_wished(question, result, right):
        verdict: Verdict = "right"
    elif set(ids) <= HONEST:
        verdict = "honest"
    else:
        verdict = "wrong"
    lang = str(question.get("lang", ""))
    return Judged(
        id=str(question.get("id", "")),
        group=str(question["intent_group"]),
        language=lang,
        style=str(question.get("channel_style", "")),
        answer_ids=ids,
        verdict=verdict,
        offered=bool(right & names),
        confidence=float(result["confidence"]),
        right_language=lang == "mixed" or result["language"] in ("", lang),
    )


def shares(judged: Iterable[Judged]) -> dict[str, float]:
    """Shares of the verdicts, in percent, with the number judged as ``n``."""
    every = list(judged)
    counts = Counter(one.verdict for one in every)
    n = len(every)
    percent = {v: round(100 * counts[v] / n, 1) if n else 0.0 for v in
               ("right", "wrong", "honest")}  # fmt: skip
    offered = sum(one.verdict == "honest" and one.offered for one in every)
    return {
        "n": n,
        **percent,
        "honest_with_right_button": round(100 * offered / n, 1) if n else 0.0,
    }
