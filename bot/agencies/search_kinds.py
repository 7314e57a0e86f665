"""Finding agencies by kind ("the highway patrol") or by a misspelt full name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from bot.agencies.answers import AgencyMatch, AgencyRef
from bot.agencies.index import AgencyIndex, kind_words
from bot.agencies.names import agency_key, fold_message
from bot.agencies.phrases import has_phrase, read_names
from bot.places.model import Place

#: A spelling this close to one agency's name, and to no other's, is that agency.
SPELLING_AT_LEAST = 92.0
SPELLING_LEAD = 4.0
#: Letters that a misspelt name may be short of.
SPELLING_SHORTER = 2

#: Kinds of agency of which a state has its own.
STATE_KINDS = (
    "state_police",
    "national_guard",
    "prisons",
    "attorney_general",
    "wildlife",
)


def match_kind(
    index: AgencyIndex, text: str, state: str | None, place: Place | None
) -> AgencyMatch | None:
    """Agencies of the kind a text names, in a state and, for local kinds, a place."""
    folded = fold_message(text)
    found = next(((p, k) for p, k in kind_words() if has_phrase(folded, p)), None)
    if found is None:
        return None
    phrase, kind = found
    if kind not in index.by_kind:
        return AgencyMatch("none", how="kind", asked_kind=kind)
    if state is None:
        return AgencyMatch("none", how="kind", asked_kind=kind, needs_state=True)
    agencies = index.by_kind[kind].get(state, ())
    if kind in STATE_KINDS:
        agencies = _bearing(agencies, phrase)
        return AgencyMatch(
            "found" if agencies else "none", agencies, "kind", asked_kind=kind
        )
    # A campus or a constable is one of many: it must lie where the person asks about.
    agencies = _numbered(tuple(_inside(agencies, place)), folded)
    if len(agencies) > 1:
        return AgencyMatch("ambiguous", agencies, "kind", asked_kind=kind)
    return AgencyMatch("found" if agencies else "none", agencies, "kind", kind)


def _bearing(agencies: tuple[AgencyRef, ...], phrase: str) -> tuple[AgencyRef, ...]:
    """Of a state's agencies of one kind those whose name has the words, else all."""
    named = tuple(
        a for a in agencies if has_phrase(agency_key(a.name), agency_key(phrase))
    )
    return named or agencies


def _numbered(agencies: tuple[AgencyRef, ...], text: str) -> tuple[AgencyRef, ...]:
    """Of several those with the number that the text says ("precinct 4")."""
    numbers = {word.lstrip("0") for word in text.split() if word.isdigit()}
    said = tuple(
        agency
        for agency in agencies
        if numbers & {w.lstrip("0") for w in agency_key(agency.name).split()}
    )
    return said or agencies


def _inside(agencies: Iterable[AgencyRef], place: Place | None) -> Iterator[AgencyRef]:
    fips = set(place.fips) if place else set()
    return (a for a in agencies if not fips or set(a.counties) & fips)


def match_spelling(
    index: AgencyIndex, text: str, state: str | None
) -> AgencyMatch | None:
    """A misspelt full name, within one state and only for what no place would find."""
    if state is None:
        return None
    written = read_names(text)[1]
    # A name is looked for in the text, never the text in a name: "utah" names nobody.
    longest = len(written) + SPELLING_SHORTER
    names = {
        name: agency
        for name, agency in index.long_names.get(state, {}).items()
        if len(name) <= longest
    }
    best = process.extract(written, names.keys(), scorer=fuzz.partial_ratio, limit=5)
    ranked = [(names[name], score) for name, score, _ in best]
    if not ranked or ranked[0][1] < SPELLING_AT_LEAST:
        return None
    first, score = ranked[0]
    rivals = [other for agency, other in ranked[1:] if agency != first]
    if rivals and score - rivals[0] < SPELLING_LEAD:
        return None
    return AgencyMatch("found", (first,), "spelling")
