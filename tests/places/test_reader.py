"""Reading places from messages, in figures and case by case."""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.places.model import PlaceMention
from bot.places.reader import PlaceReader

from .scoring import describe, read_cases, score

LEAST_PRECISION = 0.99
LEAST_RECALL = 0.95
MILLISECONDS_P95 = 3.0
PARTS = ("tuned", "held_out", "held_out_2", "held_out_3", "held_out_4")
_NO_PLACE = Path(__file__).parent / "no_place.csv"


def read_no_place() -> list[str]:
    with _NO_PLACE.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file)]


def only(mentions: tuple[PlaceMention, ...]) -> PlaceMention:
    assert len(mentions) == 1, mentions
    return mentions[0]


@pytest.mark.parametrize("part", PARTS)
def test_precision_and_recall_hold(
    reader: PlaceReader, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = score(reader, read_cases(part))
    figures = f"precision {result.precision:.3f}, recall {result.recall:.3f}"
    with capsys.disabled():
        sys.stdout.write(f"\nplaces, {part}: {figures}\n")
    assert result.precision >= LEAST_PRECISION, result.faults
    assert result.recall >= LEAST_RECALL, result.faults


def test_there_are_at_least_four_hundred_cases() -> None:
    assert sum(len(read_cases(part)) for part in PARTS) >= 400


@pytest.mark.parametrize("text", read_no_place())
def test_a_question_without_a_place_names_none(reader: PlaceReader, text: str) -> None:
    assert reader.read(text).mentions == ()


def test_a_message_is_read_within_three_milliseconds(reader: PlaceReader) -> None:
    texts = [text for part in PARTS for text, _ in read_cases(part)]
    for text in texts[:20]:
        reader.read(text)
    times = []
    for text in texts:
        start = time.process_time()
        reader.read(text)
        times.append((time.process_time() - start) * 1000)
    assert sorted(times)[int(len(times) * 0.95)] < MILLISECONDS_P95


def test_positions_hold_the_words_of_the_message(reader: PlaceReader) -> None:
    text = "¿Trabaja el alguacil del condado de Doña Ana con la migra?"
    mention = only(reader.read(text).mentions)
    assert text[mention.start : mention.end] == mention.text
    assert mention.text == "condado de Doña Ana"


def test_a_state_said_after_a_comma_belongs_to_the_mention(reader: PlaceReader) -> None:
    assert only(reader.read("Lakeland, Florida").mentions).text == "Lakeland, Florida"


def test_a_corrected_name_says_so(reader: PlaceReader) -> None:
    assert only(reader.read("lakland florida").mentions).corrected
    assert not only(reader.read("lakeland florida").mentions).corrected


def test_a_city_in_a_county_of_its_name_is_not_asked_about(reader: PlaceReader) -> None:
    assert describe(only(reader.read("sarasota fl").mentions)) == "city:FL:Sarasota"


def test_a_city_outside_the_county_of_its_name_is_asked_about(
    reader: PlaceReader,
) -> None:
    mention = only(reader.read("roanoke va").mentions)
    assert mention.asks_for == "place"
    assert {p.fips[0] for p in mention.candidates} == {"51770", "51161"}


def test_a_county_of_many_states_keeps_them_all(reader: PlaceReader) -> None:
    mention = only(reader.read("washington county").mentions)
    assert mention.asks_for == "state"
    # thirty counties and the parish, which people call a county too
    assert len({p.state for p in mention.candidates}) == 31


def test_la_is_spanish_before_it_is_a_city(reader: PlaceReader) -> None:
    assert reader.read("vi a la policia en la calle").mentions == ()
    assert reader.read("QUE HACE LA POLICIA").mentions == ()
    assert only(reader.read("policia de LA").mentions).asks_for is None
    assert only(reader.read("vivo en LA").mentions).asks_for == "place"


def test_a_zip_with_a_city_keeps_the_city_the_person_said(reader: PlaceReader) -> None:
    place = only(reader.read("Lakeland FL 33801").mentions).candidates[0]
    assert (place.name, place.zip_code, place.fips) == ("Lakeland", "33801", ("12105",))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Polk Co SO", ("sheriff",)),
        ("I was in jail", ("jail",)),
        ("la policia y el alguacil de Tampa", ("police", "sheriff")),
        ("patrulla de caminos", ("state_police",)),
        ("state troopers", ("state_police",)),
        ("la guardia nacional", ("national_guard",)),
        ("campus police", ("campus",)),
        ("policia de la universidad", ("campus",)),
        ("game wardens", ("wildlife",)),
        ("constable", ("constable",)),
        ("tribal police", ("tribal",)),
        ("department of corrections", ("prisons",)),
        ("carcel del condado", ("jail",)),
        ("does LVMPD do this", ("police",)),
        ("so what is it", ()),
    ],
)
def test_kinds_of_agency_are_read(
    reader: PlaceReader, text: str, kinds: tuple[str, ...]
) -> None:
    assert reader.read(text).agency_kinds == kinds


