"""What stands around a name: a state, "county", an agency, a preposition."""

from __future__ import annotations

from dataclasses import dataclass

from bot.places.message import Message, Tools, reference_key
from bot.places.state_beside import StateBeside, find_state
from bot.places.words import Phrase

_ARTICLES = frozenset({"the", "el", "la"})
#: "Aurora co" is the city in Colorado and not Aurora County in South Dakota.
_LARGE_CITY_ZIPS = 4


@dataclass(frozen=True)
class Surroundings:
    """The words around a name and what they say about it.

    ``first`` and ``after`` are word positions of the mention, with kind and state.
    """

    first: int
    after: int
    kind: str | None = None
    """"county" or "city" when the person said so."""
    beside: StateBeside | None = None
    """The state that is written there."""
    parish: bool = False
    """It is called a parish: the state is Louisiana without being written."""
    agency: str | None = None
    preposition: str | None = None
    """"place" ("in", "cerca de"), "strong" ("I live in") or "of" ("de", "for")."""
    subject: bool = False
    """The name does something ("does Marion work with ICE")."""

    @property
    def state(self) -> str | None:
        """Code of the state, written or implied."""
        if self.beside:
            return self.beside.code
        return "LA" if self.parish else None

    @property
    def state_words(self) -> tuple[int, int] | None:
        """Word positions of the state's name."""
        return (self.beside.first, self.beside.after) if self.beside else None


def look_around(message: Message, tools: Tools, first: int, after: int) -> Surroundings:
    """Read the words before and after the name at words `first` to `after`."""
    start, end, kind = _find_kind(message, tools, first, after)
    agency = tools.vocabulary.at("agency", message.words, end)
    if agency and message.words[end].breaks:
        agency = None
    name = reference_key(message, first, after)
    name = name if tools.reference.is_known(name) else ""
    beside = find_state(message, tools, start, end, name)
    if beside is None and agency:
        after = _end_of_agency(message, tools, agency)
        beside = find_state(message, tools, start, after, name)
    outer = (start, end)
    if beside:
        outer = min(start, beside.first), max(end, beside.after)
    return Surroundings(
        first=outer[0],
        after=outer[1],
        kind=kind,
        beside=beside,
        parish=kind is not None and _says_parish(message, start, end),
        agency=agency.value if agency else _agency_before(message, tools, start),
        preposition=_preposition(message, tools, start),
        subject=_is_subject(message, tools, *outer),
    )


def _end_of_agency(message: Message, tools: Tools, agency: Phrase) -> int:
    """Where the words for an agency end ("college" + "police department")."""
    more = tools.vocabulary.at("agency", message.words, agency.after)
    if more and not message.words[more.first].breaks:
        return more.after
    return agency.after


def _find_kind(
    message: Message, tools: Tools, first: int, after: int
) -> tuple[int, int, str | None]:
    """Start and end of the name with the word for its kind, and the kind."""
    words, vocabulary = message.words, tools.vocabulary
    before = vocabulary.before("kind_before", words, first)
    following = vocabulary.at("kind_after", words, after)
    if following and words[after].breaks:
        following = None
    if following and not _means_colorado(message, tools, first, after):
        start = before.first if before else first
        return start, following.after, following.value
    if before:
        return before.first, after, before.value
    return first, after, None


def _says_parish(message: Message, start: int, end: int) -> bool:
    """Parishes are the counties of Louisiana and of no other state."""
    return any(w.text == "parish" for w in message.words[start:end])


def _means_colorado(message: Message, tools: Tools, first: int, after: int) -> bool:
    """Whether "co" after this name is Colorado and not "county"."""
    words, reference = message.words, tools.reference
    if words[after].text != "co":
        return False
    name = reference_key(message, first, after)
    counties = reference.counties_by_key.get(name, [])
    cities = [c for c in reference.cities_by_key.get(name, []) if c.state == "CO"]
    if not cities:
        return False
    large = max(city.zips for city in cities) >= _LARGE_CITY_ZIPS
    return large or words[after].breaks or all(c.state == "CO" for c in counties)


def _agency_before(message: Message, tools: Tools, start: int) -> str | None:
    """The agency in "sheriff of X", "policia de X", "jail in X"."""
    vocabulary, words = tools.vocabulary, message.words
    link = vocabulary.before("prep", words, start)
    if link and link.after - link.first > 1 and link.value == "strong":
        # "policia de" is itself a preposition of the list: look at its first word
        found = vocabulary.at("agency", words, link.first)
        return found.value if found else None
    position = link.first if link else start
    if position > 0 and words[position - 1].text in _ARTICLES:
        position -= 1
    found = vocabulary.before("agency", words, position) if position else None
    return found.value if found and link else None


def _preposition(message: Message, tools: Tools, start: int) -> str | None:
    # Not over an article: "in the Lincoln Tunnel" is no Lincoln.
    found = tools.vocabulary.before("prep", message.words, start)
    return found.value if found else None


def _is_subject(message: Message, tools: Tools, start: int, end: int) -> bool:
    words = message.words
    before = tools.vocabulary.before("before", words, start)
    following = tools.vocabulary.at("after", words, end)
    return bool(before or (following and not words[end].breaks))
