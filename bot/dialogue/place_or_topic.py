"""A message about a place: the look-up there, what holds everywhere, or both."""

from __future__ import annotations

from dataclasses import dataclass

from rasa.shared.nlu.training_data.message import Message

from bot.dialogue import leaning, naming
from bot.dialogue.settling import (
    LOOKUP,
    TOPIC,
    best_ranked,
    ranking_of,
    set_intent,
    set_pair,
)
from bot.dialogue.wording import names_agency

PLACE = "lookup_place"
#: Confidence at which a topic is meant in spite of a ZIP code.
_IN_SPITE_OF_ZIP = 0.9
#: What is off topic or declined is made a look-up by a name in it only when the
#: look-up is this much nearer than otherwise.
_DECLINED = 1 / 3
#: Places in the ranking where an unclear message's meaning is looked for.
_LOOKED_AT = 3


@dataclass(frozen=True)
class _View:
    """What the classifier thinks of a message, as far as places matter."""

    best: str
    confidence: float
    lookup: str
    """The likeliest look-up, empty when none is ranked."""
    near: bool
    """Whether that is nearly as likely as the best."""

    @property
    def topic(self) -> str:
        """Id of the best topic; the name of anything else."""
        return self.best.removeprefix(TOPIC)

    @property
    def both(self) -> bool:
        """Whether the best is a topic told together with who takes part there."""
        return self.best.startswith(TOPIC) and leaning.wants_place_too(self.topic)


def settle_place(message: Message, *, named: bool, near: float, alone: float) -> bool:
    """Settles a message that names a place, or means the one spoken of.

    Args:
        message: the message, classified.
        named: whether the place is named, not only meant.
        near: how far behind, in confidence, a look-up may be to be preferred.
        alone: confidence at which a topic is clear.

    Returns:
        Whether it is settled; if not, the place does not matter to it.
    """
    view = _view(message, near)
    if view.best.startswith(LOOKUP):
        set_intent(message, view.best)
        return True
    by_name = names_agency(message)
    yields = by_name or leaning.gives_way(view.topic)
    if view.near and yields and not (view.both and (view.lookup == PLACE or not named)):
        set_intent(message, view.lookup)
        return True
    if naming.asks_about_one(message, view.best):
        set_intent(message, view.lookup or PLACE)
        return True
    if view.both:
        set_pair(message, "place_and_topic", [view.topic], view.confidence)
        return True
    if not named:
        return view.confidence < alone and _settle_meant(message, view)
    unclear = yields and view.confidence < alone
    zip_code = naming.names_zip(message) and view.confidence < _IN_SPITE_OF_ZIP
    if unclear or zip_code:
        set_intent(message, view.lookup or PLACE)
    return unclear or zip_code


def _view(message: Message, near: float) -> _View:
    best, confidence = next(iter(ranking_of(message)), ("", 0.0))
    lookup, behind = best_ranked(message, LOOKUP)
    allowed = near if best.startswith(TOPIC) else near * _DECLINED
    return _View(best, confidence, lookup, bool(lookup) and behind >= 0.5 - allowed)


def _settle_meant(message: Message, view: _View) -> bool:
    """An unclear message about the place spoken of: what is near and fits it."""
    for name, _ in ranking_of(message)[:_LOOKED_AT]:
        topic = name.removeprefix(TOPIC)
        if name.startswith(LOOKUP):
            set_intent(message, name)
            return True
        if name.startswith(TOPIC) and leaning.wants_place_too(topic):
            set_pair(message, "place_and_topic", [topic], view.confidence)
            return True
    return False
