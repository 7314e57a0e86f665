"""What the law of one state says, for a question about laws that names a state.

Needs no database: the entry stands in ``data/states/states.yml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.answers.fitting import Part, fit, part
from bot.answers.names import state_codes, state_name, the_state
from bot.answers.payloads import payload, read_place
from bot.answers.phrases import Phrases
from bot.answers.question import read_narrowing
from bot.content.answering import BotMessage, topic_button
from bot.content.loading import Content
from bot.content.schema import Channel, Language
from bot.content.states import StateLaw, state_law, state_law_reminder
from bot.places.model import Place

TOPIC = "state_law"
#: Topics that a state's own entry answers better than their general text.
ANSWERED = frozenset({TOPIC, "must_join"})
#: Longest question whose "they" are the agencies of the place spoken of.
_FEW_WORDS = 9
_FOLLOW_UPS = ("must_join", "no_agreement_means", "can_community_end_it")


def answer_state_law(
    content: Content,
    state: str,
    language: Language,
    channel: Channel,
    today: date | None = None,
) -> BotMessage:
    """The entry of a state first, then whom state law binds and where to check.

    Args:
        content: topics for the buttons, phrases for the text.
        state: USPS code.
        language: the language to answer in.
        channel: web or SMS.
        today: the day the answer is given: past its review date the entry says so.
    """
    law = state_law(state)
    phrases = Phrases(content, language, channel)
    fitted = fit(phrases, _parts(phrases, law, today or date.today()))
    custom = {
        "answer_id": TOPIC,
        "language": language,
        "sources": [dict(source) for source in law.sources],
        "reviewed": _reviewed(content, law),
    }
    return BotMessage(fitted.text, _buttons(phrases, state), custom)


def _parts(phrases: Phrases, law: StateLaw, today: date) -> list[Part]:
    overdue = []
    if law.next and law.is_overdue(today):
        overdue = [phrases.say("law_overdue", next=phrases.day(law.next))]
    checked = []
    if law.checked and law.sources:
        source = f"{law.sources[0]['title']}, {law.sources[0]['publisher']}"
        day = phrases.day(law.checked)
        checked = [phrases.say("law_checked", checked=day, source=source)]
    return [
        part([law.text(phrases.language)]),
        part(overdue, 1),
        part([state_law_reminder(phrases.language)], 2),
        part(checked, 3),
        part([phrases.say("law_others")], 4),
    ]


def _reviewed(content: Content, law: StateLaw) -> dict[str, str] | None:
    """When the entry was checked; by whom is said once, in the topic."""
    topic = content.topics.get(TOPIC)
    if law.checked is None or law.next is None or topic is None:
        return None
    return {
        "on": law.checked.isoformat(),
        "next": law.next.isoformat(),
        "by_role": topic.reviewed.by_role,
    }


def _buttons(phrases: Phrases, state: str) -> tuple[dict[str, str], ...]:
    name = the_state(phrases, state)
    place = Place("state", state, state_name(state, "en"))
    agencies = {
        "title": phrases.say("button_list", state=name),
        "payload": payload("lookup_list", place),
    }
    topics = phrases.content.topics
    found = (topics[topic] for topic in _FOLLOW_UPS if topic in topics)
    return (agencies, *(topic_button(topic, phrases.language) for topic in found))


def state_asked(
    topic: str,
    text: str,
    entities: Iterable[Mapping[str, Any]],
    known_place: Mapping[str, Any] | None,
) -> str | None:
    """The state whose law a question asks for; None for the law in general.

    Args:
        topic: the topic the question was taken for.
        text: what the person wrote, or a button's payload.
        entities: what was found in it; a place of several states names none.
        known_place: the place the conversation is about: meant where the question
            does not speak of states in general.
    """
    states = {
        code for one in entities if one.get("entity") == "place"
        for code in _states_of(one.get("value"))
    }  # fmt: skip
    if states:
        return states.pop() if len(states) == 1 else None
    asked = read_narrowing("" if text.startswith("/") else text)
    if known_place is None or asked.unit == "states":
        return None
    leans = asked.asks("they") and len(text.split()) <= _FEW_WORDS
    meant = topic == TOPIC or asked.here or asked.my_state or leans
    code = str(known_place.get("state") or "")
    return code if meant and code in state_codes() else None


def _states_of(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        return {str(place["state"]) for place in value.get("candidates") or []}
    place = read_place(value)
    return {place.state} if place else set()
