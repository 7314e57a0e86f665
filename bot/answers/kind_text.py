"""A kind of agency of which a state has none on the list."""

from __future__ import annotations

from collections.abc import Iterable

from bot.agencies.answers import Agreement, Freshness
from bot.answers.agreements_text import caveat_parts
from bot.answers.fitting import Part, part
from bot.answers.names import the_state
from bot.answers.phrases import Phrases
from bot.answers.statewide_text import statewide_lines

#: Listed in no state, so that none is asked for.
TRIBAL = "tribal"


def kind_parts(
    phrases: Phrases,
    fresh: Freshness,
    kind: str,
    state: str | None,
    statewide: Iterable[Agreement] = (),
    *,
    state_has_any: bool = True,
) -> list[Part]:
    """That no agency of the kind is listed, and which others of the state are.

    Args:
        phrases: the language and form.
        fresh: dates of the lists.
        kind: the kind asked about ("state_police", "tribal"...).
        state: USPS code; None where the kind is listed nowhere.
        statewide: the state's own agencies that are listed.
        state_has_any: any agency of the state is listed.
    """
    dates = phrases.dates(fresh)
    if kind == TRIBAL:
        said = [phrases.say("tribal_none", **dates)]
    else:
        what = phrases.say(f"kind_{kind}")
        if state:
            where = the_state(phrases, state)
            what = phrases.say("kind_in_state", kind=what, state=where)
        said = [phrases.say("agency_no", **dates), phrases.say("bare", what=what)]
    listed = tuple(statewide)
    where = the_state(phrases, state) if state else ""
    none = [] if state_has_any else [phrases.say("state_none", state=where)]
    return [
        part(said),
        part(none, 3),
        part(statewide_lines(phrases, listed, state) if state else [], 2),
        *caveat_parts(phrases, fresh, absent=True, present=False),
    ]
