from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.agencies import tables
from bot.agencies.fetching import Fetcher
from bot.agencies.freshness import freshness
from bot.agencies.refresh_report import RefreshReport
from bot.agencies.refreshing import Terms, refresh_from_files, refresh_from_page
from bot.answers.lookup import LookupQuestion, answer_lookup
from bot.answers.phrases import Phrases
from bot.content.loading import Content
from bot.language.dates import format_date
from bot.places.model import Place, PlaceMention

from .conftest import make_engine
from .ice_site import Reply, Site
from .sheets import HEADER, counties, row, write_sheet
from .test_importing import contents

FOLDER = "/doclib/about/offices/ero/287g"
POLK = Place("county", "FL", "Polk County", ("12105",))


def rows_signed(day: date, number: int = 40) -> list[dict[str, Any]]:
    return [{**r, "SIGNED": day} for r in counties(number)]


def publish(
    site: Site, folder: Path, name: str, rows: list[dict[str, Any]] | None = None
) -> str:
    """Put a list on the site; its address."""
    header = HEADER
    if name.startswith("pending"):
        header = tuple(column for column in HEADER if column != "SIGNED")
    day = date(int(name[-11:-7]), int(name[-15:-13]), int(name[-13:-11]))
    content = rows if rows is not None else rows_signed(day - timedelta(days=3))
    path = write_sheet(folder / name, content, header)
    site.replies[f"{FOLDER}/{name}"] = Reply(path.read_bytes())
    return f"{FOLDER}/{name}"


def refresh(engine: Engine, site: Site, **terms: Any) -> RefreshReport:
    fetcher = Fetcher(site.page, wait=lambda _: None)
    return refresh_from_page(engine, fetcher, Terms(**terms))


FIRST = "participatingAgencies05182026am.xlsx"
SECOND = "participatingAgencies05262026am.xlsx"
PENDING = "pendingAgencies05192026am.xlsx"


def test_the_newest_list_of_each_kind_is_taken(
    engine: Engine, site: Site, tmp_path: Path
) -> None:
    waiting = [row(agency="Lake County Sheriff's Office", county="Lake County")]
    links = [
        publish(site, tmp_path, FIRST),
        publish(site, tmp_path, SECOND, rows_signed(date(2026, 5, 20), 43)),
        publish(site, tmp_path, PENDING, waiting),
    ]
    site.show(*links)
    report = refresh(engine, site)
    assert (report.outcome, report.taken) == ("news", True)
    assert [(r.status, r.kind, r.list_date) for r in report.lists] == [
        ("imported", "participating", date(2026, 5, 26)),
        ("imported", "pending", date(2026, 5, 19)),
    ]
    assert f"{FOLDER}/{FIRST}" not in site.paths()


def test_the_difference_to_the_list_before_is_told(
    engine: Engine, site: Site, tmp_path: Path
) -> None:
    same = rows_signed(date(2026, 5, 12), 60)
    site.show(publish(site, tmp_path, FIRST, same))
    refresh(engine, site)
    new = row(agency="Lake County Sheriff's Office", signed=date(2026, 5, 20))
    odd = row(
        agency="Nowhere Police Department",
        county="Nowhere County",
        type_="Municipality",
        signed=date(2026, 5, 20),
    )
    second = [*same[1:], {**new, "COUNTY": "Lake County"}, odd]
    site.show(publish(site, tmp_path, SECOND, second))
    report = refresh(engine, site)
    text = "\n".join(report.lists[0].lines(20))
    assert "2 new: fl-lake-county-sheriff TFM, fl-nowhere-police TFM" in text
    assert "1 no longer listed: fl-town-aa-police TFM" in text
    assert "61 agreements (TFM 61), 61 agencies" in text
    plain = report.to_json()["lists"][0]
    assert [change["agency"] for change in plain["gone"]] == ["fl-town-aa-police"]
    assert any("Nowhere Police Department" in one for one in plain["unresolved"])


def test_a_second_run_finds_nothing_new_and_changes_nothing(
    engine: Engine, site: Site, tmp_path: Path
) -> None:
    site.show(publish(site, tmp_path, FIRST))
    refresh(engine, site)
    before = contents(engine)
    report = refresh(engine, site)
    assert (report.outcome, report.taken) == ("nothing_new", False)
    assert contents(engine) == before


def test_a_dry_run_tells_and_writes_nothing(
    engine: Engine, site: Site, tmp_path: Path
) -> None:
    site.show(publish(site, tmp_path, FIRST))
    before = contents(engine)
    report = refresh(engine, site, dry_run=True)
    assert (report.outcome, report.taken) == ("news", False)
    assert report.lists[0].status == "would_import"
    assert contents(engine) == before


