"""Rebuilding the tables, as far as it goes without the network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.places import app
from bot.places.build import build_tables
from bot.places.display import PostalNames


def test_another_file_than_the_known_one_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("zip,fips,county,state\n", encoding="utf-8")
    report = build_tables(tmp_path, other)
    assert report.refused is not None
    assert "other.csv" in report.refused
    assert list(tmp_path.iterdir()) == [other]


def test_the_command_refuses_with_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["build", "--crosswalk", str(tmp_path / "none")])
    assert done.exit_code == 1


def test_the_command_reads_a_message() -> None:
    done = CliRunner().invoke(app, ["read", "polk county florida", "--json"])
    assert done.exit_code == 0
    mention = json.loads(done.stdout)["mentions"][0]
    assert mention["candidates"][0]["fips"] == ["12105"]


@pytest.mark.parametrize(
    ("postal", "shown"),
    [
        ("Saint Louis", "St. Louis"),
        ("Port Saint Lucie", "Port St. Lucie"),
        ("Mckinney", "McKinney"),
        ("O Fallon", "O'Fallon"),
        ("Isle Of Palms", "Isle of Palms"),
        ("Coeur D Alene", "Coeur d'Alene"),
    ],
)
def test_postal_names_are_shown_as_on_a_map(postal: str, shown: str) -> None:
    assert PostalNames().tidy(postal) == shown


@pytest.mark.parametrize(
    "name", ["Wachovia Bank", "Urb Las Lomas", "Charlottesvle", "115 Firms", "Bkln"]
)
def test_firms_blocks_and_cut_names_are_no_towns(name: str) -> None:
    assert not PostalNames().names_a_town(name)
