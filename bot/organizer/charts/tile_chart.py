"""The states as equal squares, shaded by their number of agreements.

A square a state shows a small state as well as a large one; a map by area would show
land. Positions stand in ``data/organizer/tiles.csv``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.agencies.files import read_table
from bot.content.schema import Language
from bot.language.dates import format_number
from bot.organizer.charts.canvas import INK, PAPER, SMALL_POINTS, TEXT_POINTS, Sheet
from bot.organizer.charts.wording import say
from bot.settings import PROJECT

_TILES = PROJECT / "data" / "organizer" / "tiles.csv"
#: From this number on: fill and colour of the letters. None has a broken outline too.
SHADES = (
    (0, PAPER, INK),
    (1, "#dbe7f0", INK),
    (10, "#a3c4dc", INK),
    (50, "#3d78a6", "#ffffff"),
    (200, "#0c2f4e", "#ffffff"),
)
_SIDE = 0.92


@lru_cache(maxsize=1)
def tiles() -> dict[str, tuple[int, int]]:
    """Column and row of every state and territory by USPS code, from the upper left."""
    return {
        row["code"]: (int(row["column"]), int(row["row"])) for row in read_table(_TILES)
    }


def draw_tiles(sheet: Sheet, numbers: dict[str, int], language: Language) -> None:
    """Draw a square with code and number for each state, and what the shades mean."""
    columns = max(column for column, _ in tiles().values()) + 1
    rows = max(row for _, row in tiles().values()) + 1
    axes = sheet.figure.add_axes((0.03, sheet.bottom, 0.94, sheet.top - sheet.bottom))
    axes.set_xlim(-0.1, columns + 0.02)
    axes.set_ylim(rows, -0.9)
    axes.set_aspect("equal")
    axes.axis("off")
    for code, (column, row) in tiles().items():
        number = numbers.get(code, 0)
        _, fill, ink = shade(number)
        _square(axes, column, row, fill, broken=number == 0)
        middle = column + _SIDE / 2
        axes.text(
            middle, row + 0.34, code, size=TEXT_POINTS - 1.5, weight="bold", color=ink,
            ha="center", va="center",
        )  # fmt: skip
        axes.text(
            middle, row + 0.68, format_number(number), size=SMALL_POINTS + 1, color=ink,
            ha="center", va="center",
        )  # fmt: skip
    _draw_key(axes, language)


def shade(number: int) -> tuple[int, str, str]:
    """The shade of a number: where it begins, its fill and its letters."""
    return [shade for shade in SHADES if shade[0] <= number][-1]


def _square(
    axes: Any,
    column: float,
    row: float,
    fill: str,
    *,
    broken: bool,
    side: float = _SIDE,
) -> None:
    from matplotlib.patches import Rectangle  # type: ignore[import-untyped]

    axes.add_patch(
        Rectangle(
            (column, row), side, side, facecolor=fill,
            edgecolor="#8a8a8a" if broken else INK,
            linewidth=0.9 if broken else 0.6,
            linestyle=(0, (2, 2)) if broken else "solid",
        )
    )  # fmt: skip


def _draw_key(axes: Any, language: Language) -> None:
    starts = [start for start, _, _ in SHADES]
    names = [say("band_none", language)]
    names += [
        f"{low}–{high - 1}" for low, high in zip(starts[1:-1], starts[2:], strict=True)
    ]
    names.append(f"{starts[-1]}+")
    at = 1.4
    for name, (_, fill, _) in zip(names, SHADES, strict=True):
        _square(axes, at, -0.62, fill, broken=fill == PAPER, side=0.36)
        axes.text(at + 0.5, -0.44, name, size=SMALL_POINTS + 1, color=INK, va="center")
        at += 1.05 + 0.13 * len(name)
