"""Which answer a look-up gets: by what it asks for, before its kind of look-up.

The classifier tells kinds of look-up apart by how they sound; "which agency signed
first in 2025" and "how many signed in 2025" sound alike. What is asked for is read from
the words (``bot.answers.question``), and goes first where it is certain.
"""

from __future__ import annotations

from bot.agencies.history import on_list
from bot.answers.about import About, Answer
from bot.answers.answer_agencies import answer_place, answer_signed, answer_status
from bot.answers.answer_leaning import (
    answer_about_list,
    answer_towns_police,
    asks_towns_police,
)
from bot.answers.answer_lists import (
    answer_count,
    answer_history,
    answer_list,
    answer_none,
    answer_pending,
)
from bot.answers.answer_numbers import answer_number
from bot.answers.answer_times import (
    answer_extreme,
    answer_left,
    answer_signed_in,
    answer_switched,
)
from bot.answers.posed import LookupReply


def answer_newest(about: About) -> LookupReply:
    """The agreements signed last; for a town or county, where it stands."""
    return answer_place(about) if about.is_local else answer_extreme(about)


#: Agencies that fit into one answer.
_FEW = 6

ANSWERS: dict[str, Answer] = {
    "lookup_place": answer_place,
    "lookup_count": answer_count,
    "lookup_list": answer_list,
    "lookup_newest": answer_newest,
    "lookup_signed": answer_signed,
    "lookup_status": answer_status,
    "lookup_pending": answer_pending,
    "lookup_history": answer_history,
    "lookup_none": answer_none,
}


def answer_question(about: About) -> LookupReply:
    """The answer to what is asked, else that of the kind of look-up."""
    if about.question.settled is None and about.question.agencies:
        return ANSWERS[about.question.intent](about)
    asked = about.question.narrowing
    if asked.asks("about_list") and not about.question.mentions:
        return answer_about_list(about)
    if reply := answer_number(about):
        return reply
    if about.place is None and _names_few(about):
        return answer_list(about)
    if about.place is not None and asks_towns_police(about):
        return answer_towns_police(about, about.place)
    if about.place is not None and about.is_local and asked.switched:
        return answer_switched(about, about.place)
    return (_by_time(about) or ANSWERS[about.question.intent])(about)


def _names_few(about: About) -> bool:
    """Whether a kind is asked about of which the country has so few that all are told.

    "Is the National Guard in it?" would else be asked back for its state.
    """
    kind = about.question.narrowing.kind
    if not kind or about.question.intent not in ("lookup_place", "lookup_status"):
        return False
    found = on_list(about.connection, about.fresh.list_date).agreements
    return 0 < len({a.agency_id for a in found if a.agency_kind == kind}) <= _FEW


def _by_time(about: About) -> Answer | None:
    """What a question about a state or the country asks of times and endings."""
    asked = about.question.narrowing
    if about.is_local or len(about.places) > 1:
        return None
    if asked.pending and about.state:
        return answer_pending
    if asked.switched or _asks_who_left(about):
        return answer_left
    if asked.asks("oldest") or (asked.asks("newest") and asked.model):
        return answer_extreme
    if asked.asks("signed") and (asked.since or asked.until):
        return answer_signed_in
    return answer_count if _asks_how_many(about) else None


def _asks_who_left(about: About) -> bool:
    """Whether those that left are asked for: of a state, or as a number or list."""
    asked, question = about.question.narrowing, about.question
    if not asked.asks("left") or asked.asks("rank", "least"):
        return False
    if about.state is not None:
        return not about.remembered or asked.open
    return asked.asks("how_many") or (asked.open and question.intent != "lookup_signed")


def _asks_how_many(about: About) -> bool:
    """A count that sounds like another kind of look-up."""
    asked, intent = about.question.narrowing, about.question.intent
    elsewhere = intent in ("lookup_place", "lookup_status", "lookup_newest")
    return elsewhere and asked.asks("how_many") and not asked.not_held
