"""The two forms of a message that the classifier sees.

As written, cleaned of invisible characters; and normalised: one spelling, shorthand
spelt out, every place name replaced by the same everyday words, because which county a
person asks about says nothing about what they ask.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.agencies.named import agency_spans, names_tribal_police
from bot.data_files import read_yaml
from bot.dialogue.gazetteer import default_reader
from bot.dialogue.leaning import name_the_place
from bot.language.detection import Language, guess_language
from bot.language.spelling import plain, visible
from bot.places.model import PlaceReading

_KEPT = Path(__file__).resolve().parents[2] / "data" / "language" / "kept_names.yml"
_LEAD_IN = _KEPT.with_name("lead_in.yml")
#: Added for the n-grams once for each place named.
_PLACE_TOKEN = " xplacex"
#: What stands for any place. Read by the encoder only; no person ever sees it.
_ANY_PLACE = {"en": "my county", "es": "mi condado"}
#: And for any agency that is named.
_ANY_AGENCY = {"en": "my county police", "es": "la policia de mi condado"}


@lru_cache(maxsize=1)
def _kept_names() -> tuple[str, ...]:
    return tuple(read_yaml(_KEPT))


def as_written(message: Message) -> str:
    """The message without invisible characters and without what only leads in."""
    return _past_lead_in(visible(message.get(TEXT) or ""))


def _past_lead_in(text: str) -> str:
    """A text without "sorry.", "I see." before the sentence that asks something."""
    return _lead_in().sub("", text, count=1)


@lru_cache(maxsize=1)
def _lead_in() -> re.Pattern[str]:
    words = read_yaml(_LEAD_IN)
    said = "|".join(str(word) for listed in words.values() for word in listed)
    rest = r"(?=(?:\S+\s+){2}\S)"
    return re.compile(rf"^(?:(?:{said})\s*[.,;:!]+\s*)+{rest}", re.I)


def without_names(message: Message) -> str:
    """The message with its place names blanked; read once a message."""
    known = message.get("without_names")
    if isinstance(known, str):
        return known
    text = message.get(TEXT) or ""
    glance = default_reader().glance(text)
    message.set("glance", glance)
    made = default_reader().strip_names(text, glance=glance)
    message.set("without_names", made)
    return made


def agencies_in(message: Message) -> list[tuple[int, int]]:
    """Where the message gives agencies' names; read once a message."""
    known: list[tuple[int, int]] | None = message.get("agency_spans")
    if known is None:
        known = agency_spans(message.get(TEXT) or "")
        message.set("agency_spans", known)
    return known


def names_agency(message: Message) -> bool:
    """Whether the message names an agency by its name, or a tribe's police."""
    return bool(agencies_in(message)) or names_tribal_police(message.get(TEXT) or "")


def without_agencies(message: Message) -> str:
    """The message with names of places and agencies blanked.

    The language is not told from this: an agency's name is English, and so is what is
    said about it more often than not.
    """
    made = without_names(message)
    for start, end in agencies_in(message):
        made = made[:start] + " " * (end - start) + made[end:]
    return made


def language_of_message(message: Message) -> Language:
    """Language found by the language component; guessed for training examples."""
    found = message.get("language")
    if found in ("en", "es"):
        return "es" if found == "es" else "en"
    language = guess_language(without_names(message)).language
    message.set("language", language)
    return language


def normalised(message: Message) -> str:
    """The message in one spelling, place names blanked; worked out once a message."""
    known = message.get("normalised")
    if isinstance(known, str):
        return known
    text = message.get(TEXT) or ""
    language = language_of_message(message)
    reading = message.get("places")
    if not isinstance(reading, PlaceReading):
        reading = default_reader().read(
            text, language=language, glance=message.get("glance")
        )
        message.set("places", reading)
    made = _past_lead_in(plain(_blank_names(message, reading, language), language))
    if message.get("means_place"):
        made = name_the_place(made, _ANY_PLACE[language])
    message.set("normalised", made)
    return made


def with_place_token(message: Message) -> str:
    """The normalised message with a token of its own for each place.

    What the n-grams see: a message that names a place asks for something else than one
    that says "my county".
    """
    named = _places_named(message) or int(bool(message.get("means_place")))
    return normalised(message) + _PLACE_TOKEN * named


def _places_named(message: Message) -> int:
    reading = message.get("places")
    if not isinstance(reading, PlaceReading):
        reading = default_reader().read(message.get(TEXT) or "")
        message.set("places", reading)
    return min(2, max(len(agencies_in(message)), len(reading.mentions)))


def _blank_names(message: Message, reading: PlaceReading, language: Language) -> str:
    """The text with each place, and each agency by its name, replaced alike."""
    text = message.get(TEXT) or ""
    made, end = [], 0
    for start, after, words in _names(agencies_in(message), reading, language):
        made += [text[end:start], words]
        end = after
    return "".join([*made, text[end:]])


def _names(
    agencies: list[tuple[int, int]], reading: PlaceReading, language: Language
) -> list[tuple[int, int, str]]:
    """Start, end and stand-in of the names in a text, in order.

    A place within an agency's name is no name of its own.
    """
    found = [(start, end, _ANY_AGENCY[language]) for start, end in agencies]
    for mention in reading.mentions:
        inside = any(s < mention.end and mention.start < e for s, e in agencies)
        kept = any(name in mention.text.lower() for name in _kept_names())
        if not inside and not kept:
            found.append((mention.start, mention.end, _ANY_PLACE[language]))
    return sorted(found)
