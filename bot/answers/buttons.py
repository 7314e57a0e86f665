"""What to offer after a look-up, first the rights where the model matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.answers.names import the_state
from bot.answers.payloads import payload
from bot.answers.phrases import Phrases
from bot.content.answering import topic_button
from bot.content.states import state_law
from bot.places.model import Place

#: The situation in which a model matters, by how far it reaches.
_BY_MODEL = {
    "TFM": "traffic_stop",
    "JEM": "jail_arrest_detainer",
    "WSO": "jail_arrest_detainer",
}
_LAW = "state_law"
_ALWAYS = ("no_agreement_means", "hotline_resources")
_SHOWN = 4
_NO_LAW = "none_known"


def follow_up_buttons(
    phrases: Phrases,
    lookup: dict[str, Any],
    place: Place | None = None,
    state: str | None = None,
    first: Sequence[str] = (),
) -> tuple[dict[str, str], ...]:
    """Up to four: the state's list, rights, its law, what absence means, whom to call.

    Args:
        phrases: the language and form.
        lookup: what the answer rests on.
        place: the place asked about.
        state: USPS code whose law may matter.
        first: topics to offer before all others.
    """
    models = {
        a["model"] for a in lookup.get("agreements", []) if a["status"] == "listed"
    }
    situations = [topic for model, topic in _BY_MODEL.items() if model in models]
    topics = [*first, *situations]
    absent = lookup["kind"] in ("not_listed", "ended") or not models
    lawful = state is not None and state_law(state).kind != _NO_LAW
    if lawful and (absent or (place and place.kind == "state")):
        topics.append(_LAW)
    offered = _list_buttons(phrases, lookup, place)
    known = phrases.content.topics
    for name in dict.fromkeys([*topics, *_ALWAYS]):
        if name in known and len(offered) < _SHOWN:
            offered.append(topic_button(known[name], phrases.language))
    return tuple(offered)


def _list_buttons(
    phrases: Phrases, lookup: dict[str, Any], place: Place | None
) -> list[dict[str, str]]:
    """The list of a state's agencies, where a count of them was just given."""
    counted = (lookup.get("count") or {}).get("value", 0)
    if place is None or place.kind != "state" or lookup["kind"] != "count":
        return []
    if not counted:
        return []
    title = phrases.say("button_list", state=the_state(phrases, place.state))
    return [{"title": title, "payload": payload("lookup_list", place)}]
