"""What a carrier is to the connector: it verifies, reads, acknowledges and sends.

A new carrier is a class with these five methods and a line in ``CARRIERS``; nothing
else of the bot knows which carrier there is.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from bot.settings import Settings

#: What the carrier has told the person by itself already; empty: nothing.
Answered = Literal["", "stop", "start", "help"]
#: Seconds by which a signed time may differ from ours.
CLOCK_SECONDS = 300


@dataclass(frozen=True)
class Posted:
    """A webhook's request as it came: raw body and headers (names in lower case)."""

    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class InboundSms:
    """A person's message; the only place where the number stands, and never printed."""

    number: str = field(repr=False)
    text: str = field(repr=False)
    message_id: str = field(repr=False)
    has_media: bool = False
    answered: Answered = ""


@dataclass(frozen=True)
class Acknowledgement:
    """What the webhook's response says."""

    body: str = ""
    content_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Sent:
    """What became of a text handed to a carrier's API."""

    ok: bool
    code: str = ""
    """The carrier's or HTTP's error code; never a sentence, which may quote people."""


class Carrier(ABC):
    """One carrier, with its secrets."""

    name: ClassVar[str]
    #: Settings that must not be empty, beside those that every carrier needs.
    needs: ClassVar[tuple[str, ...]] = ()
    #: Whether an answer travels in the webhook's own response; else by `send`.
    answers_in_response: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def from_settings(cls, settings: Settings) -> Carrier:
        """The carrier with what it needs from the settings."""

    @abstractmethod
    def verify(self, posted: Posted) -> str:
        """Why a request is not the carrier's; empty when its signature is right.

        The reason is a fixed phrase for the log and quotes nothing of the request.
        """

    @abstractmethod
    def read(self, posted: Posted) -> InboundSms | None:
        """The person's message in a verified request.

        None when it holds none: a delivery report, a ping, a form we do not know.
        """

    def acknowledge(self, text: str) -> Acknowledgement:
        """The webhook's response; ``text`` is the answer, empty when there is none."""
        return Acknowledgement()

    async def send(self, number: str, text: str) -> Sent:
        """Hands a text over to the carrier's API; tries again where that may help."""
        return Sent(ok=False, code="not_possible")

    def sign(self, text: str, number: str, message_id: str) -> Posted | None:
        """A person's message as the carrier would post it.

        None where only the carrier itself can sign.
        """
        return None

    def probe(self) -> Posted | None:
        """A signed request that makes the bot send no text, for a check of the way.

        None where only the carrier itself can sign.
        """
        return None
