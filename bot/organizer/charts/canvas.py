"""The sheet a picture is drawn on: size, letters, colours, and writing it as bytes.

Made for a phone's width: few words, large letters. Shades differ in lightness, and
areas have patterns besides, so that it reads in greyscale and whatever colours a
person sees.
"""

from __future__ import annotations

import io
import re
import threading
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from bot.organizer.charts.request import Format

WIDTH_INCHES = 6.0
PNG_DOTS_PER_INCH = 160
TITLE_POINTS, TEXT_POINTS, SMALL_POINTS = 16, 12, 8.5
INK, FAINT, PAPER = "#1a1a1a", "#d5d5d5", "#ffffff"
_MARGIN = 0.03
#: Longer titles ("... Islas Vírgenes de los Estados Unidos") get smaller letters.
_TITLE_CHARACTERS = 42
#: matplotlib's settings and font tables are one for the whole process.
drawing = threading.Lock()
_SVG_TAG = re.compile(rb"<svg [^>]*>")


@dataclass(frozen=True)
class Sheet:
    """A figure with its title, subtitle and source already on it."""

    figure: Any
    bottom: float
    """Lower edge of the room for the picture, as a part of the height."""
    top: float
    """Upper edge of that room."""


def open_sheet(height_inches: float, title: str, subtitle: str, source: str) -> Sheet:
    """A sheet with its words on it; the picture goes between ``bottom`` and ``top``."""
    from matplotlib.figure import Figure  # type: ignore[import-untyped]

    figure = Figure(figsize=(WIDTH_INCHES, height_inches), facecolor=PAPER)
    line = 1 / (height_inches * 72)
    size = TITLE_POINTS * min(1.0, _TITLE_CHARACTERS / len(title))
    figure.text(
        _MARGIN, 1 - 8 * line, title, size=size, weight="bold", color=INK,
        va="top",
    )  # fmt: skip
    figure.text(
        _MARGIN, 1 - 32 * line, subtitle, size=TEXT_POINTS - 1.5, color=INK, va="top"
    )
    figure.text(
        _MARGIN, 8 * line, source, size=SMALL_POINTS, color="#4a4a4a", va="bottom",
        linespacing=1.4,
    )  # fmt: skip
    return Sheet(figure, bottom=44 * line, top=1 - 56 * line)


def write_picture(figure: Any, format: Format, title: str, alt: str) -> bytes:
    """The figure as a file; the same figure gives the same bytes.

    An SVG carries its title and description, so that they go where the file goes.
    """
    import matplotlib  # type: ignore[import-untyped]
    from matplotlib.backends.backend_agg import (  # type: ignore[import-untyped]
        FigureCanvasAgg,
    )

    FigureCanvasAgg(figure)
    file = io.BytesIO()
    # A fixed salt makes the ids inside an SVG the same every time.
    with matplotlib.rc_context({"svg.hashsalt": "know287g", "hatch.linewidth": 0.8}):
        if format == "svg":
            figure.savefig(file, format="svg", metadata=_NOTHING_SVG)
            return _describe(file.getvalue(), title, alt)
        figure.savefig(
            file, format="png", dpi=PNG_DOTS_PER_INCH, metadata={"Software": None}
        )
        return file.getvalue()


_NOTHING_SVG = {"Date": None, "Creator": None, "Format": None, "Type": None}


def _describe(svg: bytes, title: str, alt: str) -> bytes:
    words = f"<title>{escape(title)}</title><desc>{escape(alt)}</desc>".encode()
    match = _SVG_TAG.search(svg)
    if match is None:
        return svg
    tag = match[0][:-1] + b' role="img">'
    # The document type before it would name an address on the web.
    return (
        b'<?xml version="1.0" encoding="utf-8"?>\n' + tag + words + svg[match.end() :]
    )
