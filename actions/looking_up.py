"""The action that answers every look-up in the agency database."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import SQLAlchemyError

from bot.answers.connection import engine
from bot.answers.lookup import LookupQuestion, answer_lookup, pose
from bot.answers.phrases import Phrases
from bot.content.answering import answer_reply
from bot.content.loading import current_content
from bot.dialogue.asked_language import told_in_other_language
from bot.dialogue.state import channel_of, language_of
from bot.language.asked import language_asked

logger = logging.getLogger(__name__)


class ActionLookUp(Action):
    """Looks up places, agencies, counts, dates; asks back where a name is not one."""

    def name(self) -> str:
        """Name in the domain."""
        return "action_look_up"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[dict[str, Any]]:
        """Says the answer and remembers the place."""
        latest = tracker.latest_message
        language = language_of(latest.get("metadata"), tracker.get_slot("language"))
        channel = channel_of(tracker.get_latest_input_channel())
        content = current_content()
        phrases = Phrases(content, language, channel)
        try:
            with engine().connect() as connection:
                question = _pose(tracker)
                reply = answer_lookup(connection, phrases, question, date.today())
        except (SQLAlchemyError, LookupError) as error:
            logger.error("a look-up failed: %s", type(error).__name__)
            down = answer_reply(content, "lookup_unavailable", language, channel, {})
            if down:
                dispatcher.utter_message(text=down.text, json_message=down.custom)
            return []
        message = reply.message
        if language_asked(str(latest.get("text") or "")):
            message = told_in_other_language(message)
        dispatcher.utter_message(
            text=message.text,
            buttons=[dict(button) for button in message.buttons],
            image=reply.picture.url if reply.picture else None,
            json_message=message.custom,
        )
        return [SlotSet("place", asdict(reply.place))] if reply.place else []


def _pose(tracker: Tracker) -> LookupQuestion:
    """The question of the newest message, as an answer to what was asked back if so."""
    latest = _meant(tracker)
    intent = str((latest.get("intent") or {}).get("name"))
    intent = "lookup_place" if intent == "place_and_topic" else intent
    awaiting = last_awaiting(tracker.events)
    asked = awaiting.get("asked") if awaiting.get("intent") == intent else None
    return pose(
        intent,
        str(latest.get("text") or ""),
        list(latest.get("entities") or []),
        tracker.get_slot("place") or _scene(tracker),
        asked,
    )


def _scene(tracker: Tracker) -> Mapping[str, Any] | None:
    """The town or county last named in what was no look-up, where it can be only one.

    After "they hold my brother in the Collier County jail", "is there an agreement
    there?" asks of that county.
    """
    said = [e for e in tracker.events if e.get("event") == "user"][:-1]
    for event in reversed(said):
        for entity in (event.get("parse_data") or {}).get("entities") or []:
            value = entity.get("value")
            if entity.get("entity") != "place" or not isinstance(value, Mapping):
                continue
            candidates = list(value.get("candidates") or [])
            if len(candidates) == 1 and candidates[0]["kind"] in ("city", "county"):
                place: Mapping[str, Any] = candidates[0]
                return place
    return None


def _meant(tracker: Tracker) -> Mapping[str, Any]:
    """The newest message; where it only asks for a language, the look-up before it."""
    latest: Mapping[str, Any] = tracker.latest_message
    places = [e for e in latest.get("entities") or [] if e.get("entity") == "place"]
    if places or language_asked(str(latest.get("text") or "")) is None:
        return latest
    said = [e for e in tracker.events if e.get("event") == "user"][:-1]
    looked_up = (e.get("parse_data") or {} for e in reversed(said))
    return next((data for data in looked_up if _is_lookup(data)), latest)


def _is_lookup(data: Mapping[str, Any]) -> bool:
    """Whether a message read before was a look-up, alone or beside a topic."""
    name = str((data.get("intent") or {}).get("name"))
    return name.startswith("lookup_") or name == "place_and_topic"


def last_awaiting(events: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """What the bot asked for in its newest message; empty when it asked nothing.

    Args:
        events: the conversation's events, oldest first.
    """
    for event in reversed(events):
        if event.get("event") == "bot":
            data = event.get("data") or {}
            return (data.get("custom") or {}).get("awaiting") or {}
    return {}
