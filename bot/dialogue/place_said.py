"""A place said without a question of its own: an answer, or the last look-up again."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.data_files import read_yaml
from bot.dialogue import naming
from bot.dialogue.follow_up import settle_follow_up
from bot.dialogue.settling import LOOKUP, set_intent
from bot.dialogue.wording import without_agencies
from bot.language.spelling import plain
from bot.places.answers import resolve
from bot.places.candidates import ask
from bot.places.model import Place, PlaceMention, PlaceReading

#: The end of a choice that says what is not meant ("South Carolina, not Texas").
_DENIED = re.compile(r"(?<=\w)[,;]?\s+(?:and |y )?(?:not|no)\s+[^,;.?!]+$", re.I)
_FILLERS = Path(__file__).resolve().parents[2] / "data" / "language" / "fillers.yml"
#: Kinds of agency that a state, a school or a tribe has only one of, so that naming the
#: kind asks about it even when no place is known.
_NAMED_KINDS = frozenset(
    {"state_police", "national_guard", "prisons", "campus", "wildlife", "tribal"}
)


def answers_question(message: Message, awaiting: Any) -> bool:
    """Whether the message answers what the bot asked; if so it repeats the look-up.

    Args:
        message: the message; gets the chosen places.
        awaiting: what the bot waits for (``custom.awaiting`` of its newest message).
    """
    if not isinstance(awaiting, dict):
        return False
    candidates = [_place(raw) for raw in awaiting.get("candidates") or []]
    if candidates:
        text = _DENIED.sub(" ", message.get(TEXT) or "")
        chosen = resolve(text, tuple(candidates), shown=awaiting.get("shown"))
        if chosen:
            _replace_places(message, chosen)
            set_intent(message, str(awaiting["intent"]))
            return True
    return False


def place_alone(
    message: Message, custom: dict[str, Any], tracker: DialogueStateTracker | None
) -> bool:
    """Whether only a place, or a kind of agency, was said; repeats the look-up."""
    reading = message.get("places")
    if not isinstance(reading, PlaceReading):
        return False
    if settle_follow_up(message, custom, tracker):
        return True
    rest = _other_words(message)
    asking = rest & _words("asking")
    if reading.mentions and rest <= _words("fillers") | _words("asking"):
        lookup = "" if asking else str(custom.get("lookup_intent") or "")
        repeat = lookup if lookup.startswith(LOOKUP) else "lookup_place"
        if custom.get("answer_id") == "state_law" and naming.names_only_states(message):
            repeat = "faq_state_law"  # "write your state's name to see its law"
        set_intent(message, repeat)
        return True
    kinds = set(reading.agency_kinds)
    known = tracker is not None and tracker.get_slot("place")
    named = bool(kinds & _NAMED_KINDS) or (bool(kinds) and bool(known))
    unknown = rest - _words("fillers") - _words("asking")
    if not reading.mentions and named and len(unknown) <= 1 and len(rest) <= 6:
        set_intent(message, "lookup_place")
        return True
    return False


def _place(raw: dict[str, Any]) -> Place:
    return Place(**{**raw, "fips": tuple(raw.get("fips") or ())})


def _replace_places(message: Message, chosen: tuple[Place, ...]) -> None:
    text = message.get(TEXT) or ""
    mention = PlaceMention(0, len(text), text, chosen, ask(chosen).asks_for)
    kept = [e for e in message.get(ENTITIES) or [] if e.get("entity") != "place"]
    entity = {
        "entity": "place",
        "start": 0,
        "end": len(text),
        "value": asdict(mention),
    }
    message.set(ENTITIES, [*kept, entity], add_to_output=True)


def _other_words(message: Message) -> set[str]:
    """The words of a message without its place names, in their plain spelling."""
    words = plain(without_agencies(message), message.get("language") or "en").split()
    return {word for word in words if word.isalnum()}


@lru_cache(maxsize=2)
def _words(kind: str) -> frozenset[str]:
    lists = read_yaml(_FILLERS)[kind]
    return frozenset(str(word) for words in lists.values() for word in words)
