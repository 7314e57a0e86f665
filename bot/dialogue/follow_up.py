"""Messages that mean a look-up whatever they sound like: follow-ups, counts by time.

"Source?" after a look-up asks for its list, not for the article; "how many signed in
April 2026" is a count, though it sounds like the story of the growth. What they ask for
is read by ``bot.answers.question``, as the action that answers them reads it.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from sqlalchemy.exc import SQLAlchemyError

from bot.agencies.freshness import first_list_date
from bot.answers.connection import engine
from bot.answers.question import Narrowing, read_narrowing
from bot.dialogue.conversation import recent_lookup
from bot.dialogue.settling import TOPIC, intent_of, set_intent
from bot.dialogue.wording import without_agencies
from bot.places.model import PlaceReading

#: Longest message that is read as leaning on the last look-up.
_FEW_WORDS = 10
#: Longest message that names no more than a model ("solo task force").
_A_MODEL = 4
#: Longest question for a count by time.
_QUESTION_WORDS = 16
#: Topics that a count by time may sound like.
_SOUNDS_LIKE = frozenset(
    f"{TOPIC}{topic}"
    for topic in (
        "growth_counts",
        "history_growth_waves",
        "history_iirira",
        "model_counts_explained",
        "how_to_check_list",
        "models_overview",
        "difference_between_models",
        "article_numbers",
        "biden",
        "trump_eo",
        "who_joins",
        "jem",
        "wso",
        "tfm",
    )
)
#: Topics on states; which state has the most of something is a count.
_OF_STATES = frozenset(
    f"{TOPIC}{topic}" for topic in ("state_law", "must_join", "who_signs")
)
_GROWTH = f"{TOPIC}growth_counts"
_MODELS = frozenset(
    f"{TOPIC}{topic}"
    for topic in ("jem", "wso", "tfm", "models_overview", "model_counts_explained")
)
#: Topics on who signs a law or an agreement; of a place its signing is asked for.
_SIGNING = frozenset({f"{TOPIC}history_iirira"})
#: Topics that "who signed in May" and "has Georgia sheriffs of that model" sound like.
_WHO_SIGNS = f"{TOPIC}who_signs"
_MUST_JOIN = f"{TOPIC}must_join"
_UNSURE = frozenset({"did_you_mean", "out_of_scope", "two_answers"})


def settle_follow_up(
    message: Message, custom: dict[str, Any], tracker: DialogueStateTracker | None
) -> bool:
    """Whether a message means a look-up by what it asks for; settles it if so.

    Args:
        message: the message, classified.
        custom: the machine-readable part of the bot's last answer.
        tracker: the conversation.
    """
    text = str(message.get(TEXT) or "")
    words = len(text.split())
    if words > _QUESTION_WORDS:
        return False
    counted = intent_of(message)[0] in _SOUNDS_LIKE | _OF_STATES | _UNSURE
    follows = words <= _FEW_WORDS and tracker and recent_lookup(tracker)
    if not (counted or follows or "list" in text.lower()):
        return False
    asked = read_narrowing(text, bare=without_agencies(message))
    intent = _by_count(message, asked)
    place = tracker.get_slot("place") if tracker else None
    if not intent and tracker and follows:
        intent = _by_answer(message, asked, custom, place)
        intent = intent or _by_last(message, asked, custom, place)
    if not intent and asked.asks("about_list") and "list" in text.lower():
        intent = "lookup_place"
    if intent:
        set_intent(message, intent)
    return bool(intent)


def _by_count(message: Message, asked: Narrowing) -> str:
    """The look-up of a count by time or by models that sounds like a topic."""
    name, _ = intent_of(message)
    ranked = asked.unit == "states" and (asked.most or asked.asks("least"))
    if ranked and asked.takes_part and name in _OF_STATES | _UNSURE:
        return "lookup_count"
    if name == _WHO_SIGNS and asked.asks("signed") and (asked.since or asked.until):
        return "lookup_newest"
    if name == _MUST_JOIN and asked.kind and asked.model and asked.takes_part:
        return "lookup_count" if _names_a_state(message) else ""
    if name not in _SOUNDS_LIKE | _UNSURE:
        return ""
    dated = asked.since or asked.asked_day
    told = asked.asked_day or asked.until or asked.since
    if asked.asks("how_many", "share"):
        if asked.asks("left", "several_models", "three_models"):
            return "lookup_count"
        if dated and asked.asks("signed"):
            return "lookup_count"
        if dated and (name != _GROWTH or _is_in_lists(told)):
            return "lookup_history"
        if asked.model and name in _MODELS:
            return "lookup_count"
    if asked.asks("signed") and name in _SIGNING and _names_a_place(message):
        return "lookup_signed"
    if asked.asks("oldest", "newest") and _names_a_state(message):
        return "lookup_newest"
    return ""


def _is_in_lists(day: date | None) -> bool:
    """Whether the lists in hand tell of a day; of the time before only a topic does."""
    first = _first_list()
    return bool(day and first and day >= first)


@lru_cache(maxsize=1)
def _first_list() -> date | None:
    try:
        with engine().connect() as connection:
            return first_list_date(connection)
    except SQLAlchemyError:  # not built yet: then no look-up could tell either
        return None


def _by_answer(
    message: Message,
    asked: Narrowing,
    custom: dict[str, Any],
    place: dict[str, Any] | None,
) -> str:
    """The look-up that a few words on the answer just read mean."""
    if custom.get("answer_id") != "lookup":
        return ""
    if asked.asks("about_list"):
        return "lookup_place"
    if place is None or _names_a_place(message):
        return ""
    local = place.get("kind") != "state"
    if asked.asks("whole"):
        return "lookup_place" if local else "lookup_list"
    about_models = asked.asks("meaning", "which_model")
    return "lookup_place" if local and about_models else ""


def _by_last(
    message: Message,
    asked: Narrowing,
    custom: dict[str, Any],
    place: dict[str, Any] | None,
) -> str:
    """The look-up that a few words on the place or number just spoken of mean."""
    if place is None or _names_a_place(message):
        return ""
    local = place.get("kind") != "state"
    name, _ = intent_of(message)
    if name in _SIGNING and asked.asks("they"):
        return f"{TOPIC}state_law"  # "is there a law"
    words = len(str(message.get(TEXT) or "").split())
    if not local and asked.model and not asked.open and words <= _A_MODEL:
        return "lookup_count"
    if not local and asked.asks("rank"):
        return "lookup_count"
    if local and asked.asks("to_county", "to_city", "unit_city"):
        return "lookup_place"
    if asked.asks("left") and asked.asks("it"):
        return "lookup_status"
    counted = custom.get("lookup_intent") in ("lookup_count", "lookup_history")
    return "lookup_history" if counted and asked.asked_day else ""


def _names_a_place(message: Message) -> bool:
    reading = message.get("places")
    return isinstance(reading, PlaceReading) and bool(reading.mentions)


def _names_a_state(message: Message) -> bool:
    reading = message.get("places")
    mentions = reading.mentions if isinstance(reading, PlaceReading) else ()
    return any(p.kind == "state" for m in mentions for p in m.candidates)
