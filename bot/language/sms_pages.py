"""Cuts a text into pages of a few SMS segments, each sent only when it is asked for."""

from __future__ import annotations

import re

from bot.language.gsm import fold_if_shorter, segments

#: Where a page may end, the best first: after a line, after a sentence, after a word.
_BORDERS = (
    re.compile(r"\n+"),
    re.compile(r"(?<=[.!?:;)\"”])\s+(?=[A-ZÁÉÍÓÚÑ0-9¿¡\"“(])"),
    re.compile(r"\s+"),
)
#: A page may end at a better border only if that leaves it at least so full.
_FULL_ENOUGH = 0.5


def fits(text: str, at_most: int) -> bool:
    """Whether a text takes at most so many segments once it is folded if need be."""
    return segments(fold_if_shorter(text)) <= at_most


def cut_page(text: str, tail: str, at_most: int) -> tuple[str, str]:
    """The first page of a text, and what is left for later pages.

    A page never ends inside a word or a link; only a single word that is longer than a
    whole page is cut where the page ends.

    Args:
        text: what is to be said.
        tail: put on a line of its own at the end of a page that does not hold all.
        at_most: segments of a page, its tail included.

    Returns:
        The page, folded if that saves a segment, and the rest; the rest is empty when
        the page holds everything.
    """
    text = text.strip()
    if fits(text, at_most):
        return fold_if_shorter(text), ""
    room = _room(text, tail, at_most)
    end, start = _border(text, room)
    page = f"{text[:end].rstrip()}\n{tail}" if tail else text[:end].rstrip()
    return fold_if_shorter(page), text[start:].strip()


def count_pages(text: str, tail: str, at_most: int) -> int:
    """How many pages a text takes."""
    pages = 0
    while text.strip():
        _, text = cut_page(text, tail, at_most)
        pages += 1
    return pages


def _room(text: str, tail: str, at_most: int) -> int:
    """Characters of the text that fit a page beside the tail; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        page = f"{text[:middle]}\n{tail}" if tail else text[:middle]
        if fits(page, at_most):
            low = middle
        else:
            high = middle - 1
    return low


def _border(text: str, room: int) -> tuple[int, int]:
    """End of the page and start of the rest, with nothing but a border between."""
    for number, border in enumerate(_BORDERS):
        least = 0 if number == len(_BORDERS) - 1 else room * _FULL_ENOUGH
        found = [m for m in border.finditer(text) if least < m.start() <= room]
        if found:
            return found[-1].start(), found[-1].end()
    return room, room
