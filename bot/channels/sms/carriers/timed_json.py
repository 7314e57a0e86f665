"""What carriers have in common that post JSON, sign it with the time, and are sent to.

They do not wait for an answer in the webhook's response: it goes out by their API.
"""

from __future__ import annotations

import json
import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

from bot.channels.sms.carriers.carrier import (
    CLOCK_SECONDS,
    Carrier,
    InboundSms,
    Posted,
)


class TimedJsonCarrier(Carrier):
    """Checks signature and time, and reads an event; how, the carrier itself says."""

    #: Headers of the signature and of the time that it covers, in lower case.
    signature_header: ClassVar[str]
    time_header: ClassVar[str]

    def __init__(self, api: str = "", clock: Callable[[], float] = time.time) -> None:
        """Takes the address of the carrier's API, and the time in seconds."""
        self._api = api.rstrip("/")
        self._clock = clock

    @abstractmethod
    def _is_signed(self, body: bytes, stamp: bytes, given: str) -> bool:
        """Whether a signature is the carrier's for a body and a time."""

    @abstractmethod
    def _message(self, event: Any) -> InboundSms | None:
        """The person's message in an event; None when it holds none.

        May raise what comes of a form that is not the carrier's: KeyError, TypeError.
        """

    def verify(self, posted: Posted) -> str:
        """Compares signature and time."""
        given = posted.headers.get(self.signature_header, "")
        stamp = posted.headers.get(self.time_header, "")
        if not given or not stamp:
            return "no signature"
        if not self._is_signed(
            posted.body, stamp.encode("utf-8", "surrogateescape"), given
        ):
            return "wrong signature"
        # Only now: a time that is not signed proves nothing.
        known = stamp.isascii() and stamp.isdigit()
        if not known or abs(self._clock() - int(stamp)) > CLOCK_SECONDS:
            return "signed too long ago"
        return ""

    def read(self, posted: Posted) -> InboundSms | None:
        """The person's message; None for reports, pings and forms not known."""
        try:
            found = self._message(json.loads(posted.body))
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        return found if found and _are_texts(found.number, found.message_id) else None


def text_of(value: Any) -> str:
    """A text that may be missing (of a picture without words)."""
    return value if isinstance(value, str) else ""


def _are_texts(*values: Any) -> bool:
    return all(isinstance(value, str) and value for value in values)
