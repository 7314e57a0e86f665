"""Fits the parts of an answer to a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.phrases import Phrases
from bot.language.gsm import fold, segments

#: Segments an SMS answer may take.
SEGMENTS = 2


@dataclass(frozen=True)
class Part:
    """One paragraph of an answer; ``weight`` 0 is never left out on SMS."""

    lines: tuple[str, ...]
    weight: int = 0


def part(lines: Sequence[str], weight: int = 0) -> Part:
    """A paragraph from lines."""
    return Part(tuple(line for line in lines if line), weight)


def fit(phrases: Phrases, parts: Sequence[Part]) -> str:
    """The text: paragraphs on the web; on SMS one block of at most two segments.

    On SMS the parts of the greatest weight are left out first, whole, until it fits;
    what can't be left out is cut at the end of a line.
    """
    kept = [one for one in parts if one.lines]
    if not phrases.short:
        return "\n\n".join("\n".join(one.lines) for one in kept)
    while segments(fold(_block(kept))) > SEGMENTS:
        heaviest = max(kept, key=lambda one: one.weight, default=None)
        if heaviest is None or heaviest.weight == 0:
            return _cut([line for one in kept for line in one.lines])
        kept.remove(heaviest)
    return _block(kept)


def _block(parts: Sequence[Part]) -> str:
    return " ".join(line for one in parts for line in one.lines)


def _cut(lines: list[str]) -> str:
    while len(lines) > 1 and segments(fold(" ".join(lines))) > SEGMENTS:
        lines = lines[:-1]
    return " ".join(lines)
