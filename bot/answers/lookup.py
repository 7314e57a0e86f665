"""Answers a look-up: which place or agency is meant, what the lists say, in words.

``answer_lookup`` is what the Rasa actions call. It never guesses: several places of a
name are asked back with buttons, an unknown name is said to be unknown.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy.engine import Connection

from bot.agencies.answers import AgencyMatch, Freshness
from bot.agencies.freshness import freshness
from bot.agencies.search import find_agencies
from bot.answers.about import About
from bot.answers.answer_agencies import named_agencies
from bot.answers.chosen import ANSWERS, answer_question
from bot.answers.clarify import ask_which, say_unknown
from bot.answers.following import find_followed
from bot.answers.kind_text import TRIBAL
from bot.answers.meant import Meant, find_meant
from bot.answers.names import state_name
from bot.answers.phrases import Page, Phrases
from bot.answers.pictures import find_picture
from bot.answers.posed import LookupQuestion, LookupReply
from bot.answers.posing import pose
from bot.answers.resuming import rest_payload
from bot.language.choices import more_words
from bot.places.model import Place

__all__ = ["ANSWERS", "LookupQuestion", "LookupReply", "answer_lookup", "pose"]

#: Look-ups that mean nothing without a place or an agency; the conversation's may help.
NEEDS_PLACE = frozenset(
    {"lookup_place", "lookup_signed", "lookup_status", "lookup_list", "lookup_history"}
)
#: Look-ups of numbers: a name that is a city's and a state's means the state there.
_COUNTS = frozenset({"lookup_count", "lookup_list", "lookup_newest", "lookup_none"})
#: Longest message that names no more than a model of the state spoken of.
_FEW_WORDS = 4
#: Look-ups for which no place is ever asked back.
_NEVER_ASKS = frozenset({"lookup_none"})


def answer_lookup(
    connection: Connection, phrases: Phrases, question: LookupQuestion, today: date
) -> LookupReply:
    """The reply to a look-up.

    Args:
        connection: the agency database.
        phrases: the language and form of the answer.
        question: what is asked; its intent is one of ``ANSWERS``.
        today: the day the answer is given, for the list's age.

    Raises:
        LookupError: the database holds no list; the edge says that look-ups are down.
    """
    fresh = freshness(connection, today)
    phrases = _turn_to(phrases, question.page, fresh)
    about = About(connection, phrases, question, fresh, today)
    about, unclear = _place(about)
    if unclear is not None:
        return _noted(_ask_back(about, unclear), about)
    return _noted(answer_question(about), about)


def _place(about: About) -> tuple[About, Meant | None]:
    """The look-up with the places it is about, or what must be asked back."""
    question, settled = about.question, about.question.settled
    if settled is not None:
        named, remembered = settled.named, settled.remembered
        places = settled.places
        about = replace(about, places=places, remembered=remembered, named=named)
        return about, None
    known = question.known_place
    if followed := find_followed(question):
        same = followed == (known,)
        return replace(about, places=followed, remembered=same), None
    counting = question.intent in _COUNTS or question.narrowing.asks("how_many")
    meant = find_meant(question.mentions, counting=counting, known=known)
    if meant.unclear is not None and question.intent not in _NEVER_ASKS:
        if _asks_of_a_tribe(about.connection, question):
            return about, None
        found = _named_in_full(about.connection, question)
        return replace(about, named=found), None if found else meant
    about = replace(about, places=meant.places)
    return about if meant.places else _remember(about), None


def _turn_to(phrases: Phrases, number: int, fresh: Freshness) -> Phrases:
    """The phrases for one page of an answer, where it has pages."""
    if not phrases.short:
        return phrases
    head = phrases.say("rest_head", **phrases.dates(fresh))
    return replace(phrases, page=Page(number, phrases.say("rest_offer"), head))


def _named_in_full(
    connection: Connection, question: LookupQuestion
) -> AgencyMatch | None:
    """The one agency whose own name the text gives, whatever places it may mean."""
    found = find_agencies(connection, question.text)
    if found.kind == "found" and found.how in ("name", "nickname"):
        return found
    return None


def _asks_of_a_tribe(connection: Connection, question: LookupQuestion) -> bool:
    """Whether a tribe's police are asked for: "Navajo" is then no county or town."""
    return find_agencies(connection, question.text).asked_kind == TRIBAL


def _ask_back(about: About, meant: Meant) -> LookupReply:
    as_of, mention = about.fresh.list_date, meant.unclear
    if mention is None:
        raise ValueError("there is nothing to ask back about")
    if mention.candidates:
        message = ask_which(
            about.connection, about.phrases, about.question, mention, as_of
        )
    else:
        message = say_unknown(about.phrases, about.question, mention, as_of)
    return LookupReply(message)


def _remember(about: About) -> About:
    """The place the conversation is about, where the question needs or means one."""
    question = about.question
    known, asked = question.known_place, question.narrowing
    wanted = question.intent in NEEDS_PLACE or asked.here or asked.my_state
    wanted = wanted or asked.asks("of_those", "it", "whole")
    # "how many counties don't?" after a state.
    wanted = wanted or (asked.counties and asked.negated) or asked.asks("rank")
    # "solo task force" after a state.
    few = len(question.text.split()) <= _FEW_WORDS
    wanted = wanted or (few and asked.model is not None and not asked.asks("nation"))
    if asked.asks("nation"):
        return about
    if known is None or not wanted or question.intent in _NEVER_ASKS:
        return about
    if asked.my_state:
        known = Place("state", known.state, state_name(known.state, "en"))
    return replace(about, places=(known,), remembered=True)


def _noted(reply: LookupReply, about: About) -> LookupReply:
    """The reply with what a follow-up needs: the look-up, its place, its next page.

    And with the picture that shows what it says, whose words go beside Rasa's
    ``image``, which is only an address.
    """
    custom = {**reply.message.custom, "lookup_intent": about.question.intent}
    if reply.more:
        rest = rest_payload(about, named_agencies(about))
        custom["on_reply"] = dict.fromkeys(more_words(), rest)
    picture = find_picture(about, custom.get("lookup") or {})
    if picture is not None:
        custom["image"] = {
            "alt": picture.alt,
            "width": picture.width,
            "height": picture.height,
        }
    message = replace(reply.message, custom=custom)
    place = reply.place or about.place
    return replace(reply, message=message, place=place, picture=picture)
