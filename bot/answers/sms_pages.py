"""The pages of an SMS answer: two segments each, and a word that gives the next one.

A page is filled anew from the parts that the pages before it left over, so that any of
them can be made without the others being kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.parts import Fitted, Line, Part, tell
from bot.answers.phrases import Phrases
from bot.language.gsm import fold, segments

#: Segments a page may take.
SEGMENTS = 2
#: Where a line too long for a page may be broken: after a sentence, else after a word.
_BREAKS = (re.compile(r"(?<=[.!?;]) "), re.compile(r" "))


@dataclass(frozen=True)
class _Page:
    """Which parts a page shows, each with so many of its lines, and what is left."""

    parts: Sequence[Part]
    shown: Mapping[int, int]
    rest: tuple[Part, ...] = ()


def fit_page(phrases: Phrases, parts: Sequence[Part]) -> Fitted:
    """One page of an answer; the last one where it has fewer than asked for.

    The parts of weight 0 come first; of the others those that still fit, the lightest
    first, each at its place. Lists lose lines from the end. What is left over is
    offered and makes up the next page, if ``phrases.page`` says how to get it.
    """
    number = phrases.page.number if phrases.page else 1
    page, turned = _fill(phrases, parts), 1
    while turned < number and page.rest:
        page, turned = _fill(phrases, _go_on(phrases, page.rest)), turned + 1
    more = bool(page.rest) and phrases.page is not None
    lines = [page.parts[i].shown(phrases, page.shown[i]) for i in sorted(page.shown)]
    text = _block(phrases, page.parts, page.shown, offered=more)
    headed = turned == 1 or any(page.parts[i].more for i in page.shown)
    return Fitted(text, tell(lines), more, headed)


def _fill(phrases: Phrases, parts: Sequence[Part]) -> _Page:
    whole = {i: len(one.lines) for i, one in enumerate(parts)}
    if _fits(phrases, parts, whole, offered=False):
        return _Page(parts, whole)
    shown = {i: n for i, n in whole.items() if parts[i].weight == 0}
    if not _fits(phrases, parts, shown):
        shown = _cut(phrases, parts, shown)
    for i in sorted(whole, key=lambda i: parts[i].weight):
        wider = {**shown, i: whole[i]}
        if i not in shown and _fits(phrases, parts, wider):
            shown = wider
    return _Page(parts, shown, tuple(_left(parts, shown)))


def _left(parts: Sequence[Part], shown: Mapping[int, int]) -> list[Part]:
    """What a page leaves over; a list's head is said again before its other lines."""
    rest = []
    for i, one in enumerate(parts):
        if i not in shown:
            rest.append(one)
        elif shown[i] < len(one.lines):
            rest.append(replace(one, lines=one.lines[shown[i] :]))
    return rest


def _go_on(phrases: Phrases, rest: Sequence[Part]) -> list[Part]:
    """What is left, begun so that a page takes at least something of it.

    Agencies come before closing lines, which are short and would hold a page alone.
    """
    lightest = min(
        range(len(rest)), key=lambda i: (not tell([_lines(rest[i])]), rest[i].weight)
    )
    first = rest[lightest]
    others = [one for i, one in enumerate(rest) if i != lightest]
    if first.more:
        return [_with_short_line(phrases, replace(first, weight=0)), *others]
    head = phrases.page.head if phrases.page else ""
    begun = Part((Line(head),))
    if _fits(phrases, [begun, first], {0: 0, 1: len(first.lines)}):
        return [begun, *(replace(p, weight=0) if p is first else p for p in rest)]
    said = Line(" ".join(one.text for one in (*first.head, *first.lines)))
    now, later = _break(phrases, replace(said, agreements=tell([first.head])), begun)
    parts = [begun, Part((now,))]
    return [*parts, replace(first, head=(later,), lines=()), *others]


def _lines(one: Part) -> tuple[Line, ...]:
    return (*one.head, *one.lines)


def _with_short_line(phrases: Phrases, one: Part) -> Part:
    """A list whose next line fits a page beside its head."""
    if _fits(phrases, [one], {0: 1}):
        return one
    now, later = _break(phrases, one.lines[0], replace(one, lines=one.lines[:0]))
    return replace(one, lines=(now, later, *one.lines[1:]))


def _break(phrases: Phrases, one: Line, before: Part) -> tuple[Line, Line]:
    """A line's longest beginning that fits after a part, and its remainder."""
    tail = (phrases.say(before.more, count=99_999),) if before.more else ()
    for pattern in _BREAKS:
        ends = [found.start() for found in pattern.finditer(one.text)]
        for end in reversed(ends):
            head = (*before.head, Line(one.text[:end]), *map(Line, tail))
            if _fits(phrases, [Part(head)], {0: 0}):
                return replace(one, text=one.text[:end]), Line(one.text[end + 1 :])
    return one, Line("")


def _cut(
    phrases: Phrases, parts: Sequence[Part], shown: Mapping[int, int]
) -> dict[int, int]:
    """The lists among the parts shortened, the last first, until all fits."""
    cut = dict(shown)
    for i in sorted(shown, reverse=True):
        if not parts[i].more:
            continue
        for at_most in range(len(parts[i].lines) - 1, -1, -1):
            cut[i] = at_most
            if _fits(phrases, parts, cut):
                return cut
    return cut


def _fits(
    phrases: Phrases,
    parts: Sequence[Part],
    shown: Mapping[int, int],
    *,
    offered: bool = True,
) -> bool:
    return segments(fold(_block(phrases, parts, shown, offered=offered))) <= SEGMENTS


def _block(
    phrases: Phrases, parts: Sequence[Part], shown: Mapping[int, int], *, offered: bool
) -> str:
    texts = [
        one.text
        for i in sorted(shown)
        for one in parts[i].shown(phrases, shown[i])
        if one.text
    ]
    if offered and phrases.page:
        texts.append(phrases.page.offer)
    return " ".join(texts)
