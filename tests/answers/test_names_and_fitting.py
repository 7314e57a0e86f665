"""Names as people say them; what is kept when an answer must be short."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.engine import Connection

from bot.agencies.agency_lookup import read_agencies
from bot.agencies.files import DATA, read_table
from bot.answers.agency_names import agency_name
from bot.answers.fitting import LINES_SHOWN, Line, fit, listing, part
from bot.answers.names import county_name, place_name, plain_place_name
from bot.answers.phrases import Phrases
from bot.content.schema import Channel, Language
from bot.language.gsm import fold, segments
from bot.places.model import Place

Make = Callable[[Language, Channel], Phrases]
POLK = Place("county", "FL", "Polk County", ("12105",))
JEFFERSON = Place("county", "LA", "Jefferson Parish", ("22051",))
ZIP = Place("city", "FL", "Tampa", ("12057",), "33602")


@pytest.mark.parametrize(
    ("place", "language", "channel", "name"),
    [
        (POLK, "en", "web", "Polk County, Florida"),
        (POLK, "es", "web", "el condado de Polk, Florida"),
        (POLK, "es", "sms", "condado de Polk, FL"),
        (JEFFERSON, "en", "web", "Jefferson Parish, Louisiana"),
        (JEFFERSON, "es", "web", "la parroquia de Jefferson, Luisiana"),
        (ZIP, "en", "web", "ZIP 33602 (Tampa), Florida"),
        (ZIP, "es", "web", "el código postal 33602 (Tampa), Florida"),
        (ZIP, "es", "sms", "33602 (Tampa), FL"),
        (Place("state", "NC", "North Carolina"), "es", "web", "Carolina del Norte"),
    ],
)
def test_a_place_is_named_in_the_persons_language(
    phrases: Make, place: Place, language: Language, channel: Channel, name: str
) -> None:
    assert place_name(phrases(language, channel), place) == name


@pytest.mark.parametrize(
    ("name", "of_county"),
    [
        ("Cook County", "del condado de Cook"),
        ("Jefferson Parish", "de la parroquia de Jefferson"),
        ("Hopewell city", "de la ciudad de Hopewell"),
        ("Juneau City and Borough", "de Juneau City and Borough"),
        ("Ponce Municipio", "del municipio de Ponce"),
        ("Bethel Census Area", "de Bethel Census Area"),
    ],
)
def test_spanish_articles_fit_the_kind_of_county(
    phrases: Make, name: str, of_county: str
) -> None:
    assert county_name(phrases("es", "web"), name, "of") == of_county


@pytest.mark.parametrize(
    ("agency", "english", "short", "spanish"),
    [
        ("Lakeland Police Department", "Lakeland Police Department", "Lakeland police",
         "Policía de Lakeland"),
        ("City of Miami Police Department", "Miami Police Department", "Miami police",
         "Policía de Miami"),
        ("Polk County Sheriff's Office", "Polk County Sheriff's Office",
         "Polk County sheriff", "Alguacil del condado de Polk"),
        ("Miami-Dade Sheriff's Office", "Miami-Dade Sheriff's Office",
         "Miami-Dade sheriff", "Alguacil de Miami-Dade"),
        ("Indian Creek Village Department of Public Safety",) * 1 + (
         "Indian Creek Village Department of Public Safety",) * 3,
    ],
)  # fmt: skip
def test_an_agency_is_named_by_its_town_or_county(
    phrases: Make, agency: str, english: str, short: str, spanish: str
) -> None:
    assert agency_name(phrases("en", "web"), agency, "FL") == english
    assert agency_name(phrases("en", "sms"), agency, "FL") == short
    assert agency_name(phrases("es", "web"), agency, "FL") == spanish


def test_every_name_of_the_display_table_belongs_to_an_agency(
    connection: Connection,
) -> None:
    known = {(agency.state, agency.name) for agency in read_agencies(connection)}
    rows = read_table(DATA / "display_names.csv")
    assert {(row["state"], row["agency"]) for row in rows} <= known
    assert len(rows) == len({(row["state"], row["agency"]) for row in rows})


def test_every_state_agency_has_a_spanish_name(
    connection: Connection, phrases: Make
) -> None:
    spanish = phrases("es", "web")
    for agency in read_agencies(connection):
        if agency.layer == "state":
            named = agency_name(spanish, agency.name, agency.state)
            assert named != agency.name, agency.name


def test_two_agencies_of_one_state_never_go_by_one_name(
    connection: Connection, phrases: Make
) -> None:
    seen: dict[tuple[str, str, tuple[str, ...]], str] = {}
    for agency in read_agencies(connection):
        name = agency_name(phrases("en", "sms"), agency.name, agency.state)
        key = (agency.state, name, agency.counties)
        assert seen.setdefault(key, agency.name) == agency.name, name


def test_programs_get_the_english_name() -> None:
    assert plain_place_name(POLK) == "Polk County, Florida"


def lines(number: int) -> list[Line]:
    return [Line(f"agency number {n} of the long list.") for n in range(number)]


def test_the_web_shows_a_long_list_in_part(phrases: Make) -> None:
    long = [listing(["head"], lines(40), "more_agencies")]
    text = fit(phrases("en", "web"), long).text
    assert text.count("agency number") == LINES_SHOWN
    assert "And 25 more" in text


def test_a_short_message_loses_the_end_of_a_list_and_says_so(phrases: Make) -> None:
    fitted = fit(phrases("en", "sms"), [listing(["head"], lines(40), "more_agencies")])
    assert segments(fold(fitted.text)) <= 2
    shown = fitted.text.count("agency number")
    assert shown and f"And {40 - shown} more" in fitted.text


def test_what_weighs_nothing_is_kept_and_the_lightest_of_the_rest(
    phrases: Make,
) -> None:
    heavy, light = part(["x" * 150], 9), part(["y" * 150], 1)
    text = fit(phrases("en", "sms"), [heavy, part(["z" * 100]), light]).text
    assert "z" * 100 in text and "y" * 150 in text and "x" not in text


def test_parts_that_are_left_out_leave_room_for_smaller_ones(phrases: Make) -> None:
    parts = [part(["z" * 200]), part(["x" * 150], 1), part(["small"], 2)]
    assert fit(phrases("en", "sms"), parts).text == "z" * 200 + " small"


def test_the_web_leaves_nothing_out(phrases: Make) -> None:
    text = fit(phrases("en", "web"), [part(["a" * 400], 9), part(["b"])]).text
    assert text == "a" * 400 + "\n\nb"


def test_a_number_is_written_with_its_unit(phrases: Make) -> None:
    assert phrases("en", "web").number("agreements", 1) == "1 agreement"
    assert phrases("es", "web").number("agencies", 1843) == "1,843 agencias"


def test_a_phrase_without_its_value_is_a_fault(phrases: Make) -> None:
    with pytest.raises(KeyError):
        phrases("en", "web").say("whole_state")
