"""State-law notes and telephone numbers: whole, dated, sourced, and of the states."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from bot.content.loading import DATA
from bot.content.parity import phones
from bot.content.states import state_law, state_law_reminder
from bot.content.text_checks import forbidden_statements
from bot.places.tables import Reference

STATES: dict[str, Any] = yaml.safe_load((DATA / "states" / "states.yml").read_text())
LINES: list[dict[str, Any]] = yaml.safe_load(
    (DATA / "resources" / "hotlines.yml").read_text(encoding="utf-8")
)
STATE_CODES = set(Reference.load().states)
KINDS = {"require", "ban", "limit", "cooperate", "none_known"}
LINE_KINDS = {
    "emergency",
    "community",
    "legal",
    "custody",
    "court",
    "consulate",
    "complaint",
    "fraud",
}
ENTRY_KEYS = {
    "kind",
    "law",
    "signed",
    "in_force",
    "mark",
    "en",
    "es",
    "sources",
    "checked",
    "next",
}
LINE_KEYS = {
    "id",
    "name",
    "kind",
    "mail",
    "phones",
    "texts",
    "web",
    "area",
    "languages",
    "hours",
    "who_answers",
    "warning",
    "note",
    "source",
    "checked",
    "next",
}
WEEKS_TO_RECHECK = 20


def test_every_state_has_an_entry_and_nothing_else_has() -> None:
    assert set(STATES["states"]) == STATE_CODES


@pytest.mark.parametrize("code", sorted(STATES["states"]))
def test_a_states_entry_is_whole_dated_and_sourced(code: str) -> None:
    entry = STATES["states"][code]
    assert entry.keys() <= ENTRY_KEYS, entry.keys() - ENTRY_KEYS
    assert entry["kind"] in KINDS and entry["mark"] in ("V", "V2")
    for text in (entry.get("en"), entry.get("es")):
        assert (text is None) == (entry.get("en") is None), "one language is missing"
        assert text is None or 20 <= len(text) <= 300
        assert not forbidden_statements(text or "")
    assert entry["kind"] == "none_known" or entry.get("en")
    assert entry["sources"] or entry["kind"] == "none_known"
    for source in entry["sources"]:
        assert source["title"] and source["publisher"]
        assert source["url"].startswith("https://")
    assert isinstance(entry["checked"], date) and entry["checked"] <= date.today()
    assert entry["checked"] < entry["next"]
    assert entry["next"] - entry["checked"] <= timedelta(weeks=WEEKS_TO_RECHECK)


@pytest.mark.parametrize("code", sorted(STATES["states"]))
def test_both_languages_name_the_same_laws_and_years(code: str) -> None:
    entry = STATES["states"][code]
    if entry.get("en"):
        english, spanish = (
            set(re.findall(r"\d{3,}", entry[lang].replace(",", "")))
            for lang in ("en", "es")
        )
        assert english == spanish


@pytest.mark.parametrize("code", sorted(STATES["states"]))
def test_a_secondary_source_is_named_in_the_text(code: str) -> None:
    entry = STATES["states"][code]
    if entry["mark"] == "V2" and entry.get("en"):
        assert re.search(r"report|287\(g\) Watch|lists|says|tracker", entry["en"], re.I)


def test_a_state_is_spoken_of_in_both_languages() -> None:
    for code in STATE_CODES:
        law = state_law(code)
        assert law.text("en") != law.text("es")
    assert state_law_reminder("en") == STATES["always"]["en"]


def test_of_a_state_without_an_entry_no_law_is_known() -> None:
    law = state_law("XX")
    assert law.kind == "none_known" and law.sources == ()
    assert law.text("es") == STATES["none_known"]["es"]
    assert not law.is_overdue(date.today())


@pytest.mark.parametrize("code", ["FL", "TX", "IL"])
def test_the_sources_of_a_states_law_can_be_shown(code: str) -> None:
    sources = state_law(code).sources
    assert sources
    for source in sources:
        assert source["title"] and source["url"].startswith("https://")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", source["checked"])


def test_a_states_law_is_overdue_the_day_after_its_review_was_due() -> None:
    due = STATES["states"]["FL"]["next"]
    assert not state_law("FL").is_overdue(due)
    assert state_law("FL").is_overdue(due + timedelta(days=1))


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_a_line_is_whole_dated_and_sourced(line: dict[str, Any]) -> None:
    assert line.keys() <= LINE_KEYS, line.keys() - LINE_KEYS
    assert line["kind"] in LINE_KINDS
    assert line["name"]["en"] and line["name"]["es"]
    assert line.get("phones") or line.get("web")
    for number in line.get("phones") or []:
        assert re.fullmatch(
            r"911|988|1-\d{3}-\d{3}-[\dA-Z]{4}|\d{3}-\d{3}-\d{4}", number
        )
    assert set(line["area"]) <= STATE_CODES | {"US"} and line["area"]
    assert set(line.get("languages") or []) <= {"en", "es", "ht"}
    for name in ("who_answers", "warning", "hours", "texts"):
        if name in line:
            assert line[name].keys() == {"en", "es"} and all(line[name].values())
    assert line["who_answers"]
    assert line["source"]["title"] and line["source"]["url"].startswith("https://")
    assert line["checked"] <= date.today()
    assert line["checked"] < line["next"]


def test_lines_have_names_of_their_own() -> None:
    names = [line["id"] for line in LINES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_a_governments_own_line_carries_a_warning(line: dict[str, Any]) -> None:
    official = re.search(r"\b(?:ICE|DHS|ORR|federal)\b", line["who_answers"]["en"])
    if official and line.get("phones") and line["kind"] in ("custody", "complaint"):
        assert line.get("warning"), "people must know who answers before they dial"


def test_the_line_where_people_are_reported_is_not_among_them() -> None:
    text = (DATA / "resources" / "hotlines.yml").read_text(encoding="utf-8")
    assert not {"18663472423", "8663472423"} & phones(text)
    assert "ice.gov/tips" not in text and "ice-tip" not in text


def test_no_number_of_a_line_is_given_twice_with_other_names() -> None:
    numbers = [n for line in LINES for n in line.get("phones") or []]
    doubles = {n for n in numbers if numbers.count(n) > 1}
    assert not doubles, doubles
