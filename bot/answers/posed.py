"""A look-up as it is posed, and its reply: plain data that everything here shares."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.agencies.answers import AgencyMatch, AgencyRef
from bot.answers.question import Narrowing
from bot.content.answering import BotMessage
from bot.places.model import AgencyKind, Place, PlaceMention


@dataclass(frozen=True)
class Settled:
    """What an earlier turn found out about a question, so that it can go on."""

    places: tuple[Place, ...] = ()
    remembered: bool = False
    """The place came from the conversation and not from the message."""
    named: AgencyMatch = AgencyMatch("none")
    """The agencies that the message named."""


@dataclass(frozen=True)
class LookupQuestion:
    """A look-up as a message and its conversation pose it."""

    intent: str
    text: str
    mentions: tuple[PlaceMention, ...] = ()
    agency_kinds: tuple[AgencyKind, ...] = ()
    known_place: Place | None = None
    """The place the conversation was about."""
    narrowing: Narrowing = field(default_factory=Narrowing)
    agencies: tuple[AgencyRef, ...] = ()
    """Chosen by a button, or those between which the bot has just let choose."""
    page: int = 1
    """Which part of an SMS answer; past 1 the person has sent MORE."""
    settled: Settled | None = None
    """For a page past the first; the message itself says nothing then."""


@dataclass(frozen=True)
class Picture:
    """A picture that shows what an answer says, with its words for who can't see it."""

    url: str
    """Path on the web channel's own host."""
    alt: str
    width: int
    """In CSS pixels, as ``height``: the page keeps room for it."""
    height: int


@dataclass(frozen=True)
class LookupReply:
    """A message, and what the conversation remembers of it."""

    message: BotMessage
    place: Place | None = None
    more: bool = False
    """Whether the answer goes on on a next page."""
    picture: Picture | None = None
    """On the web only."""
