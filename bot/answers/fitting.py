"""Fits the parts of an answer to a channel, and keeps account of what was said.

What is left out on SMS is left out of the machine-readable answer too, so every line
carries the agreements it tells of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.agencies.answers import Agreement
from bot.answers.phrases import Phrases
from bot.language.gsm import fold, segments

#: Segments an SMS answer may take.
SEGMENTS = 2
#: Lines of a list that the web shows.
LINES_SHOWN = 15


@dataclass(frozen=True)
class Line:
    """One line of an answer and the agreements it tells of."""

    text: str
    agreements: tuple[Agreement, ...] = ()


@dataclass(frozen=True)
class Part:
    """One paragraph; on SMS parts of small ``weight`` are kept first, 0 always."""

    head: tuple[Line, ...]
    lines: tuple[Line, ...] = ()
    """Lines that may be cut from the end; ``more`` then says how many."""
    weight: int = 0
    more: str = ""
    """Phrase with {count}; empty: the lines are never cut."""

    def shown(self, phrases: Phrases, at_most: int) -> tuple[Line, ...]:
        """Head and up to so many lines, with the number of lines left out."""
        if not self.more or at_most >= len(self.lines):
            return (*self.head, *self.lines)
        left = len(self.lines) - at_most
        tail = Line(phrases.say(self.more, count=left))
        return (*self.head, *self.lines[:at_most], tail)


@dataclass(frozen=True)
class Fitted:
    """A text and the agreements it tells of, in their order."""

    text: str
    agreements: tuple[Agreement, ...] = ()


def line(text: str, agreements: Iterable[Agreement] = ()) -> Line:
    """A line that tells of agreements."""
    return Line(text, tuple(agreements))


def part(lines: Sequence[Line | str], weight: int = 0) -> Part:
    """A paragraph that is said whole or not at all; empty lines are dropped."""
    made = (Line(one) if isinstance(one, str) else one for one in lines)
    return Part(tuple(one for one in made if one.text), weight=weight)


def listing(
    head: Sequence[Line | str], lines: Sequence[Line], more: str, weight: int = 0
) -> Part:
    """A paragraph whose lines may be cut from the end, as ``more`` then says."""
    return Part(part(head).head, tuple(lines), weight, more)


def fit(phrases: Phrases, parts: Sequence[Part]) -> Fitted:
    """The text: paragraphs on the web; on SMS one block of at most two segments.

    On SMS the parts of weight 0 come first; of the others those that still fit, the
    lightest first, each at its place. Lists lose lines from the end.
    """
    filled = [one for one in parts if one.head or one.lines]
    if not phrases.short:
        shown = [one.shown(phrases, LINES_SHOWN) for one in filled]
        text = "\n\n".join("\n".join(ln.text for ln in lines) for lines in shown)
        return Fitted(text, _told(shown))
    kept = {i: one.shown(phrases, len(one.lines)) for i, one in enumerate(filled)}
    kept = {i: lines for i, lines in kept.items() if filled[i].weight == 0}
    if not _fits(kept):
        kept = _cut(phrases, filled, kept)
    for i in sorted(range(len(filled)), key=lambda i: filled[i].weight):
        wider = {**kept, i: filled[i].shown(phrases, len(filled[i].lines))}
        if i not in kept and _fits(wider):
            kept = wider
    ordered = [kept[i] for i in sorted(kept)]
    return Fitted(_block(kept), _told(ordered))


def _told(shown: Iterable[Sequence[Line]]) -> tuple[Agreement, ...]:
    told = [a for lines in shown for one in lines for a in one.agreements]
    return tuple(dict.fromkeys(told))


def _block(kept: dict[int, tuple[Line, ...]]) -> str:
    return " ".join(one.text for i in sorted(kept) for one in kept[i])


def _fits(kept: dict[int, tuple[Line, ...]]) -> bool:
    return segments(fold(_block(kept))) <= SEGMENTS


def _cut(
    phrases: Phrases, parts: Sequence[Part], kept: dict[int, tuple[Line, ...]]
) -> dict[int, tuple[Line, ...]]:
    """The lists among the parts shortened, the last first, until all fits."""
    cut = dict(kept)
    for i in sorted(kept, reverse=True):
        if not parts[i].more:
            continue
        for at_most in range(len(parts[i].lines) - 1, -1, -1):
            cut[i] = parts[i].shown(phrases, at_most)
            if _fits(cut):
                return cut
    return cut
