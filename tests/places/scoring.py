"""How a reading is compared with what a line of cases.csv expects."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from bot.places.model import PlaceMention
from bot.places.reader import PlaceReader

CASES = Path(__file__).parent / "cases.csv"


@dataclass
class Score:
    """Mentions right, wrong and missed over a set of messages."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)


def read_cases(part: str) -> list[tuple[str, str]]:
    """Text and expectation of the lines of one part ("tuned" or "held_out")."""
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [(r["text"], r["expected"]) for r in rows if r["part"] == part]


def describe(mention: PlaceMention) -> str:
    """A mention in the terms of cases.csv."""
    if mention.unknown:
        return f"unknown:{mention.unknown}"
    if mention.asks_for:
        return f"ask:{mention.asks_for}"
    place = mention.candidates[0]
    if place.zip_code:
        return f"zip:{place.zip_code}"
    if place.kind == "state":
        return f"state:{place.state}"
    return f"{place.kind}:{place.state}:{place.name}"


def fits(mention: PlaceMention, expected: str) -> bool:
    """Whether a mention is what a case expects."""
    if not expected.startswith("ask:"):
        return describe(mention) == expected
    _, slot, name = expected.split(":")
    names = {p.name.removesuffix(" County") for p in mention.candidates}
    return mention.asks_for == slot and name.removesuffix(" County") in names


def score(reader: PlaceReader, cases: list[tuple[str, str]]) -> Score:
    """Compare what `reader` finds with what the cases expect."""
    total = Score()
    for text, expected in cases:
        wanted = [] if expected == "-" else expected.split(" + ")
        mentions = list(reader.read(text).mentions)
        for item in list(wanted):
            match = next((m for m in mentions if fits(m, item)), None)
            if match:
                mentions.remove(match)
                wanted.remove(item)
                total.right += 1
        total.missed += len(wanted)
        total.wrong += len(mentions)
        if wanted or mentions:
            got = [describe(m) for m in mentions]
            total.faults.append(f"{text!r}: missed {wanted}, wrong {got}")
    return total
