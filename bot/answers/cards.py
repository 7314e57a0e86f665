"""An answer about a place as cards, one a layer: the town, its county, the state.

The same facts and phrases as the text, which other channels, copies and programs keep
to. A page that shows the cards shows ``head``, the cards and ``rest`` instead of the
text, so that nothing is read out twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.agencies.answers import Agreement
from bot.answers.agency_names import name_of
from bot.answers.agreements_text import by_agency, meaning_lines, model_text
from bot.answers.fitting import LINES_SHOWN, Part, fit
from bot.answers.names import capital, county_name, state_name
from bot.answers.phrases import Phrases
from bot.answers.place_entries import Entry
from bot.answers.place_text import PlaceParts
from bot.answers.posed import LookupReply
from bot.places.model import Place

Card = dict[str, Any]


def add_cards(reply: LookupReply, cards: Card | None) -> LookupReply:
    """The reply with its cards beside its text, if it has any."""
    if cards is None:
        return reply
    custom = {**reply.message.custom, "cards": cards}
    return replace(reply, message=replace(reply.message, custom=custom))


def place_cards(phrases: Phrases, place: Place, parts: PlaceParts) -> Card | None:
    """The cards of an answer about a town, a ZIP code or a county.

    Returns:
        ``head`` and ``rest`` as text, ``layers`` with ``title``, ``agencies``
        (``name``, ``listed``, ``mark``, ``models``) and ``meanings``, all in words;
        None by SMS, where the answer is that an agreement ended, and for more agencies
        than the text names.
    """
    entries = parts.entries
    if phrases.short or parts.verdict == "gone" or len(entries) > LINES_SHOWN:
        return None
    layers = [
        _layer(phrases, _title(phrases, place, county), own)
        for county, own in _by_county(entries).items()
    ]
    told: set[str] = set()
    for layer in layers:
        layer["meanings"] = [one for one in layer["meanings"] if one not in told]
        told.update(layer["meanings"])
    layers += _state(phrases, place.state, parts.statewide)
    return {
        "head": parts.own.head[0].text,
        "layers": layers,
        "rest": fit(phrases, [*parts.early, *parts.late]).text,
    }


def _by_county(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.county, []).append(entry)
    return found


def _title(phrases: Phrases, place: Place, county: str) -> str:
    if county:
        return capital(county_name(phrases, county))
    return phrases.say("card_town", name=place.name)


def _layer(phrases: Phrases, title: str, entries: Iterable[Entry]) -> Card:
    shown, agreements = [], list[Agreement]()
    for entry in entries:
        agreements += entry.agreements
        shown += _listed(phrases, entry) if entry.listed else [_absent(phrases, entry)]
    return {
        "title": title,
        "agencies": shown,
        "meanings": meaning_lines(phrases, agreements),
    }


def _listed(phrases: Phrases, entry: Entry) -> list[Card]:
    return [
        {
            "name": capital(name_of(phrases, own[0])),
            "listed": True,
            "mark": phrases.say("card_listed"),
            "models": [capital(model_text(phrases, agreement)) for agreement in own],
        }
        for own in by_agency(entry.agreements).values()
    ]


def _absent(phrases: Phrases, entry: Entry) -> Card:
    mark = phrases.say("card_absent")
    return {"name": entry.what, "listed": False, "mark": mark, "models": []}


def _state(phrases: Phrases, code: str, statewide: Part) -> list[Card]:
    """The card of the state, in the text's own sentences; none where it has none."""
    said = [line.text for line in (*statewide.head, *statewide.lines)]
    if not said:
        return []
    title = phrases.say("card_state", name=state_name(code, phrases.language))
    return [{"title": title, "agencies": [], "meanings": said}]
