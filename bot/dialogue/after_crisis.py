"""What a message means in the turns after a crisis text.

It is over; it asks where the person is; it asks something else, which is answered like
any question; or it says nothing of its own, and the next part of the text follows.
"""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.crisis.after import (
    asks_for_itself,
    pleads,
    says_it_is_over,
    topic_after_detained,
    topic_instead,
)
from bot.dialogue import leaning
from bot.dialogue.conversation import just_told
from bot.dialogue.settling import LOOKUP, TOPIC, intent_of, set_intent

CRISIS = "crisis_"
_OVER = "crisis_over"
_SELF_HARM = "crisis_self_harm"
_DETAINED = "crisis_detained"
_CHILD_ALONE = "crisis_child_alone"
#: Turns back in which a crisis text may still be what "they left" ends.
_RECENT_TURNS = 3
_ENDINGS = ("thanks", "bye", "stop")
#: What says nothing of its own.
_SMALL = ("affirm", "deny", "menu", "gibberish")
_FEW_WORDS = 8


def recent_crisis(tracker: DialogueStateTracker | None) -> str:
    """Answer id of the newest turns' crisis text; empty without one, or if over."""
    turns = 0
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, UserUttered):
            turns += 1
        elif isinstance(event, BotUttered):
            custom = (event.data or {}).get("custom") or {}
            answer_id = str(custom.get("answer_id") or "")
            if answer_id == _OVER:
                return ""
            if answer_id.startswith(CRISIS):
                return answer_id
        if turns >= _RECENT_TURNS:
            break
    return ""


def settle_after_crisis(message: Message, tracker: DialogueStateTracker | None) -> bool:
    """Settles a message that ends a crisis, or asks about the person who was taken.

    A crisis that a rule sees in the message stands, unless it is the one that is over:
    "they are gone from my door" holds a sign of it.

    Returns:
        Whether the message is settled.
    """
    before = recent_crisis(tracker)
    if not before:
        return False
    text = str(message.get(TEXT) or "")
    name, confidence = intent_of(message)
    told = name if name.startswith(CRISIS) and confidence == 1.0 else ""
    harm = before == _SELF_HARM
    # "I have nobody" said after it is still the same despair, not a child left alone.
    if harm and name == _CHILD_ALONE and not says_it_is_over(text):
        set_intent(message, _SELF_HARM)
        return True
    stands = bool(told) and (harm or not told.startswith(before))
    if not stands and says_it_is_over(text):
        set_intent(message, f"{_OVER}_self_harm" if harm else _OVER)
        return True
    topic = topic_after_detained(text) if before == _DETAINED and not told else None
    if topic:
        set_intent(message, f"{TOPIC}{topic}")
    return topic is not None


def settle_told_story(message: Message, tracker: DialogueStateTracker | None) -> bool:
    """Settles a crisis that is only guessed, after an answer on the same matter.

    "They have stopped me three times" after what to do when stopped is its story, not a
    stop now; the topic told instead holds the same rights. What a rule sees stands.

    Returns:
        Whether the message is settled.
    """
    name, confidence = intent_of(message)
    if not name.startswith(CRISIS) or confidence == 1.0:
        return False
    topic = topic_instead(name, tuple(just_told(tracker)))
    if topic:
        set_intent(message, f"{TOPIC}{topic}", confidence)
    return topic is not None


def goes_on(message: Message, custom: dict[str, Any], *, sure: float) -> bool:
    """Settles a few words that say nothing else after a crisis text: its next part.

    Args:
        message: the message.
        custom: what the bot's newest answer carries.
        sure: confidence from which a question is taken for what it seems to be.

    Returns:
        Whether the message is settled.
    """
    more = str((custom.get("on_reply") or {}).get("1") or "").removeprefix("/")
    if not more.startswith(CRISIS):
        return False
    few = len(str(message.get(TEXT) or "").split()) <= _FEW_WORDS
    name, _ = intent_of(message)
    if not few or name in _ENDINGS or _asks_something_else(message, sure):
        return False
    set_intent(message, more)
    return True


def _asks_something_else(message: Message, sure: float) -> bool:
    """A look-up or a topic asked for, by its words and to the classifier."""
    name, confidence = intent_of(message)
    text = str(message.get(TEXT) or "")
    if pleads(text) or not (leaning.asks_something(message) or asks_for_itself(text)):
        return False
    if name in _SMALL or name.startswith(CRISIS):
        return False
    names_place = bool(getattr(message.get("places"), "mentions", ()))
    return confidence >= sure or (name.startswith(LOOKUP) and names_place)
