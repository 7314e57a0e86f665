"""Phrases in one language and form, with their values filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.agencies.answers import Freshness
from bot.content.loading import Content
from bot.content.schema import Channel, Language
from bot.language.dates import format_age, format_date, format_number


@dataclass(frozen=True)
class Page:
    """Which part of an SMS answer is wanted, and what stands around it."""

    number: int
    """1 is the answer's beginning."""
    offer: str
    """Ends a page that is not the last: which word gives the next one."""
    head: str
    """Begins a page without a head of its own: the list and its date."""


@dataclass(frozen=True)
class Phrases:
    """The look-up phrases for one answer."""

    content: Content
    language: Language
    channel: Channel
    page: Page | None = None
    """None: nobody can ask for the rest of the answer, so it is not offered."""

    def say(self, key: str, **values: str | int) -> str:
        """The phrase ``lookup_<key>`` with its values.

        Raises:
            KeyError: no such phrase, or a value is missing; the tests say every one.
        """
        text = self.content.replies[f"lookup_{key}"].choose(self.language, self.channel)
        shown = {
            name: format_number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return text.format(**shown)

    def knows(self, key: str) -> bool:
        """Whether there is a phrase ``lookup_<key>``."""
        return f"lookup_{key}" in self.content.replies

    def number(self, unit: str, value: int) -> str:
        """A count with its unit in the right number: "1 agreement", "2 agreements"."""
        return self.say(f"{unit}_{'one' if value == 1 else 'many'}", n=value)

    def dates(self, fresh: Freshness) -> dict[str, str]:
        """Date and age of the newest list, which every answer gives."""
        return {
            "list_date": self.day(fresh.list_date),
            "list_age": self.age(fresh.age_days),
        }

    def pending_dates(self, fresh: Freshness) -> dict[str, str]:
        """Date and age of the newest pending list; empty where there is none."""
        if fresh.pending_date is None:
            return {}
        return {
            "pending_date": self.day(fresh.pending_date),
            "pending_age": self.age(fresh.pending_age_days or 0),
        }

    def day(self, day: date) -> str:
        """A date in words."""
        return format_date(day, self.language)

    def age(self, days: int) -> str:
        """How long ago, in words."""
        return format_age(days, self.language)

    def listing(self, names: Iterable[str], at_most: int) -> str:
        """Names joined by commas; past ``at_most`` the number left out."""
        every = list(dict.fromkeys(names))
        shown = every[:at_most]
        if len(every) > at_most:
            shown.append(self.say("and_more", count=len(every) - at_most))
        return ", ".join(shown)

    @property
    def short(self) -> bool:
        """Whether the answer goes out as SMS."""
        return self.channel == "sms"
