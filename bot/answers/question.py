"""What narrows a look-up: model, unit, month, whether it still holds, from the words.

The words stand in ``data/language/lookup_words.yml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.agencies.counts import Unit
from bot.agencies.model import MODELS, Model
from bot.answers.attitude import read_attitude
from bot.answers.marks import MARKS, Mark
from bot.answers.times import read_day, read_period
from bot.data_files import read_yaml
from bot.language.signs import any_sign
from bot.language.spelling import plain

#: What is so where one of the words of the same name is said.
_SAID = (
    "negated",
    "most",
    "counties",
    "growth",
    "switched",
    "still",
    "pending",
    "powers",
    "open",
    "here",
    "my_state",
)
_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "lookup_words.yml"


@dataclass(frozen=True)
class Narrowing:
    """What a question asks for besides the place."""

    model: Model | None = None
    unit: Unit = "agreements"
    asked_day: date | None = None
    """Last day of the month asked about."""
    kind: str | None = None
    """A kind of agency in the plural ("sheriffs"), for counts and lists."""
    negated: bool = False
    most: bool = False
    """Which has the most."""
    counties: bool = False
    growth: bool = False
    switched: bool = False
    """Which changed models."""
    still: bool = False
    """Whether it still holds, or has ended."""
    pending: bool = False
    powers: bool = False
    """Whether officers may do something."""
    open: bool = False
    """A question that yes or no does not answer."""
    here: bool = False
    """The place is the one the conversation is about."""
    my_state: bool = False
    says_county: bool = False
    other: bool = False
    """Something else than whether somebody takes part: yes or no would mislead."""
    denied: bool = False
    """Whether somebody does not take part, or does no more."""
    takes_part: bool = False
    """Whether somebody takes part is asked in so many words."""
    safety: bool = False
    not_held: bool = False
    """A number that the lists do not hold."""
    models: tuple[Model, ...] = ()
    """All the models named, where there are several."""
    marks: frozenset[Mark] = frozenset()
    since: date | None = None
    """First day of the time asked about; ``until`` is its last."""
    until: date | None = None

    @property
    def neutral(self) -> bool:
        """Whether yes or no would answer nothing, or what was not asked."""
        beside = self.safety or self.not_held
        further = self.asks("meaning", "street", "whole", "how_many")
        other = self.other and not self.denied
        return self.open or self.powers or beside or further or other

    @property
    def on_powers(self) -> bool:
        """Whether what officers may do is asked for."""
        return self.powers or self.asks("meaning", "street")

    def asks(self, *marks: Mark) -> bool:
        """Whether any of some things is asked for."""
        return not self.marks.isdisjoint(marks)


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    read: dict[str, Any] = read_yaml(_WORDS)
    return read


def read_narrowing(
    text: str, today: date | None = None, *, bare: str | None = None
) -> Narrowing:
    """What a question in either language narrows a look-up to.

    Args:
        text: what the person wrote.
        today: the day that "last year" is counted from.
        bare: the text with the names of places blanked, where they are known.
    """
    today = today or date.today()
    # Spelt out by the shorthand of both languages: "y" is "why" in one, "and" in one.
    spelling = f"{plain(text, 'en')} . {plain(text, 'es')}"
    words = _words()

    attitude = read_attitude(text if bare is None else bare)
    # Of what the lists do not hold they tell at no time.
    told = not attitude.not_held
    since, until = read_period(spelling, today) if told else (None, None)
    models = _read_models(spelling)
    return Narrowing(
        model=models[0] if models else None,
        unit=_read_unit(spelling),
        asked_day=read_day(spelling, today) if told else None,
        kind=next(
            (k for k, p in words["kinds"].items() if any_sign(p, spelling)), None
        ),
        models=models if len(models) > 1 else (),
        marks=frozenset(m for m in MARKS if any_sign(words["marks"][m], spelling)),
        since=since,
        until=until,
        says_county=any_sign(words["county_word"], spelling),
        **{name: any_sign(words[name], spelling) for name in _SAID},
        **vars(attitude),
    )


def _read_models(spelling: str) -> tuple[Model, ...]:
    """The models named; beside one of them a mere "jail" is one, too."""
    words = _words()
    found = [m for m in MODELS if any_sign(words["models"][m], spelling)]
    if found and any_sign(words["marks"]["more"], spelling):
        found += [m for m in MODELS if any_sign(words["beside"][m], spelling)]
    return tuple(m for m in MODELS if m in found)


def names_a_count(text: str) -> bool:
    """Whether a text is a word of counting that is a town's name, too ("Many")."""
    return text.strip().casefold() in _words()["counting_names"]


def _read_unit(spelling: str) -> Unit:
    if any_sign(_words()["states"], spelling):
        return "states"
    return "agencies" if any_sign(_words()["agencies"], spelling) else "agreements"
