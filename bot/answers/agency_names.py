"""Names of agencies as people say them; the list's own names stay in ``lookup``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

from bot.agencies.files import DATA, read_table
from bot.answers.names import county_name
from bot.answers.phrases import Phrases

_TOWN = re.compile(
    r"^(?:(?:City|Town) of )?(?P<name>.+?) Police (?:Services )?Department$"
)
_COUNTY = re.compile(
    r"^(?P<name>.+ (?:County|Parish)) Sheriff's (?:Office|Department)$"
)
_SHERIFF = re.compile(r"^(?P<name>.+) Sheriff's (?:Office|Department)$")


class Named(Protocol):
    """Anything with an agency's name: an agreement, or an agency reference's view."""

    @property
    def agency(self) -> str:
        """Name in ICE's words."""

    @property
    def state(self) -> str:
        """USPS code."""


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], dict[str, str]]:
    rows = read_table(DATA / "display_names.csv")
    return {(row["state"], row["agency"]): row for row in rows}


def agency_name(phrases: Phrases, agency: str, state: str) -> str:
    """An agency's plain name in the answer's language.

    A name of the table counts first; a police department and a sheriff's office are
    named by their town and county; any other name stays as ICE has it.

    Args:
        phrases: the language and form.
        agency: name in ICE's words, spelling corrected.
        state: USPS code.
    """
    row = _table().get((state, agency))
    if row and row[phrases.language]:
        return row[phrases.language]
    if row:
        return agency
    if town := _TOWN.match(agency):
        return phrases.say("name_police", name=town["name"])
    if county := _COUNTY.match(agency):
        of_county = county_name(phrases, county["name"], "of")
        return phrases.say("name_sheriff", of_county=of_county)
    if sheriff := _SHERIFF.match(agency):
        of_place = phrases.say("of_other", county=sheriff["name"])
        return phrases.say("name_sheriff", of_county=of_place)
    return agency


def name_of(phrases: Phrases, named: Named) -> str:
    """The plain name of an agreement's agency."""
    return agency_name(phrases, named.agency, named.state)
