from __future__ import annotations

from datetime import date

import pytest

from bot.agencies.cleaning import Cleaner
from bot.agencies.corrections import corrections
from bot.agencies.geography import geography
from bot.agencies.model import CleanRow, PrintedRow

LIST_DATE = date(2026, 5, 18)


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner(corrections(), geography())


def clean(cleaner: Cleaner, list_date: date = LIST_DATE, **cells: str) -> CleanRow:
    printed = {
        "state": "FLORIDA",
        "agency": "Polk County Sheriff's Office",
        "type": "County",
        "county": "Polk County",
        "model": "Task Force Model",
        "signed": "2025-02-26",
        **cells,
    }
    return cleaner.clean(PrintedRow(row_no=2, **printed), list_date)


def test_a_sound_row_carries_no_flag(cleaner: Cleaner) -> None:
    cleaned = clean(cleaner)
    assert cleaned.flags == ()
    assert cleaned.agency_id == "fl-polk-county-sheriff"
    assert cleaned.counties == ("12105",)
    assert (cleaned.kind, cleaned.layer, cleaned.model) == ("sheriff", "county", "TFM")


def test_blanks_around_a_state_do_not_lose_its_rows(cleaner: Cleaner) -> None:
    assert clean(cleaner, state="LOUISIANA ", county="").state == "LA"


def test_an_unknown_state_is_kept_and_flagged(cleaner: Cleaner) -> None:
    cleaned = clean(cleaner, state="ATLANTIS")
    assert cleaned.state == ""
    assert "unknown_state" in cleaned.flags
    assert cleaned.name == "Polk County Sheriff's Office"


def test_an_unknown_model_is_kept_and_flagged(cleaner: Cleaner) -> None:
    cleaned = clean(cleaner, model="Tunnel Vision Model")
    assert cleaned.model == "UNK"
    assert "unknown_model" in cleaned.flags


def test_an_unknown_county_is_kept_and_flagged(cleaner: Cleaner) -> None:
    cleaned = clean(
        cleaner, agency="Nowhere Police Department", county="Atlantis County"
    )
    assert cleaned.counties == ()
    assert "unknown_county" in cleaned.flags


def test_an_unreadable_date_is_kept_and_flagged(cleaner: Cleaner) -> None:
    cleaned = clean(cleaner, signed="soon")
    assert cleaned.signed is None
    assert "unknown_date" in cleaned.flags


def test_a_lost_slash_in_a_date_is_mended(cleaner: Cleaner) -> None:
    assert clean(cleaner, signed="7/72025").signed == date(2025, 7, 7)
    assert clean(cleaner, signed="05/082025").signed == date(2025, 5, 8)


def test_the_county_in_a_sheriffs_name_beats_a_wrong_printed_one(
    cleaner: Cleaner,
) -> None:
    cleaned = clean(
        cleaner,
        state="TENNESSEE",
        agency="Madison County Sheriff's Office",
        county="Macon County",
    )
    assert cleaned.counties == ("47113",)


def test_salt_lake_is_not_read_as_lake(cleaner: Cleaner) -> None:
    cleaned = clean(
        cleaner, state="UTAH", agency="Salt Lake County Sheriff's Office", county=""
    )
    assert cleaned.counties == ("49035",)


def test_a_town_without_a_printed_county_is_found_on_the_map(cleaner: Cleaner) -> None:
    cleaned = clean(
        cleaner, agency="Hialeah Police Department", county="#N/A", type="Municipality"
    )
    assert cleaned.counties == ("12086",)
    assert cleaned.places == ("hialeah",)


def test_a_printed_county_beats_the_map(cleaner: Cleaner) -> None:
    # Pennsylvania has several towns of one name; the sheet says which.
    cleaned = clean(
        cleaner,
        state="PENNSYLVANIA",
        agency="Carroll Township Police Department",
        county="York County",
    )
    assert cleaned.counties == ("42133",)


@pytest.mark.parametrize(
    ("state", "agency", "county"),
    [
        ("IDAHO", "Idaho State Police Department", "Jerome County"),
        ("WEST VIRGINIA", "West Virginia State Police Department", "Washington County"),
        ("GUAM", "Office Of The Attorney General", "Kattan District"),
        ("ARKANSAS", "Arkansas Department of Corrections", "Pulaksi County"),
    ],
)
def test_a_state_agency_never_belongs_to_a_county(
    cleaner: Cleaner, state: str, agency: str, county: str
) -> None:
    cleaned = clean(
        cleaner, state=state, agency=agency, county=county, type="State Agency"
    )
    assert cleaned.layer == "state"
    assert cleaned.counties == ()


def test_same_named_townships_of_two_counties_are_two_agencies(
    cleaner: Cleaner,
) -> None:
    def township(county: str, list_date: date = LIST_DATE) -> str:
        return clean(
            cleaner,
            list_date,
            state="PENNSYLVANIA",
            agency="Butler Township Police Department",
            county=county,
        ).agency_id

    assert township("Luzerne County") != township("Butler County")
    # ICE printed this one under the wrong county once; that fix ends with the slip.
    assert township("Butler County", date(2026, 4, 30)) == township("Luzerne County")


def test_a_correction_of_the_state_ends_where_the_printed_one_may_be_right(
    cleaner: Cleaner,
) -> None:
    placid = {"state": "NEW YORK", "agency": "Lake Placid Police Department"}
    assert clean(cleaner, date(2025, 4, 21), county="", **placid).state == "FL"
    assert clean(cleaner, date(2026, 9, 1), county="", **placid).state == "NY"


def test_a_correction_falls_silent_when_ice_prints_the_right_value(
    cleaner: Cleaner,
) -> None:
    right = clean(
        cleaner,
        state="MICHIGAN",
        agency="Berrien County Sheriff's Office",
        county="Berrien County",
    )
    wrong = clean(
        cleaner,
        state="MICHIGAN",
        agency="Berrian County Sheriff's Office",
        county="Berrian County",
    )
    assert right.flags == ()
    assert "name_corrected" in wrong.flags
    assert (wrong.agency_id, wrong.name, wrong.counties) == (
        right.agency_id,
        "Berrien County Sheriff's Office",
        ("26021",),
    )


def test_a_relabelled_agreement_moves_and_the_agencys_other_one_stays(
    cleaner: Cleaner,
) -> None:
    office = "Okaloosa County Sheriff's Office"
    jail = clean(
        cleaner,
        agency=office,
        county="Okaloosa County",
        model="Warrant Service Officer",
    )
    street = clean(cleaner, agency=office, county="Okaloosa County")
    assert jail.kind == "jail"
    assert street.agency_id == "fl-okaloosa-county-sheriff"


def test_a_link_to_another_agencys_text_is_dropped(cleaner: Cleaner) -> None:
    cleaned = clean(
        cleaner,
        state="GEORGIA",
        agency="Gilmer County Sheriff's Office",
        county="Gilmer County",
        link="https://www.ice.gov/doclib/287gMOA/georgiaDeptPublicSafety_TFM_MOA_03.10.25.pdf",
    )
    assert cleaned.link == ""
    assert "link_dropped" in cleaned.flags