def test_a_bare_word_is_a_place_once_a_place_was_asked_for(reader: PlaceReader) -> None:
    assert only(reader.read("paradise", expects_place=True).mentions).candidates
    unknown = only(reader.read("asdfgh", expects_place=True).mentions)
    assert unknown.unknown == "no_such_place"


@pytest.mark.parametrize(
    "text", ["no se", "yes", "que es un detainer", "no entiendo", "polisia", "help"]
)
def test_other_answers_are_no_places_even_then(reader: PlaceReader, text: str) -> None:
    assert reader.read(text, expects_place=True).mentions == ()


def test_names_are_blanked_and_the_words_for_their_kind_stay(
    reader: PlaceReader,
) -> None:
    text = "condado de polk en florida"
    assert reader.strip_names(text) == "condado de      en        "
    assert reader.strip_names(text, "place") == "condado de place en place"
    assert [text[a:b] for a, b in reader.name_spans(text)] == ["polk", "florida"]


def test_nothing_is_blanked_where_no_place_is_named(reader: PlaceReader) -> None:
    assert reader.strip_names("what is a detainer") == "what is a detainer"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    reader = PlaceReader.load()
    for mention in reader.read(text, expects_place=True).mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.candidates or mention.unknown
        assert (len(mention.candidates) > 1) == bool(mention.asks_for)
    assert len(reader.strip_names(text)) == len(text)


def test_in_la_is_los_angeles_or_louisiana_only_in_english(reader: PlaceReader) -> None:
    assert only(reader.read("are they in la?").mentions).asks_for == "place"
    assert reader.read("are they in la?", language="es").mentions == ()


def test_pt_is_port_or_point(reader: PlaceReader) -> None:
    assert describe(only(reader.read("pt lavaca tx").mentions)) == "city:TX:Port Lavaca"
    point = describe(only(reader.read("pt pleasant nj").mentions))
    assert point == "city:NJ:Point Pleasant"


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("I meant York, SC not Lancaster", "en", "city:SC:York"),
        ("gwinnett, not hall county", "en", "county:GA:Gwinnett County"),
        ("no me refiero a Dallas, a Denton", "es", "city:TX:Denton"),
        ("i don't mean Dallas, i mean Denton", "en", "city:TX:Denton"),
        ("not texas, minnesota", "en", "state:MN"),
        ("Columbus, Georgia, no en Ohio", "es", "city:GA:Columbus"),
    ],
)
def test_a_place_that_is_refused_is_not_read(
    reader: PlaceReader, text: str, language: str, place: str
) -> None:
    assert describe(only(reader.read(text, language=language).mentions)) == place


@pytest.mark.parametrize(
    "text", ["why is Dallas not in the program", "is it legal, not a crime in texas"]
)
def test_a_denial_that_refuses_no_place_changes_nothing(
    reader: PlaceReader, text: str
) -> None:
    assert len(reader.read(text, language="en").mentions) == 1


def test_la_belongs_to_a_countys_name_or_is_an_article(reader: PlaceReader) -> None:
    for text in (
        "condado de la paz arizona",
        "sheriff del condado de la paz arizona",
        "el alguacil de La Paz, Arizona",
    ):
        found = only(reader.read(text, language="es").mentions)
        assert describe(found) == "county:AZ:La Paz County"
    assert reader.read("no la city", language="es").mentions == ()
