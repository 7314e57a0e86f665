"""A place's own agencies, one entry each: what is listed and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.agencies.answers import Agreement, CountyGroup, PlaceAnswer
from bot.answers.agreements_text import agency_lines, by_agency
from bot.answers.fitting import Line, line
from bot.answers.names import capital, county_name, has_county_sheriffs
from bot.answers.phrases import Phrases

#: Kinds that lie in a place and may be asked about there.
LOCAL_KINDS = ("police", "sheriff", "jail", "campus", "constable", "airport")
_OWN_GROUND = ("campus", "constable", "airport")
_JAIL_MODELS = ("JEM", "WSO")


@dataclass(frozen=True)
class Entry:
    """One agency, or one that is not listed, with its line in an answer."""

    roles: tuple[str, ...]
    """The kinds of agency it stands for; an absent county body for several."""
    what: str
    """What is absent, as a name; empty for a listed agency."""
    line: Line
    agreements: tuple[Agreement, ...] = ()
    county: str = field(default="", compare=False)
    """Full name of the county it belongs to; empty for a town's own."""

    @property
    def listed(self) -> bool:
        """Whether it is on the list."""
        return bool(self.agreements)


def place_entries(
    phrases: Phrases, answer: PlaceAnswer, kinds: Sequence[str]
) -> list[Entry]:
    """Town police, then county by county; kinds that were asked about come first."""
    entries = [*_town(phrases, answer)]
    for group in answer.counties:
        if group.main:
            county = _county(phrases, answer, group, kinds)
            entries += [replace(entry, county=group.name) for entry in county]
    first = next((group.name for group in answer.counties if group.main), "")
    others = _others(phrases, answer, kinds)
    entries += [replace(entry, county=first) for entry in others]
    return sorted(_unique(entries), key=lambda entry: not concerns(entry, kinds))


def concerns(entry: Entry, kinds: Sequence[str]) -> bool:
    """Whether an entry is of a kind that was asked about."""
    return any(role in kinds for role in entry.roles)


def _unique(entries: Iterable[Entry]) -> list[Entry]:
    return list(dict.fromkeys(entries))


def _listed(phrases: Phrases, agreements: Iterable[Agreement]) -> list[Entry]:
    made = []
    for own in by_agency(agreements).values():
        (said,) = agency_lines(phrases, own)
        made.append(Entry(_roles(own), "", said, tuple(own)))
    return made


def _roles(own: Sequence[Agreement]) -> tuple[str, ...]:
    roles: list[str] = []
    kind = own[0].agency_kind
    if kind == "police" or own[0].layer == "city":
        roles.append("police")
    if kind == "sheriff":
        roles.append("sheriff")
    # Most county jails are the sheriff's: a jail model is the jail's agreement.
    if kind == "jail" or any(a.model in _JAIL_MODELS for a in own):
        roles.append("jail")
    if kind in _OWN_GROUND:
        roles.append(kind)
    return tuple(roles)


def _absent(phrases: Phrases, what: str, *roles: str, two: bool = False) -> Entry:
    key = "absent_two" if two else "absent_one"
    what = capital(what)
    return Entry(roles, what, line(phrases.say(key, what=what)))


def _town(phrases: Phrases, answer: PlaceAnswer) -> list[Entry]:
    if answer.place.kind != "city":
        return []
    if answer.local_police:
        # A consolidated sheriff polices the town: asked for police, that is the answer.
        found = _listed(phrases, answer.local_police)
        return [_with_role(entry, "police") for entry in found]
    what = phrases.say("own_police", place=answer.place.name)
    return [_absent(phrases, what, "police")]


def _with_role(entry: Entry, role: str) -> Entry:
    if role in entry.roles:
        return entry
    return replace(entry, roles=(role, *entry.roles))


def _county(
    phrases: Phrases, answer: PlaceAnswer, group: CountyGroup, kinds: Sequence[str]
) -> list[Entry]:
    police = {agreement.agency_id for agreement in answer.local_police}
    own = [a for a in group.agreements if a.agency_id not in police]
    entries = _listed(phrases, own)
    of_county = county_name(phrases, group.name, "of")
    consolidated = any(a.agency_id in police for a in group.agreements)
    if not entries and not consolidated:
        bodies = "bodies" if has_county_sheriffs(group.state) else "agencies"
        what = phrases.say(f"county_{bodies}", of_county=of_county)
        return [_absent(phrases, what, "sheriff", "jail", "county", two=True)]
    if consolidated:
        return entries
    roles = {role for entry in entries for role in entry.roles}
    for kind in ("sheriff", "jail"):
        if kind in kinds and kind not in roles:
            what = phrases.say(f"county_{kind}", of_county=of_county)
            entries.append(_absent(phrases, what, kind))
    return entries


def _others(phrases: Phrases, answer: PlaceAnswer, kinds: Sequence[str]) -> list[Entry]:
    """Campus, airport or constables, only where a person asked about them."""
    entries: list[Entry] = []
    for kind in kinds:
        if kind in _OWN_GROUND:
            near = [a for a in answer.nearby if a.agency_kind == kind]
            what = phrases.say(f"kind_{kind}")
            entries += _listed(phrases, near) or [_absent(phrases, what, kind)]
    return entries
