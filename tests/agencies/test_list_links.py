from __future__ import annotations

from datetime import date

import pytest

from bot.agencies.list_links import find_list_links, newest_link

PAGE = "https://www.ice.gov/identify-and-arrest/287g"
FOLDER = "https://www.ice.gov/doclib/about/offices/ero/287g"


def find(*hrefs: str) -> list[str]:
    html = "".join(f'<p><a class="x" href="{href}">list</a></p>' for href in hrefs)
    return [link.url for link in find_list_links(html, PAGE)]


def test_absolute_and_relative_links_are_found() -> None:
    assert find(
        f"{FOLDER}/participatingAgencies05182026am.xlsx",
        "/doclib/about/offices/ero/287g/pendingAgencies02272026am.xlsx",
    ) == [
        f"{FOLDER}/participatingAgencies05182026am.xlsx",
        f"{FOLDER}/pendingAgencies02272026am.xlsx",
    ]


def test_a_base_of_the_page_counts() -> None:
    html = '<base href="/x/"><a href="pendingAgencies02272026am.xlsx">p</a>'
    (link,) = find_list_links(html, PAGE)
    assert link.url == "https://www.ice.gov/x/pendingAgencies02272026am.xlsx"


def test_what_is_no_list_is_left_alone() -> None:
    assert not find(
        f"{FOLDER}/287gJEM_Template.pdf",
        f"{FOLDER}/statistics.xlsx",
        "/search?q=participatingAgencies05182026am.xlsx",
        "https://[half/participatingAgencies05182026am.xlsx",
    )
    assert not find_list_links("", PAGE)
    assert not find_list_links("<a>no href</a><a href>x</a><<a href='", PAGE)


def test_a_link_that_stands_twice_is_one_link() -> None:
    twice = "/a/pendingAgencies02272026am.xlsx"
    assert len(find(twice, twice, f"{twice}#bottom")) == 1


@pytest.mark.parametrize(
    ("names", "newest"),
    [
        (["05182026am", "04302026am"], "05182026am"),
        (["01132026am", "12032025pm"], "01132026am"),
        (["05182026am", "05182026pm"], "05182026pm"),
        (["05182026mid", "05182026am"], "05182026mid"),
        (["090022025am", "08142025am"], "08142025am"),
        (["090022025am"], "090022025am"),
    ],
)
def test_the_newest_list_is_chosen_by_date_and_time_of_day(
    names: list[str], newest: str
) -> None:
    links = [f'<a href="/participatingAgencies{name}.xlsx">x</a>' for name in names]
    found = find_list_links("".join(links), PAGE)
    chosen = newest_link(found, "participating")
    assert chosen is not None
    assert chosen.file_name == f"participatingAgencies{newest}.xlsx"
    assert newest_link(found, "pending") is None


def test_the_name_of_a_file_can_not_lead_out_of_its_folder() -> None:
    html = '<a href="/x/pendingAgencies02272026am%2F..%2F..%2Fevil.xlsx">x</a>'
    assert not find_list_links(html, PAGE)
    html = '<a href="/x/pendingAgencies 0227%5C..%5C2026.xlsx">x</a>'
    (link,) = find_list_links(html, PAGE)
    assert not set(link.file_name) & set("/\\ ")


def test_a_renamed_file_is_found_with_its_date() -> None:
    html = '<a href="/x/participatingAgencies05182026am_0.xlsx">x</a>'
    (link,) = find_list_links(html, PAGE)
    assert (link.kind, link.list_date) == ("participating", date(2026, 5, 18))
