"""What a conversation holds, read from a Rasa tracker's plain state.

Works on events as dictionaries or objects, so that NLU components, the NLG class, the
channels and the actions all read a conversation the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.content.schema import Language
from bot.dialogue.state import Standing, language_of

#: Turns back in which "the second one" may still mean what a look-up named.
_RECENT_TURNS = 2


def language_of_tracker(tracker: DialogueStateTracker) -> Language:
    """Language to answer in now."""
    latest = tracker.latest_message
    metadata = latest.metadata if latest else None
    return language_of(metadata, tracker.get_slot("language"))


def last_bot_message(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    """Data of the bot's newest message (buttons, custom), or None.

    While a message is being read this is what the person is looking at.
    """
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            return dict(event.data or {})
    return None


def recent_lookup(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    """What the newest look-up's answer rests on, if it is no older than two turns."""
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            turns += 1
        elif isinstance(event, BotUttered) and turns < _RECENT_TURNS:
            lookup = ((event.data or {}).get("custom") or {}).get("lookup")
            if isinstance(lookup, dict):
                return lookup
    return None


def just_told(tracker: DialogueStateTracker | None) -> Iterator[str]:
    """Ids of the answers of the bot's newest turn."""
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, UserUttered):
            return
        if isinstance(event, BotUttered):
            custom = (event.data or {}).get("custom") or {}
            yield from custom.get("answer_ids") or [str(custom.get("answer_id") or "")]


def last_answer_id(tracker: DialogueStateTracker) -> str:
    """What the bot said last, by its answer id; empty at the start."""
    said = last_bot_message(tracker) or {}
    return str((said.get("custom") or {}).get("answer_id") or "")


def previous_user_text(tracker: DialogueStateTracker) -> str:
    """The person's newest message in the conversation so far; empty for a button."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            text = event.text or ""
            return "" if text.startswith("/") else text
    return ""


def previous_answer_id(tracker: DialogueStateTracker) -> str:
    """What the bot had said before the person's newest message."""
    seen_user = False
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            seen_user = True
        elif isinstance(event, BotUttered) and seen_user:
            custom = (event.data or {}).get("custom") or {}
            return str(custom.get("answer_id") or "")
    return ""


def pair_of(message: UserUttered | None) -> tuple[str, ...]:
    """The ids of the two answers that a message asks for, or of the one beside a place.

    Set by the component that settles what a message means (entity ``pair``).
    """
    for entity in message.entities if message else ():
        if entity.get("entity") == "pair":
            return tuple(str(name) for name in entity.get("value") or ())
    return ()


def standing(tracker: DialogueStateTracker | None) -> Standing:
    """Where a conversation stands; one that has not begun stands nowhere."""
    if tracker is None:
        return Standing()
    held = tracker.get_slot("language")
    language: Language | None = held if held in ("en", "es") else None
    return Standing(offered(tracker), language)


def offered(tracker: DialogueStateTracker) -> dict[str, str]:
    """Payloads the bot has just offered, by what a person may type for them.

    Keys are the button's number ("1"), its title in lower case and the payload itself.
    Only the newest turn counts: an older button is no longer on offer. The one just
    pressed still is, so that its answer can be had again, say in the other language.
    """
    keys: dict[str, str] = {}
    buttons: list[dict[str, str]] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            # Our channels let no other payload than an offered one come so far.
            if (event.text or "").startswith("/"):
                keys[str(event.text)] = str(event.text)
            break
        if isinstance(event, BotUttered):
            data = event.data or {}
            buttons = list(data.get("buttons") or []) + buttons
            keys.update((data.get("custom") or {}).get("on_reply") or {})
    for number, button in enumerate(buttons, 1):
        payload = str(button.get("payload", ""))
        keys.setdefault(str(number), payload)
        keys[str(button.get("title", "")).strip().lower()] = payload
        keys[payload] = payload
    keys.update({payload: payload for payload in list(keys.values())})
    return keys
