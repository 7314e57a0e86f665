"""What a message leans on: the place spoken of, one of the agreements just named.

The words stand in ``data/language/leaning.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.data_files import read_yaml
from bot.language.detection import Language
from bot.language.signs import any_sign
from bot.language.spelling import plain

_WORDS = Path(__file__).resolve().parents[2] / "data" / "language" / "leaning.yml"
#: Models that "the jail one" and so on can be, the likeliest first.
_ONES = (
    ("jail_one", ("JEM", "WSO")),
    ("street_one", ("TFM",)),
    ("warrant_one", ("WSO",)),
)
_ORDER = ("first_one", "second_one", "third_one")
#: Words up to which "the second one" is all that is asked.
_FEW = 9


def points_at_place(message: Message) -> bool:
    """Whether a message means the place that was spoken of before."""
    return _says(message, "there")


def name_the_place(spelling: str, name: str) -> str:
    """A plain spelling with every word that points at a place replaced."""
    for pattern in _words()["there"]:
        spelling = re.sub(pattern, name, spelling)
    return spelling


def asks_something(message: Message) -> bool:
    """Whether a few words are a question or ask for something."""
    return _says(message, "asks")


def speaks_of_own(message: Message) -> bool:
    """Whether a message speaks of the person's own matter or their family's."""
    return _says(message, "own")


def wants_place_too(topic: str) -> bool:
    """Whether a topic is answered together with who takes part in the place named."""
    return topic in _words()["topics_of_a_place"]


def gives_way(topic: str) -> bool:
    """Whether a look-up that is nearly as likely goes before a topic."""
    words = _words()
    return topic in words["topics_of_a_place"] or topic in words["gives_way"]


def model_meant(message: Message, lookup: Mapping[str, Any]) -> str | None:
    """The model of the agreements just named that a message asks about.

    Args:
        message: the message ("no, the jail one"; "which one can pull me over").
        lookup: what the newest look-up's answer rests on.

    Returns:
        A model's short name, or None where no agreements were named or none is meant.
        For "so not on the street?" it is the model that stays inside the jail.
    """
    named = [
        str(agreement.get("model"))
        for agreement in lookup.get("agreements") or []
        if agreement.get("scope") != "statewide"
    ]
    models = list(dict.fromkeys(named))
    if not models or len(str(message.get(TEXT) or "").split()) > _FEW:
        return None
    if "TFM" not in models and _says(message, "so_street"):
        return models[0]
    for words, candidates in _ONES:
        if _says(message, words):
            return next((model for model in candidates if model in models), None)
    for number, words in enumerate(_ORDER):
        if number < len(models) > 1 and _says(message, words):
            return models[number]
    return None


def _says(message: Message, name: str) -> bool:
    text = str(message.get(TEXT) or "")
    language: Language = "es" if message.get("language") == "es" else "en"
    spelling = f"{plain(text, language)} {'?' if '?' in text else ''}"
    return any_sign(_words()[name], spelling)


@lru_cache(maxsize=1)
def _words() -> dict[str, list[str]]:
    read: dict[str, list[str]] = read_yaml(_WORDS)
    return read
