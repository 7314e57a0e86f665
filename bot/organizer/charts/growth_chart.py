"""Agreements over time by model, as areas on top of each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.agencies.counts import GrowthPoint
from bot.content.schema import Language
from bot.language.dates import format_number
from bot.organizer.charts.canvas import (
    FAINT,
    INK,
    PAPER,
    SMALL_POINTS,
    TEXT_POINTS,
    Sheet,
)
from bot.organizer.charts.wording import chart_texts, say

#: From the bottom up: model, fill, pattern, colour of the pattern.
BANDS = (
    ("TFM", "#12395b", "", "#12395b"),
    ("WSO", "#7fb0d0", "////", "#3f7fa8"),
    ("JEM", "#e9eef2", "..", "#7d8d9b"),
)
_LEFT, _RIGHT = 0.11, 0.69
#: Labels beside the areas stay at least this far apart, as a part of the axis.
_LABEL_GAP = 0.145
_TICKS_AT_MOST = 5


def draw_growth(
    sheet: Sheet, points: Sequence[GrowthPoint], language: Language
) -> None:
    """Draw the areas, a dot for each list, and labels at their right end."""
    top = max(max(point.total for point in points), 4)
    room = sheet.top - sheet.bottom
    axes = sheet.figure.add_axes(
        (_LEFT, sheet.bottom + 0.11 * room, _RIGHT - _LEFT, 0.86 * room)
    )
    days = [point.list_date.toordinal() for point in points]
    span = max(days[-1] - days[0], 1)
    axes.set_xlim(days[0], days[0] + span)
    axes.set_ylim(0, top * 1.06)
    _set_ticks(axes, days, language)
    if not any(point.total for point in points):
        axes.text(
            0.5, 0.5, say("none_ever", language), transform=axes.transAxes,
            size=TEXT_POINTS, color=INK, ha="center",
        )  # fmt: skip
        return
    _fill(axes, days, points)
    _label(axes, points[-1], top * 1.06, language)


def _fill(axes: Any, days: list[int], points: Sequence[GrowthPoint]) -> None:
    from matplotlib.patheffects import withStroke  # type: ignore[import-untyped]

    lower = [0] * len(points)
    for model, fill, pattern, stroke in BANDS:
        numbers = [point.models.get(model, 0) for point in points]
        upper = [low + number for low, number in zip(lower, numbers, strict=True)]
        axes.fill_between(
            days, lower, upper, facecolor=fill, hatch=pattern, edgecolor=stroke,
            linewidth=0, zorder=2,
        )  # fmt: skip
        axes.plot(days, upper, color=PAPER, linewidth=1.2, zorder=3)
        lower = upper
    totals = [point.total for point in points]
    axes.plot(
        days, totals, color=INK, linewidth=1.4, marker="o", markersize=4, zorder=4,
        clip_on=False,
    )  # fmt: skip
    axes.annotate(
        format_number(totals[0]), (days[0], totals[0]), (0, 9),
        textcoords="offset points", size=TEXT_POINTS - 1, color=INK, zorder=5,
        ha="center", path_effects=[withStroke(linewidth=2, foreground=PAPER)],
    )  # fmt: skip


def _label(axes: Any, last: GrowthPoint, height: float, language: Language) -> None:
    """The newest number of each model beside its area, and the sum above them."""
    lower = 0
    wanted: list[tuple[float, str, int, str]] = []
    for model, *_ in BANDS:
        number = last.models.get(model, 0)
        if number:
            middle = (lower + number / 2) / height
            wanted.append((middle, say(f"model_{model.lower()}", language), number, ""))
        lower += number
    end = last.total / height
    wanted.append((end + 0.02, say("in_all", language), last.total, "bold"))
    places = spread([place for place, *_ in wanted], _LABEL_GAP)
    for place, (middle, name, number, weight) in zip(places, wanted, strict=True):
        anchor = end if weight else middle
        axes.annotate(
            f"{format_number(number)}\n{name}",
            (1.0, anchor), (1.06, place), xycoords="axes fraction",
            textcoords="axes fraction", size=TEXT_POINTS - 0.5, color=INK, va="center",
            weight=weight or "normal", annotation_clip=False, linespacing=1.15,
            arrowprops={
                "arrowstyle": "-", "color": INK, "linewidth": 0.7,
                "shrinkA": 1, "shrinkB": 1,
            },
        )  # fmt: skip


def spread(places: list[float], gap: float) -> list[float]:
    """Places from the bottom up, moved as little as it takes to stand apart.

    >>> [round(place, 2) for place in spread([0.1, 0.15, 0.9], 0.2)]
    [0.1, 0.3, 0.9]
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else max(place, gap / 2))
    over = moved[-1] - max(1.0 - gap / 4, places[-1])
    for position in range(len(moved) - 1, -1, -1):
        if over <= 0:
            break
        moved[position] -= over
        room = moved[position] - moved[position - 1] if position else gap
        over = gap - room
    return moved


def _set_ticks(axes: Any, days: list[int], language: Language) -> None:
    from matplotlib.ticker import (  # type: ignore[import-untyped]
        FuncFormatter,
        MaxNLocator,
    )

    months = chart_texts()["months"][language]
    ticks = choose_months(date.fromordinal(days[0]), date.fromordinal(days[-1]))
    axes.set_xticks([day.toordinal() for day in ticks])
    axes.set_xticklabels([f"{months[day.month - 1]}\n{day.year}" for day in ticks])
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: format_number(int(y))))
    axes.tick_params(labelsize=SMALL_POINTS + 1.5, colors=INK, length=0)
    axes.tick_params(axis="x", length=4)
    axes.grid(axis="y", color=FAINT, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(INK)


def choose_months(first: date, last: date) -> list[date]:
    """First days of months at even steps, few enough to be read."""
    months = [
        date(number // 12, number % 12 + 1, 1)
        for number in range(first.year * 12 + first.month, last.year * 12 + last.month)
    ]
    step = next((s for s in (1, 2, 3, 6, 12) if len(months) <= s * _TICKS_AT_MOST), 24)
    return [day for day in months if (day.month - 1) % step == 0] or [first]
