"""Look-ups composed on the embedded snapshot, as people ask them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import pytest
from sqlalchemy.engine import Connection, Engine

from bot.agencies import tables
from bot.agencies.building import Built, build_database
from bot.agencies.database import open_engine
from bot.answers.lookup import answer_lookup, pose
from bot.answers.phrases import Phrases
from bot.answers.posed import Picture
from bot.channels.sms_text import render_sms
from bot.content.loading import Content
from bot.content.schema import Channel, Language
from bot.places.model import Place
from bot.places.reader import PlaceReader

TODAY = date(2026, 11, 25)
LIST_DATE = {"en": "May 18, 2026", "es": "18 de mayo de 2026"}
LIST_AGE = {"en": "6 months ago", "es": "hace 6 meses"}
LANGUAGES: tuple[Language, ...] = ("en", "es")
CHANNELS: tuple[Channel, ...] = ("web", "sms")


@dataclass(frozen=True)
class Reply:
    """What a look-up says, in the form a person gets."""

    text: str
    lookup: dict[str, Any]
    custom: dict[str, Any]
    place: Place | None
    buttons: tuple[dict[str, str], ...] = field(default=())
    picture: Picture | None = None

    @property
    def kind(self) -> str:
        """What the answer says it is."""
        return str(self.lookup["kind"])

    @property
    def first_line(self) -> str:
        """Up to the first line's end, or the first sentence's on SMS."""
        return self.text.splitlines()[0]

    def stated(self, *scopes: str) -> set[tuple[str, str]]:
        """(agency, model) of the agreements, of some scopes only if given."""
        return {
            (a["agency"], a["model"])
            for a in self.lookup["agreements"]
            if not scopes or a["scope"] in scopes
        }


class Asker:
    """Asks look-ups without the classifier: the kind of look-up is given."""

    def __init__(
        self, connection: Connection, content: Content, reader: PlaceReader
    ) -> None:
        self.connection, self.content, self.reader = connection, content, reader

    def __call__(
        self,
        text: str,
        intent: str = "lookup_place",
        language: Language = "en",
        channel: Channel = "web",
        known: Place | None = None,
        asked: dict[str, Any] | None = None,
    ) -> Reply:
        """The reply to a text as the classifier would hand it over."""
        reading = self.reader.read(text, language=language)
        entities = [
            {"entity": "place", "value": asdict(mention)}
            for mention in reading.mentions
        ]
        entities += [
            {"entity": "agency_kind", "value": kind} for kind in reading.agency_kinds
        ]
        known_place = asdict(known) if known else None
        return self.pose(intent, text, entities, language, channel, known_place, asked)

    def pose(
        self,
        intent: str,
        text: str,
        entities: list[dict[str, Any]],
        language: Language = "en",
        channel: Channel = "web",
        known_place: dict[str, Any] | None = None,
        asked: dict[str, Any] | None = None,
    ) -> Reply:
        """The reply to entities as Rasa would hand them over."""
        question = pose(intent, text, entities, known_place, asked)
        phrases = Phrases(self.content, language, channel)
        reply = answer_lookup(self.connection, phrases, question, TODAY)
        message = reply.message
        shown = message.text
        if channel == "sms":
            shown = render_sms(message.to_response())
        lookup = message.custom.get("lookup") or {}
        return Reply(
            shown, lookup, message.custom, reply.place, message.buttons, reply.picture
        )


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The database as a fresh clone builds it from the embedded snapshot."""
    made = open_engine(f"sqlite:///{tmp_path_factory.mktemp('answers') / 'a.sqlite'}")
    with made.begin() as connection:
        tables.metadata.create_all(connection)
    assert isinstance(build_database(made), Built)
    yield made
    made.dispose()


@pytest.fixture(scope="session")
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened


@pytest.fixture(scope="session")
def reader() -> PlaceReader:
    return PlaceReader.load()


@pytest.fixture(scope="session")
def ask(connection: Connection, shipped: Content, reader: PlaceReader) -> Asker:
    return Asker(connection, shipped, reader)


@pytest.fixture(scope="session")
def phrases(shipped: Content) -> Callable[[Language, Channel], Phrases]:
    return lambda language, channel: Phrases(shipped, language, channel)
