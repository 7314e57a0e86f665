"""What to offer after a look-up: rights in the situation the model concerns."""

from __future__ import annotations

from typing import Any

from bot.answers.phrases import Phrases
from bot.content.answering import topic_button

_BY_MODEL = {
    "TFM": ("traffic_stop", "tfm"),
    "JEM": ("jail_arrest_detainer", "jem"),
    "WSO": ("jail_arrest_detainer", "wso"),
}
_ALWAYS = ("no_agreement_means", "hotline_resources")
_SHOWN = 4


def follow_up_buttons(
    phrases: Phrases, lookup: dict[str, Any]
) -> tuple[dict[str, str], ...]:
    """Up to four topics: for the models named, what absence means, whom to call."""
    models = {agreement["model"] for agreement in lookup.get("agreements", [])}
    wanted = [
        topic for model in ("TFM", "JEM", "WSO") if model in models
        for topic in _BY_MODEL[model][:1]
    ]  # fmt: skip
    topics = phrases.content.topics
    names = dict.fromkeys([*wanted, *_ALWAYS])
    found = [topics[name] for name in names if name in topics][:_SHOWN]
    return tuple(topic_button(topic, phrases.language) for topic in found)
