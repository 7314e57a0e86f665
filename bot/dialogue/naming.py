"""Whom a message names: a place, a ZIP code, an agency by a name of its own."""

from __future__ import annotations

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.answers.question import read_narrowing
from bot.dialogue.wording import names_agency
from bot.places.model import Place, PlaceReading

#: Topics that explain a model: asked of one place, the place is what is asked about.
_EXPLAINS_A_MODEL = frozenset(
    {"faq_jem", "faq_wso", "faq_tfm", "faq_tribal_model", "faq_models_overview"}
)


#: The topic about two counties' past; whether they take part is a look-up.
_PAST_OF_TWO = "faq_maricopa_alamance"
_FEW_WORDS = 6


def names_somebody(message: Message) -> bool:
    """Whether a place is named, known or not, or an agency by a name of its own."""
    reading = message.get("places")
    mentioned = isinstance(reading, PlaceReading) and bool(reading.mentions)
    return mentioned or names_agency(message)


def asks_about_one(message: Message, topic: str) -> bool:
    """Whether a question that looks like a topic asks about one county or agency.

    "Does Kenton County still have the warrant model?" explains no model, and "does
    Maricopa County have an agreement" tells no county's past.

    Args:
        message: the message, read.
        topic: the likeliest intent.
    """
    takes_part = topic == _PAST_OF_TWO and _whether_it_takes_part(message)
    if topic not in _EXPLAINS_A_MODEL and not takes_part:
        return False
    local = any(place.kind != "state" for place in _candidates(message))
    return local or names_agency(message)


def _whether_it_takes_part(message: Message) -> bool:
    asked = read_narrowing(message.get(TEXT) or "")
    past = asked.asks("past") or asked.open
    return not past and (asked.takes_part or _names_its_agency_only(message))


def _names_its_agency_only(message: Message) -> bool:
    """Whether only a place and a kind of agency are said ("alamance sheriff nc")."""
    reading = message.get("places")
    kinds = isinstance(reading, PlaceReading) and bool(reading.agency_kinds)
    return kinds and len(str(message.get(TEXT) or "").split()) <= _FEW_WORDS


def names_only_states(message: Message) -> bool:
    """Whether states are named and no town or county."""
    named = _candidates(message)
    return bool(named) and all(place.kind == "state" for place in named)


def names_zip(message: Message) -> bool:
    """Whether a ZIP code is named."""
    return any(place.zip_code for place in _candidates(message))


def _candidates(message: Message) -> list[Place]:
    reading = message.get("places")
    mentions = reading.mentions if isinstance(reading, PlaceReading) else ()
    return [place for mention in mentions for place in mention.candidates]
