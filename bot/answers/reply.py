"""Puts a fitted text, its facts and its buttons together into a reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bot.agencies.answers import Agreement, CountyGroup, Freshness, list_agreements
from bot.answers.buttons import follow_up_buttons
from bot.answers.fitting import Fitted
from bot.answers.phrases import Phrases
from bot.answers.posed import LookupReply
from bot.answers.source import list_source
from bot.content.answering import BotMessage
from bot.places.model import Place

#: Keys of the contract that tell the numbers of an answer's first line.
_FIRST_LINE = frozenset({"count", "ranking", "values"})


def describe(
    kind: str,
    fresh: Freshness,
    fitted: Fitted,
    counties: Iterable[CountyGroup] = (),
    **more: Any,
) -> dict[str, Any]:
    """The ``lookup`` contract: what the text rests on and nothing else.

    Args:
        kind: what the answer says ("agreements", "count"...).
        fresh: dates of the lists.
        fitted: the text with the agreements it tells of.
        counties: the counties the answer rests on.
        more: further keys of the contract ("count", "asked_date"...); None is left out,
            and so are the numbers of a first line on an SMS page without it.
    """
    places = {
        county.fips: {"fips": county.fips, "name": county.name, "state": county.state}
        for county in counties
    }
    described: dict[str, Any] = {
        "kind": kind,
        "as_of": fresh.list_date.isoformat(),
        "places": list(places.values()),
        "agreements": list_agreements(fitted.agreements),
    }
    if _tells_pending(fitted.agreements) and fresh.pending_date:
        described["pending_as_of"] = fresh.pending_date.isoformat()
    unsaid = frozenset() if fitted.headed else _FIRST_LINE
    described.update(
        {k: value for k, value in more.items() if value is not None and k not in unsaid}
    )
    return described


def _tells_pending(agreements: Iterable[Agreement]) -> bool:
    return any(agreement.status == "pending" for agreement in agreements)


def make_reply(
    phrases: Phrases,
    fresh: Freshness,
    fitted: Fitted,
    lookup: dict[str, Any],
    place: Place | None = None,
    state: str | None = None,
    topics: Sequence[str] = (),
) -> LookupReply:
    """The reply of a look-up.

    Args:
        phrases: the language and form.
        fresh: dates of the lists.
        fitted: the text.
        lookup: what it rests on (``describe``).
        place: what the conversation is about from now on.
        state: the state whose law may be of use next; the place's when left out.
        topics: topics to offer first.
    """
    about = state or (place.state if place else None)
    custom = {
        "answer_id": "lookup",
        "language": phrases.language,
        "sources": [list_source(fresh)],
        "reviewed": None,
        "lookup": lookup,
    }
    buttons = follow_up_buttons(phrases, lookup, place, about, topics)
    message = BotMessage(fitted.text, buttons, custom)
    return LookupReply(message, place, more=fitted.more)
