"""Fits the parts of an answer to a channel."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.parts import Fitted, Line, Part, line, listing, part, tell
from bot.answers.phrases import Phrases
from bot.answers.sms_pages import SEGMENTS, fit_page

__all__ = [
    "LINES_SHOWN",
    "SEGMENTS",
    "Fitted",
    "Line",
    "Part",
    "fit",
    "line",
    "listing",
    "part",
]

#: Lines of a list that the web shows.
LINES_SHOWN = 15


def fit(phrases: Phrases, parts: Sequence[Part]) -> Fitted:
    """The text: paragraphs on the web; on SMS one block of at most two segments."""
    filled = [one for one in parts if one.head or one.lines]
    if phrases.short:
        return fit_page(phrases, filled)
    shown = [one.shown(phrases, LINES_SHOWN) for one in filled]
    text = "\n\n".join("\n".join(ln.text for ln in lines) for lines in shown)
    return Fitted(text, tell(shown))
