from __future__ import annotations

import struct
from datetime import date
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from matplotlib.backends.backend_agg import FigureCanvasAgg
from sqlalchemy.engine import Connection, Engine

from bot.agencies.counts import count, counts_by_model, counts_by_state, growth
from bot.content.schema import Language
from bot.language.dates import format_number
from bot.organizer.charts import charting
from bot.organizer.charts.canvas import open_sheet
from bot.organizer.charts.charting import describe_chart, draw_chart
from bot.organizer.charts.growth_chart import BANDS, choose_months, draw_growth, spread
from bot.organizer.charts.request import (
    FORMATS,
    LANGUAGES,
    ChartRequest,
    read_chart_name,
    state_names,
)
from bot.organizer.charts.tile_chart import SHADES, draw_tiles, shade, tiles
from bot.organizer.charts.wording import chart_texts, say

from .conftest import add_list

SVG = "{http://www.w3.org/2000/svg}"
REQUESTS = [
    ChartRequest("growth", "en"),
    ChartRequest("growth", "es", format="png"),
    ChartRequest("states", "es"),
    ChartRequest("states", "en", format="png"),
    ChartRequest("state", "es", "TX"),
    ChartRequest("state", "en", "MD", "png"),
    ChartRequest("state", "en", "CA"),
]


@pytest.fixture(autouse=True)
def _nothing_held() -> None:
    charting._held.clear()


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda r: r.file_name)
def test_a_picture_is_a_sound_file_with_its_description(
    connection: Connection, request_: ChartRequest
) -> None:
    chart = draw_chart(connection, request_)
    assert chart.list_date == date(2026, 5, 18)
    assert chart.alt
    if request_.format == "png":
        assert chart.image.startswith(b"\x89PNG")
        width, height = struct.unpack(">II", chart.image[16:24])
        assert width == 960
        assert 700 < height < 1000
        return
    root = fromstring(chart.image)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == chart.title
    assert root.findtext(f"{SVG}desc") == chart.alt
    assert len(chart.image) < 250_000


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda r: r.file_name)
def test_the_same_list_gives_the_same_bytes(
    connection: Connection, request_: ChartRequest
) -> None:
    first = draw_chart(connection, request_).image
    charting._held.clear()
    assert draw_chart(connection, request_).image == first
    assert b"Matplotlib v" not in first
    assert b"<script" not in first
    assert b"http://www.w3.org/Graphics" not in first


def test_a_picture_is_drawn_once_a_list(small: Engine) -> None:
    add_list(small, date(2026, 5, 1), {"A Police": "TX"})
    with small.connect() as connection:
        first = draw_chart(connection, ChartRequest("growth"))
        assert draw_chart(connection, ChartRequest("growth")) is first
    add_list(small, date(2026, 5, 8), {"A Police": "TX", "B Police": "OK"})
    with small.connect() as connection:
        second = draw_chart(connection, ChartRequest("growth"))
    assert second.list_date == date(2026, 5, 8)
    assert second.image != first.image


def test_only_a_few_pictures_are_held(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charting, "PICTURES_HELD", 2)
    for code in ("TX", "FL", "GU"):
        draw_chart(connection, ChartRequest("state", state=code, format="png"))
    assert len(charting._held) == 2


def test_a_database_without_a_list_gives_no_picture(small: Engine) -> None:
    with small.connect() as connection, pytest.raises(LookupError):
        draw_chart(connection, ChartRequest("growth"))


def test_one_list_is_enough_for_a_picture(small: Engine) -> None:
    add_list(small, date(2026, 5, 1), {"A Police": "TX"})
    with small.connect() as connection:
        assert draw_chart(connection, ChartRequest("growth")).image


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_the_description_has_the_numbers_of_the_answers(
    connection: Connection, language: Language
) -> None:
    alt = draw_chart(connection, ChartRequest("growth", language)).alt
    models = counts_by_model(connection)
    for number in (count(connection).value, *models.values(), 151, 18):
        assert format_number(number) in alt
    alt = draw_chart(connection, ChartRequest("states", language)).alt
    numbers = counts_by_state(connection)
    texas = state_names()["TX"][language]
    assert f"{texas} {numbers['TX']}" in alt
    for code, names in state_names().items():
        assert (names[language] in alt.split(":")[-1]) == (code not in numbers)


def test_a_state_that_fell_to_none_is_described_with_its_peak(
    connection: Connection,
) -> None:
    alt = draw_chart(connection, ChartRequest("state", "en", "MD")).alt
    assert "0 on the list of May 18, 2026" in alt
    assert "the most, 9, on that of February 11, 2026" in alt


def test_a_state_that_was_never_listed_is_said_to_be_none(
    connection: Connection,
) -> None:
    alt = draw_chart(connection, ChartRequest("state", "es", "CA")).alt
    assert alt.startswith("Gráfica: ninguna agencia de California")


def test_a_state_s_history_counts_every_list(connection: Connection) -> None:
    points = growth(connection, "MD")
    assert [p.list_date for p in points] == [p.list_date for p in growth(connection)]
    assert points[-1].total == 0
    every = [growth(connection, code) for code in state_names()]
    for position, whole in enumerate(growth(connection)):
        assert sum(points[position].total for points in every) == whole.total


