from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import Result
from typer.testing import CliRunner

from bot.answers import connection
from bot.answers.live_values import live_values
from bot.cli import agencies as command
from bot.settings import settings

from .ice_site import Reply, Site
from .sheets import counties, write_sheet

LATER = "participatingAgencies06012027am.xlsx"
NEWEST = "participatingAgencies05182026am.xlsx"


@pytest.fixture(autouse=True)
def own_settings(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    url = f"sqlite:///{tmp_path / 'var' / 'a.sqlite'}"
    monkeypatch.setenv("KNOW287G_DATABASE_URL", url)
    monkeypatch.setenv("KNOW287G_ICE_PAGE", site.page)
    settings.cache_clear()
    connection.engine.cache_clear()
    yield
    settings.cache_clear()
    connection.engine.cache_clear()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command.app, [str(a) for a in arguments])


@pytest.fixture
def later(tmp_path: Path, site: Site) -> Path:
    rows = [{**r, "SIGNED": date(2027, 5, 28)} for r in counties(5)]
    path = write_sheet(tmp_path / LATER, rows)
    site.replies[f"/{LATER}"] = Reply(path.read_bytes())
    site.show(f"/{LATER}")
    return path


@pytest.mark.shared
def test_nothing_new_prints_nothing_to_cron(site: Site, ice: Path) -> None:
    site.replies[f"/{NEWEST}"] = Reply((ice / NEWEST).read_bytes())
    site.show(f"/{NEWEST}")
    result = run("refresh")
    assert (result.exit_code, result.output) == (0, "")
    plain = json.loads(run("refresh", "--json").output)
    assert plain["outcome"] == "nothing_new"
    assert plain["lists"][0]["status"] == "already_there"


def test_a_refused_list_is_told_with_what_to_do_and_exit_code_1(later: Path) -> None:
    result = run("refresh")
    assert result.exit_code == 1
    assert "more than 3 % gone" in result.output
    assert "--accept" in result.output
    assert "Newest list: 2026-05-18" in run("status").output


def test_an_accepted_list_is_taken_and_the_snapshot_is_left_to_the_person(
    later: Path,
) -> None:
    result = run("refresh", "--accept")
    assert result.exit_code == 0
    assert "list of 2027-06-01 taken, 5 rows" in result.output
    assert "5 agreements (TFM 5), 5 agencies" in result.output
    assert "1843 no longer listed" in result.output
    assert "know287g agencies snapshot" in result.output
    assert "Newest list: 2027-06-01" in run("status").output


def test_a_dry_run_prints_the_difference_and_takes_nothing(later: Path) -> None:
    result = run("refresh", "--accept", "--dry-run", "--json")
    assert result.exit_code == 0
    plain = json.loads(result.output)
    assert plain["outcome"] == "news"
    assert len(plain["lists"][0]["gone"]) == 1843
    assert "Newest list: 2026-05-18" in run("status").output


def test_topics_say_the_new_date_half_a_minute_later_without_a_restart(
    later: Path,
) -> None:
    run("build")
    with time_machine.travel("2027-06-03 12:00:10Z", tick=False) as clock:
        assert live_values("en")["list_date"] == "May 18, 2026"
        assert run("refresh", "--accept").exit_code == 0
        clock.shift(31)
        assert live_values("en")["list_date"] == "June 1, 2027"
        assert live_values("es")["agreements"] == "5"


@pytest.mark.parametrize("how", [("--file",), ()])
def test_a_file_in_hand_needs_no_page(how: tuple[str, ...], later: Path) -> None:
    result = run("refresh", "--accept", "--date", "2027-06-02", *how, later)
    assert result.exit_code == 0
    assert "list of 2027-06-02 taken" in result.output


def test_a_page_without_lists_is_a_sentence(site: Site) -> None:
    site.show("/nothing.pdf")
    result = run("refresh")
    assert result.exit_code == 1
    assert "links no list of participating agencies" in result.output
    assert "--file FILE" in result.output
    plain: Any = json.loads(run("refresh", "--json").output)
    assert plain["reason"] == "no_list_linked"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "both"),
        ("--date", "2027-01-01"),
        ("--date", "tomorrow", "--kind", "pending"),
        ("--date", "2027-01-01", "--file", "a.xlsx", "--file", "b.xlsx"),
    ],
)
def test_wrong_usage_ends_with_exit_code_2(arguments: tuple[str, ...]) -> None:
    assert run("refresh", *arguments).exit_code == 2
