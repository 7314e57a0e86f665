"""The shape of a topic and of a reply, as read from YAML.

Rasa pins pydantic 1; its models give us unknown keys refused, types checked and the
path of what is wrong.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import BaseModel, Extra, Field, validator

Language = Literal["en", "es"]
Channel = Literal["web", "sms"]
LANGUAGES: tuple[Language, ...] = ("en", "es")

_ID = re.compile(r"^[a-z0-9_]+$")


class Strict(BaseModel):
    """A frozen model that refuses unknown keys."""

    class Config:
        """Unknown keys are mistakes, and content never changes once loaded."""

        extra = Extra.forbid
        frozen = True


class ChannelTexts(Strict):
    """One answer in one language: the long and the short form."""

    web: str
    sms: str

    @validator("web", "sms")
    def _has_text(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("is empty")
        return value.strip()

    def on(self, channel: Channel) -> str:
        """The form for a channel."""
        return self.sms if channel == "sms" else self.web


class InBothLanguages(Strict):
    """A short text, such as a button's title, in both languages."""

    en: str = Field(min_length=1)
    es: str = Field(min_length=1)

    def in_language(self, language: Language) -> str:
        """The text in one language."""
        return self.es if language == "es" else self.en


class Texts(Strict):
    """An answer in both languages and both forms."""

    en: ChannelTexts
    es: ChannelTexts

    def choose(self, language: Language, channel: Channel) -> str:
        """The one text for a language and a channel."""
        return (self.es if language == "es" else self.en).on(channel)


class Questions(Strict):
    """Ways people ask for a topic; training examples, not the measuring set."""

    en: tuple[str, ...]
    es: tuple[str, ...]


class Source(Strict):
    """Where a fact of an answer comes from."""

    title: str
    publisher: str
    url: str
    published: str = ""
    """Date or year of the source as far as known, ISO form ("2022-04-28", "2025")."""
    checked: date
    supports: str
    """Which statement of the answer it supports."""


class Review(Strict):
    """Who read an answer, when, and when it has to be read again."""

    on: date
    next: date
    by_role: str


class Translation(Strict):
    """Which language was written first, and the hash of its text then."""

    source: Language = Field(alias="from")
    source_hash: str
    on: date


class Topic(Strict):
    """One question that people have, with its answer."""

    id: str
    title: InBothLanguages
    audience: Literal["anyone", "detained", "family", "worker", "organizer"]
    risk: Literal["high", "normal"]
    questions: Questions
    answer: Texts
    follow_ups: tuple[str, ...] = ()
    sources: tuple[Source, ...]
    reviewed: Review
    translation: Translation
    states: dict[str, Texts] = {}

    @validator("id")
    def _plain_id(cls, value: str) -> str:
        if not _ID.match(value):
            raise ValueError("may hold only a-z, 0-9 and _")
        return value

    @validator("sources")
    def _has_source(cls, value: tuple[Source, ...]) -> tuple[Source, ...]:
        if not value:
            raise ValueError("an answer without a source can't be published")
        return value


class Button(Strict):
    """A button of a reply: a title people see and the payload it sends."""

    title: InBothLanguages
    payload: str


class Reply(Strict):
    """A text that is not a topic: crisis, refusal, menu, a phrase of a look-up."""

    id: str
    answer_id: str = ""
    """What evaluations call it; the id itself when left empty."""
    title: InBothLanguages | None = None
    """Button label, for replies that may be offered as "did you mean"."""
    en: ChannelTexts
    es: ChannelTexts
    buttons: tuple[str | Button, ...] = ()
    """Ids of topics, or buttons with a payload of their own."""
    on_reply: dict[str, str] = {}
    """Payloads by what the text tells people to answer ("Reply 1")."""
    spoken: bool = True
    """Said as a whole by a rule; False for a phrase that only look-ups put together."""
    verbatim: bool = False
    """A hand-vetted text (crisis): never reformatted, checked for its exact length."""
    reviewed: Review | None = None
    sources: tuple[Source, ...] = ()

    def choose(self, language: Language, channel: Channel) -> str:
        """The one text for a language and a channel."""
        return (self.es if language == "es" else self.en).on(channel)