def texts_outside(figure: Any) -> list[str]:
    """Texts that reach over the edge of a figure."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    width, height = renderer.width, renderer.height
    found = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    found += [label for axes in figure.axes for label in axes.get_xticklabels()]
    outside = []
    for text in found:
        box = text.get_window_extent(renderer)
        if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height:
            outside.append(text.get_text())
    return outside


@pytest.mark.parametrize("language", LANGUAGES.values())
@pytest.mark.parametrize("month", range(1, 13))
def test_words_stay_on_the_sheet_in_every_month(
    connection: Connection, language: Language, month: int
) -> None:
    day = date(2026, month, 28)
    sheet = open_sheet(
        4.9,
        say("title_growth", language),
        say("subtitle_growth", language, list_date=day),
        say("source", language, list_date=day),
    )
    draw_growth(sheet, growth(connection), language)
    assert not texts_outside(sheet.figure)
    subtitle = say("subtitle_states", language, list_date=day, total=12_345)
    sheet = open_sheet(6.0, "x", subtitle, say("source", language, list_date=day))
    draw_tiles(sheet, counts_by_state(connection), language)
    assert not texts_outside(sheet.figure)


@pytest.mark.parametrize("language", LANGUAGES.values())
@pytest.mark.parametrize("code", sorted(state_names()))
def test_every_state_s_title_stays_on_the_sheet(code: str, language: Language) -> None:
    title = say("title_state", language, state=state_names()[code][language])
    assert not texts_outside(open_sheet(4.9, title, "x", "x").figure)


def test_every_state_and_territory_has_one_tile_of_its_own() -> None:
    assert set(tiles()) == set(state_names())
    assert len(set(tiles().values())) == len(tiles())


def lightness(colour: str) -> float:
    """Relative luminance by WCAG 2, from 0 to 1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_shades_get_darker_and_letters_stand_out_on_them() -> None:
    fills = [lightness(fill) for _, fill, _ in SHADES]
    assert fills == sorted(fills, reverse=True)
    for _, fill, ink in SHADES:
        assert contrast(fill, ink) >= 4.5
    for (_, one, _), (_, other, _) in zip(SHADES, SHADES[1:], strict=False):
        assert contrast(one, other) >= 1.2
    for (_, one, *_), (_, other, *_) in zip(BANDS, BANDS[1:], strict=False):
        assert contrast(one, other) >= 1.8


@pytest.mark.parametrize(
    ("number", "start"), [(0, 0), (1, 1), (9, 1), (10, 10), (199, 50), (9_999, 200)]
)
def test_a_number_gets_the_shade_of_its_range(number: int, start: int) -> None:
    assert shade(number)[0] == start


def test_labels_stand_apart_and_inside() -> None:
    for wanted in ([0.9, 0.95, 0.97, 0.99], [0.0, 0.01, 0.02], [0.3], [0.1, 0.5, 0.9]):
        placed = spread(wanted, 0.145)
        gaps = [b - a for a, b in zip(placed, placed[1:], strict=False)]
        assert all(gap >= 0.145 - 1e-9 for gap in gaps)
        assert all(0 <= place <= 1 for place in placed)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 2, 21), date(2025, 3, 1)),
        (date(2025, 2, 21), date(2026, 5, 18)),
        (date(2025, 2, 21), date(2031, 12, 31)),
        (date(2026, 5, 18), date(2026, 5, 18)),
    ],
)
def test_months_on_the_axis_are_few_and_inside(first: date, last: date) -> None:
    ticks = choose_months(first, last)
    assert 1 <= len(ticks) <= 6
    assert all(first <= day <= last for day in ticks)
    assert ticks == sorted(set(ticks))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_name_says_which_picture_it_is(language: str, form: str) -> None:
    for kind in ("growth", "states", "state-tx", "state-gu"):
        name = f"{kind}.{language}.{form}"
        request = read_chart_name(name)
        assert request is not None
        assert request.file_name == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "growth",
        "growth.svg",
        "growth-tx.en.svg",
        "state.en.svg",
        "state-zz.en.svg",
        "state-TX.en.svg",
        "growth.fr.svg",
        "growth.en.gif",
        "../growth.en.svg",
        "growth.en.svg/..",
        "growth.en.svg\n",
    ],
)
def test_any_other_name_is_no_picture(name: str) -> None:
    assert read_chart_name(name) is None


def test_every_text_is_there_in_both_languages() -> None:
    for key, texts in chart_texts().items():
        assert set(texts) == {"en", "es"}, key


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda r: r.file_name)
def test_a_description_is_that_of_the_picture_and_needs_no_drawing(
    connection: Connection, request_: ChartRequest
) -> None:
    described = describe_chart(connection, request_)
    assert not charting._held
    chart = draw_chart(connection, request_)
    assert (described.title, described.alt) == (chart.title, chart.alt)
    assert described.list_date == chart.list_date
    if request_.format == "png":
        width, height = struct.unpack(">II", chart.image[16:24])
        assert described.height / described.width == pytest.approx(
            height / width, rel=0.01
        )


def test_every_picture_of_a_list_can_be_held() -> None:
    assert 2 * (2 + len(state_names())) <= charting.PICTURES_HELD