LOG_IN = Reply(b"<!doctype html><title>Guest network</title><form>Log in</form>")


def break_page(site: Site) -> None:
    site.replies["/identify-and-arrest/287g"] = LOG_IN


def move_page(site: Site) -> None:
    elsewhere = site.address.replace("127.0.0.1", "localhost")
    site.replies["/identify-and-arrest/287g"] = Reply(
        status=302, headers={"Location": f"{elsewhere}/portal"}
    )


def lose_page(site: Site) -> None:
    site.replies["/identify-and-arrest/287g"] = Reply(b"", 404)


def keep_only_pending(site: Site) -> None:
    site.show(f"{FOLDER}/{PENDING}")


def send_log_in_page(site: Site) -> None:
    site.replies[f"{FOLDER}/{SECOND}"] = LOG_IN


def send_html_with_200_and_nothing(site: Site) -> None:
    site.replies[f"{FOLDER}/{SECOND}"] = Reply(b"")


def cut_short(site: Site) -> None:
    whole = site.replies[f"{FOLDER}/{SECOND}"]
    assert isinstance(whole, Reply)
    site.replies[f"{FOLDER}/{SECOND}"] = Reply(whole.body[: len(whole.body) // 2])


def break_off(site: Site) -> None:
    whole = site.replies[f"{FOLDER}/{SECOND}"]
    assert isinstance(whole, Reply)
    site.replies[f"{FOLDER}/{SECOND}"] = Reply(whole.body[:2000], missing_bytes=500)


def lose_file(site: Site) -> None:
    del site.replies[f"{FOLDER}/{SECOND}"]


def send_huge_file(site: Site) -> None:
    site.replies[f"{FOLDER}/{SECOND}"] = Reply(b"PK" * 6_000_000)


def link_elsewhere(site: Site) -> None:
    elsewhere = site.address.replace("127.0.0.1", "localhost")
    site.show(f"{elsewhere}{FOLDER}/{SECOND}", f"{FOLDER}/{PENDING}")


@pytest.mark.parametrize(
    ("mishap", "reason"),
    [
        (break_page, "no_list_linked"),
        (move_page, "other_host"),
        (lose_page, "http_status"),
        (keep_only_pending, "no_list_linked"),
        (send_log_in_page, "not_a_workbook"),
        (send_html_with_200_and_nothing, "not_a_workbook"),
        (cut_short, "broken_workbook"),
        (break_off, "unreachable"),
        (lose_file, "http_status"),
        (send_huge_file, "download_too_large"),
        (link_elsewhere, "other_host"),
    ],
)
def test_a_mishap_is_told_and_changes_nothing(
    engine: Engine, site: Site, tmp_path: Path, mishap: Any, reason: str
) -> None:
    site.show(publish(site, tmp_path, FIRST))
    refresh(engine, site)
    before = contents(engine)
    second = publish(site, tmp_path, SECOND, rows_signed(date(2026, 5, 20), 41))
    site.show(second, publish(site, tmp_path, PENDING))
    mishap(site)
    report = refresh(engine, site)
    assert report.outcome == "refused"
    refusal = report.refusal or report.lists[0].refusal
    assert refusal is not None
    assert refusal.key == reason
    assert refusal.sentence() in report.sentence()
    assert contents(engine) == before


def test_a_list_the_guards_refuse_can_be_accepted_or_dated(
    engine: Engine, site: Site, tmp_path: Path
) -> None:
    site.show(publish(site, tmp_path, FIRST))
    refresh(engine, site)
    signed_later = rows_signed(date(2026, 6, 2), 41)
    site.show(publish(site, tmp_path, SECOND, signed_later))
    assert refresh(engine, site).lists[0].refusal is not None
    dated = refresh(engine, site, list_date=date(2026, 6, 3), dry_run=True)
    assert dated.lists[0].list_date == date(2026, 6, 3)
    accepted = refresh(engine, site, accept=True)
    assert accepted.lists[0].list_date == date(2026, 5, 26)


def test_a_pending_list_that_fails_leaves_the_participating_one_taken(
    engine: Engine, site: Site, tmp_path: Path
) -> None:
    site.show(publish(site, tmp_path, FIRST), f"{FOLDER}/{PENDING}")
    report = refresh(engine, site)
    assert [r.status for r in report.lists] == ["imported", "refused"]
    assert (report.outcome, report.taken) == ("refused", True)


def test_a_list_without_a_date_beside_the_newest_asks_for_a_person(
    engine: Engine, site: Site, tmp_path: Path
) -> None:
    odd = f"{FOLDER}/participatingAgencies052602026am.xlsx"
    site.show(publish(site, tmp_path, FIRST), odd)
    report = refresh(engine, site)
    assert [r.status for r in report.lists] == ["imported", "refused"]
    assert "--date YYYY-MM-DD" in report.lists[1].sentence()
    saved = write_sheet(
        tmp_path / "participatingAgencies052602026am.xlsx",
        rows_signed(date(2026, 5, 20), 41),
    )
    terms = Terms(list_date=date(2026, 5, 26))
    assert refresh_from_files(engine, [saved], terms).outcome == "news"
    assert refresh(engine, site).outcome == "nothing_new"


def test_files_are_taken_oldest_first_each_on_its_own(
    engine: Engine, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_text("<html>")
    newer = write_sheet(tmp_path / SECOND, rows_signed(date(2026, 5, 20), 41))
    older = write_sheet(tmp_path / FIRST, rows_signed(date(2026, 5, 12), 40))
    report = refresh_from_files(engine, [newer, bad, older])
    assert [(r.file, r.status) for r in report.lists] == [
        (FIRST, "imported"),
        (SECOND, "imported"),
        ("bad.xlsx", "refused"),
    ]


def test_the_bot_says_the_new_date_from_its_next_message_on(
    engine: Engine, site: Site, tmp_path: Path, shipped: Content
) -> None:
    def answer() -> tuple[str, str, bool]:
        """Kind and date of the look-up, and whether the text says the date."""
        mention = PlaceMention(0, 11, "polk county", (POLK,))
        question = LookupQuestion("lookup_place", "polk county fl", (mention,))
        with engine.connect() as connection:
            phrases = Phrases(shipped, "en", "web")
            today = date(2026, 6, 1)
            message = answer_lookup(connection, phrases, question, today).message
        lookup = message.custom["lookup"]
        day = date.fromisoformat(lookup["as_of"])
        return lookup["kind"], lookup["as_of"], format_date(day, "en") in message.text

    sheriff = row(signed=date(2026, 5, 12))
    site.show(
        publish(site, tmp_path, FIRST, [*rows_signed(date(2026, 5, 12)), sheriff])
    )
    refresh(engine, site)
    assert answer() == ("agreements", "2026-05-18", True)
    site.show(publish(site, tmp_path, SECOND, rows_signed(date(2026, 5, 20), 42)))
    refresh(engine, site)
    assert answer() == ("not_listed", "2026-05-26", True)


@pytest.mark.shared
def test_the_real_lists_come_over_the_web_as_from_disk(
    site: Site, ice: Path, forward: Engine, tmp_path: Path
) -> None:
    engine = make_engine("sqlite", tmp_path)
    for name in ("participatingAgencies04302026am.xlsx", FIRST):
        content = (ice / name).read_bytes()
        site.replies[f"{FOLDER}/{name}"] = Reply(content)
        pending = "pendingAgencies02272026am.xlsx"
        site.replies[f"{FOLDER}/{pending}"] = Reply((ice / pending).read_bytes())
        site.show(f"{site.address}{FOLDER}/{name}", f"{FOLDER}/{pending}")
        report = refresh(engine, site)
        assert report.lists[0].status == "imported", report.sentence()
    assert report.lists[1].status == "already_there"
    listed = (
        select(tables.agreement.c.agency_id, tables.agreement.c.model)
        .where(tables.agreement.c.listed)
        .order_by(tables.agreement.c.agency_id, tables.agreement.c.model)
    )
    with engine.connect() as ours, forward.connect() as theirs:
        assert ours.execute(listed).all() == theirs.execute(listed).all()
        assert freshness(ours, date(2026, 5, 20)).list_date == date(2026, 5, 18)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("participatingAgencies09222025pm.xlsx", "kind_disagrees"),
        ("participatingAgencies04212025am.xlsx", "stale"),
        ("participatingAgencies01092025pm.xlsx", "signed_after_list"),
        ("participatingAgencies090022025am.xlsx", "no_date"),
    ],
)
def test_the_real_faulty_files_are_refused_on_the_page_too(
    engine: Engine, site: Site, ice: Path, name: str, reason: str
) -> None:
    site.replies[f"{FOLDER}/{name}"] = Reply((ice / "faulty" / name).read_bytes())
    site.show(f"{FOLDER}/{name}")
    report = refresh(engine, site)
    assert report.lists[0].refusal is not None
    assert report.lists[0].refusal.key == reason
