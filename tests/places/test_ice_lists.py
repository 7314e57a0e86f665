"""Agencies' own names as ICE prints them, read like a message."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from bot.places.reader import PlaceReader
from bot.places.tables import Reference

SHEET = (
    Path(__file__).resolve().parents[2]
    / ".."
    / "shared"
    / "ice"
    / "participatingAgencies05182026am.xlsx"
)
#: The rest are state-wide agencies, townships that are asked back, and ICE's own slips.
LEAST_SHARE = 0.96


@pytest.mark.shared
@pytest.mark.skipif(not SHEET.exists(), reason="ICE's sheets lie beside the checkout")
def test_an_agency_with_its_state_leads_to_the_county_that_ice_prints(
    reader: PlaceReader, reference: Reference
) -> None:
    codes = {s.name_en.upper(): s.code for s in reference.states.values()}
    sheet = openpyxl.load_workbook(SHEET, read_only=True).worksheets[0]
    rows = sheet.iter_rows(min_row=2, max_col=4, values_only=True)
    agencies = {tuple(str(c or "").strip() for c in row) for row in rows}
    known = [
        (name, state, counties[0].fips)
        for state, name, _, county in agencies
        if (counties := reference.find_counties(county, codes.get(state.upper(), "")))
    ]
    right = [
        fips
        for name, state, fips in known
        if fips in _counties_read(reader, f"{name}, {state.title()}")
    ]
    assert len(known) > 1200
    assert len(right) / len(known) >= LEAST_SHARE


def _counties_read(reader: PlaceReader, text: str) -> set[str]:
    settled = [m for m in reader.read(text).mentions if not m.asks_for]
    return {f for m in settled for p in m.candidates for f in p.fips}
