"""Which agency a text names, precision first: ask rather than guess.

Towns' police and sheriffs are mostly found through the place they bear (``bot.places``
and ``look_up_place``); this finds what a place does not: a nickname, a state's
highway patrol, a university, a constable's precinct, or a full name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from sqlalchemy.engine import Connection

from bot.agencies.answers import AgencyMatch, AgencyRef
from bot.agencies.geography import geography
from bot.agencies.index import AgencyIndex, agency_index
from bot.agencies.kinds import town_keys
from bot.agencies.name_spans import find_names
from bot.agencies.names import agency_key, fold_message, tidy
from bot.agencies.phrases import has_phrase, read_names
from bot.agencies.search_kinds import match_kind, match_spelling
from bot.places.model import Place

#: "Grady Judd's office" names Grady Judd; "Sheriff's" is folded with the names.
_POSSESSIVE = re.compile(
    r"(?<!sheriff)(?<!constable)(?<!marshal)(?<!attorney)(?<!prosecutor)'s\b",
    re.IGNORECASE,
)


def find_agencies(
    connection: Connection,
    text: str,
    *,
    state: str | None = None,
    place: Place | None = None,
) -> AgencyMatch:
    """The agencies that a text names.

    Args:
        connection: the agency database.
        text: what the person wrote, in English or Spanish.
        state: USPS code where it is known from the text or the conversation.
        place: the place the text names, if one; its state counts as ``state``.

    Returns:
        Found agencies, several to choose from, or none. Agencies that left the list
        are found, too; ``listed`` tells.
    """
    index = agency_index(connection)
    text = _POSSESSIVE.sub("", tidy(text))
    state = state or (place.state if place else None)
    return (
        _by_nickname(index, text, state)
        or _by_name(index, text, state, place)
        or match_kind(index, text, state, place)
        or match_spelling(index, text, state)
        or AgencyMatch("none")
    )


def _by_nickname(
    index: AgencyIndex, text: str, state: str | None
) -> AgencyMatch | None:
    for span in find_names(text):
        if not span.local:  # "State College at Jacksonville Police" is no sheriff
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    folded = fold_message(text)
    as_written = " ".join(re.findall(r"\w+", text))
    names = [
        name
        for name in index.nicknames
        if has_phrase(as_written if name.isupper() else folded, name)
    ]
    for name in sorted(names, key=len, reverse=True):
        agencies = _in_state(index.nicknames[name], state)
        if agencies:
            return _choose(agencies, "nickname", state)
    return None


def _choose(
    agencies: tuple[AgencyRef, ...],
    how: Literal["nickname", "name"],
    state: str | None,
) -> AgencyMatch:
    if len(agencies) == 1:
        return AgencyMatch("found", agencies, how)
    several = len({agency.state for agency in agencies}) > 1
    return AgencyMatch(
        "ambiguous", agencies, how, needs_state=several and state is None
    )


def _in_state(
    agencies: Iterable[AgencyRef], state: str | None
) -> tuple[AgencyRef, ...]:
    return tuple(a for a in agencies if state in (None, a.state))


def _by_name(
    index: AgencyIndex, text: str, state: str | None, place: Place | None
) -> AgencyMatch | None:
    """The longest full name in the text, with all agencies that bear it."""
    readings = read_names(text)
    longest = ""
    found: dict[AgencyRef, None] = {}
    for name, agency in index.names_in(readings):
        if longest and len(name) < len(longest):
            break
        if state not in (None, agency.state) or not _is_telling(name, agency, state):
            continue
        if any(has_phrase(reading, name) for reading in readings):
            longest = name
            found[agency] = None
    if not found:
        return None
    agencies = _near(tuple(found), place)
    if len(agencies) == 1 and state is None and _is_shared(agencies[0]):
        return AgencyMatch("ambiguous", agencies, "name", needs_state=True)
    return _choose(agencies, "name", state)


def _is_telling(name: str, agency: AgencyRef, state: str | None) -> bool:
    """Whether a name means this agency: "office of the attorney general" alone not."""
    if agency.layer != "state" or agency.kind == "state_other" or state:
        return True
    state_name = geography().state_names[agency.state].casefold()
    return name.startswith((state_name, "cnmi"))


def _is_shared(agency: AgencyRef) -> bool:
    """Whether other states have a town or county of that name, listed or not."""
    tables = geography()
    if agency.layer == "city":
        keys = town_keys(agency_key(agency.name))
        return any(_states_with(tables.towns, key) > 1 for key in keys[:1])
    if agency.layer == "county":
        words = agency_key(agency.name).split()
        if words[-2:] == ["county", "police"]:
            return False  # few counties have a police of their own
        ends = [i for i, word in enumerate(words) if word in ("county", "parish")]
        return any(_states_with(tables.bare, " ".join(words[:end])) > 1 for end in ends)
    return False


def _states_with(table: Iterable[tuple[str, str]], key: str) -> int:
    return sum((code, key) in table for code in geography().state_names)


def _near(
    agencies: tuple[AgencyRef, ...], place: Place | None
) -> tuple[AgencyRef, ...]:
    """Those in the place's counties, where the place tells them apart."""
    if place is None or not place.fips:
        return agencies
    inside = tuple(a for a in agencies if set(a.counties) & set(place.fips))
    return inside or agencies
