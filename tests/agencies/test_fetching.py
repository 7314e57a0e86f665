from __future__ import annotations

import httpx
import pytest
import respx

from bot.agencies.fetching import Fetcher
from bot.agencies.result import Refusal

from .ice_site import Reply, Site


class Waits(list[float]):
    """Notes pauses instead of waiting."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def fetcher(site: Site, waits: Waits | None = None, **changes: object) -> Fetcher:
    return Fetcher(site.page, wait=Waits() if waits is None else waits, **changes)  # type: ignore[arg-type]


def refusal(found: bytes | Refusal) -> Refusal:
    assert isinstance(found, Refusal)
    assert found.sentence()
    return found


def test_a_page_comes_as_it_is_and_the_user_agent_names_the_project(
    site: Site,
) -> None:
    site.show("a.xlsx")
    content = fetcher(site).get(site.page, bytes_at_most=10_000)
    assert isinstance(content, bytes)
    assert b"a.xlsx" in content
    ((_, agent),) = site.asked
    assert agent.startswith("Know287g/")
    assert "@" not in agent
    assert "http" not in agent


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_longer_and_longer_pauses(
    site: Site, status: int
) -> None:
    answers = iter([Reply(status=status), Reply(status=status), Reply(b"there")])
    site.replies["/x"] = lambda: next(answers)
    waits = Waits()
    found = fetcher(site, waits).get(f"{site.address}/x", bytes_at_most=100)
    assert found == b"there"
    assert waits == [2.0, 8.0]


def test_the_pause_the_server_asks_for_is_kept_unless_it_is_too_long(
    site: Site,
) -> None:
    answers = iter(
        [
            Reply(status=503, headers={"Retry-After": "5"}),
            Reply(status=429, headers={"Retry-After": "3600"}),
        ]
    )
    site.replies["/x"] = lambda: next(answers)
    waits = Waits()
    found = fetcher(site, waits).get(f"{site.address}/x", bytes_at_most=100)
    assert refusal(found).values["status"] == 429
    assert waits == [5.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_refusal_is_not_argued_with(site: Site, status: int) -> None:
    site.replies["/x"] = Reply(b"no", status)
    found = refusal(fetcher(site).get(f"{site.address}/x", bytes_at_most=100))
    assert (found.key, found.values["status"]) == ("http_status", status)
    assert len(site.asked) == 1


def test_a_connection_that_fails_is_tried_four_times(site: Site) -> None:
    waits = Waits()
    gone = Fetcher("http://127.0.0.1:9/", wait=waits)
    assert refusal(gone.get("http://127.0.0.1:9/", bytes_at_most=9)).key == (
        "unreachable"
    )
    assert waits == [2.0, 8.0, 30.0]


def test_a_transfer_that_breaks_off_is_tried_again(site: Site) -> None:
    answers = iter([Reply(b"half", missing_bytes=4), Reply(b"half-too")])
    site.replies["/x"] = lambda: next(answers)
    found = fetcher(site).get(f"{site.address}/x", bytes_at_most=100)
    assert found == b"half-too"


def test_a_transfer_that_always_breaks_off_is_refused(site: Site) -> None:
    site.replies["/x"] = Reply(b"half", missing_bytes=4)
    found = fetcher(site).get(f"{site.address}/x", bytes_at_most=100)
    assert refusal(found).key == "unreachable"


def test_more_bytes_than_allowed_are_not_taken(site: Site) -> None:
    site.replies["/x"] = Reply(b"x" * 300_000)
    found = fetcher(site).get(f"{site.address}/x", bytes_at_most=200_000)
    assert refusal(found).key == "download_too_large"


def test_time_is_bounded_over_all_tries(site: Site) -> None:
    site.replies["/x"] = Reply(status=503)
    waits = Waits()
    found = fetcher(site, waits, seconds=5.0).get(
        f"{site.address}/x", bytes_at_most=100
    )
    assert refusal(found).key == "http_status"
    assert waits == [2.0]
    site.replies["/x"] = Reply(b"late")
    late = fetcher(site, seconds=-1.0).get(f"{site.address}/x", bytes_at_most=100)
    assert refusal(late).key == "too_slow"


def test_a_redirect_on_the_same_host_is_followed(site: Site) -> None:
    site.replies["/x"] = Reply(status=302, headers={"Location": "/y"})
    site.replies["/y"] = Reply(b"there")
    assert fetcher(site).get(f"{site.address}/x", bytes_at_most=100) == b"there"


def test_a_redirect_to_another_host_is_not_followed_unless_named(site: Site) -> None:
    elsewhere = site.address.replace("127.0.0.1", "localhost")
    site.replies["/x"] = Reply(status=302, headers={"Location": f"{elsewhere}/login"})
    site.replies["/login"] = Reply(b"please log in")
    start = f"{site.address}/x"
    assert refusal(fetcher(site).get(start, bytes_at_most=99)).key == "other_host"
    assert site.paths() == ["/x"]
    named = fetcher(site, hosts=("localhost",))
    assert named.get(start, bytes_at_most=99) == b"please log in"


def test_a_ring_of_redirects_ends(site: Site) -> None:
    site.replies["/x"] = Reply(status=302, headers={"Location": "/x"})
    found = fetcher(site).get(f"{site.address}/x", bytes_at_most=99)
    assert refusal(found).key == "redirects"
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://www.ice.gov/doclib/a.xlsx", True),
        ("https://ice.gov/a.xlsx", True),
        ("https://files.ice.gov/a.xlsx", True),
        ("https://www.ice.gov:8443/a.xlsx", True),
        ("https://notice.gov/a.xlsx", False),
        ("https://ice.gov.example.org/a.xlsx", False),
        ("https://www.ice.gov@example.org/a.xlsx", False),
        ("http://www.ice.gov/a.xlsx", False),
        ("file:///etc/passwd", False),
        ("ftp://www.ice.gov/a.xlsx", False),
        ("https://[half/", False),
        ("https://archive.example.org/a.xlsx", True),
    ],
)
def test_only_ices_hosts_and_named_ones_are_fetched_from(
    address: str, allowed: bool
) -> None:
    fetching = Fetcher("https://www.ice.gov/page", ("archive.example.org",))
    assert fetching.is_allowed(address) is allowed


@respx.mock
def test_from_an_encrypted_page_a_plain_link_is_fetched_encrypted() -> None:
    secure = respx.get("https://www.ice.gov/a.xlsx")
    secure.return_value = httpx.Response(200, content=b"PK")
    fetching = Fetcher("https://www.ice.gov/page")
    assert fetching.get("http://www.ice.gov/a.xlsx", bytes_at_most=9) == b"PK"
