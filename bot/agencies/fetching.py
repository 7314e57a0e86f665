"""Fetching from ICE politely: few hosts, few bytes, bounded time, patient retries."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from bot import __version__
from bot.agencies.result import Refusal

#: Says what asks and why; no person's address stands in it.
USER_AGENT = f"Know287g/{__version__} (reads ICE's public 287(g) lists once a day)"
#: ICE's own hosts; a list may lie on another of them than the page.
PUBLISHER = "ice.gov"
CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
#: Everything one refresh may take, pauses included.
TOTAL_SECONDS = 180.0
#: Pauses before the second, third and fourth try.
PAUSES_SECONDS = (2.0, 8.0, 30.0)
#: A server that asks for a longer pause is asked again another day.
LONGEST_PAUSE_SECONDS = 60.0
REDIRECTS_AT_MOST = 5
_PASSING = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True)
class _Failed:
    """A try that may go better later."""

    refusal: Refusal
    pause: float | None = None
    """Seconds the server asked to wait."""


@dataclass
class Fetcher:
    """Gets pages and files of one site within one bound of time."""

    page: str
    """Address of the page; its host may be fetched from."""
    hosts: tuple[str, ...] = ()
    """Further hosts that may be fetched from."""
    pauses: tuple[float, ...] = PAUSES_SECONDS
    seconds: float = TOTAL_SECONDS
    wait: Callable[[float], None] = time.sleep
    _started: float = field(default_factory=time.monotonic, init=False)

    def get(self, url: str, *, bytes_at_most: int) -> bytes | Refusal:
        """The content of an address, or why it could not be had.

        Tries again after connection errors, status 429 and 5xx; follows redirects
        only to hosts that may be fetched from.
        """
        timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
        with httpx.Client(timeout=timeout, headers=headers) as client:
            pauses = iter(self.pauses)
            while True:
                found = self._try(client, url, bytes_at_most)
                if not isinstance(found, _Failed):
                    return found
                pause = self._pause(found.pause, next(pauses, None))
                if pause is None:
                    return found.refusal
                self.wait(pause)

    def _pause(self, asked: float | None, ours: float | None) -> float | None:
        """Seconds until the next try; None to give up."""
        if ours is None:
            return None
        pause = asked or ours
        too_long = pause > min(LONGEST_PAUSE_SECONDS, self._left())
        return None if too_long else pause

    def _left(self) -> float:
        return self.seconds - (time.monotonic() - self._started)

    def _try(
        self, client: httpx.Client, url: str, bytes_at_most: int
    ) -> bytes | Refusal | _Failed:
        try:
            for _ in range(REDIRECTS_AT_MOST + 1):
                url = self._encrypt(url)
                if not self.is_allowed(url):
                    return Refusal("other_host", {"url": url, "page": self.page})
                with client.stream("GET", url) as response:
                    if not response.has_redirect_location:
                        return self._read(response, url, bytes_at_most)
                    url = urljoin(url, response.headers["location"])
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            why = str(error) or type(error).__name__
            return _Failed(Refusal("unreachable", {"url": url, "why": why}))
        return Refusal("redirects", {"url": url})

    def _encrypt(self, url: str) -> str:
        """From a page that came encrypted, nothing is fetched unencrypted."""
        if self.page.startswith("https:") and url.startswith("http:"):
            return "https" + url.removeprefix("http")
        return url

    def is_allowed(self, url: str) -> bool:
        """Whether an address lies on the page's host, one of ICE's or one named."""
        try:
            asked, own = urlsplit(url), urlsplit(self.page)
            same = (asked.hostname, asked.port) == (own.hostname, own.port)
        except ValueError:
            return False
        if asked.scheme not in ("https", own.scheme):
            return False
        host = asked.hostname or ""
        ices = host == PUBLISHER or host.endswith(f".{PUBLISHER}")
        return same or ices or host in self.hosts

    def _read(
        self, response: httpx.Response, url: str, bytes_at_most: int
    ) -> bytes | Refusal | _Failed:
        status = response.status_code
        if status in _PASSING:
            pause = _read_pause(response.headers.get("retry-after", ""))
            return _Failed(_refuse_status(url, status), pause)
        if status != httpx.codes.OK:
            return _refuse_status(url, status)
        content = bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > bytes_at_most:
                limit = bytes_at_most // 1_000_000
                return Refusal("download_too_large", {"url": url, "limit": limit})
            if self._left() < 0:
                seconds = round(self.seconds)
                return Refusal("too_slow", {"url": url, "seconds": seconds})
        return bytes(content)


def _refuse_status(url: str, status: int) -> Refusal:
    return Refusal("http_status", {"url": url, "status": status})


def _read_pause(text: str) -> float | None:
    """Seconds out of a Retry-After header; dates in it are not waited for."""
    return float(text) if text.isascii() and text.isdigit() else None
