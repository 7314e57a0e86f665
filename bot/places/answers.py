"""An answer to "which one do you mean?", matched with the places that were offered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.places.model import Place
from bot.places.normalise import fold, key, make_key, split_words
from bot.places.state_codes import WORD_CODES
from bot.places.tables import FOLDER, county_core, read_rows

#: Lowest similarity (0-100) of a misspelt state among those offered.
_MISSPELT = 84
_SHORTEST_MISSPELT = 5
_LONGEST_STATE = 6
_LONGEST_NAME = 5
#: So many words of its own an answer may hold beside the state or name it gives.
_OTHER_WORDS = 2
#: "LA" does not answer the question that "LA" raised.
_LOS_ANGELES_OR_LOUISIANA = {"Los Angeles", "Louisiana"}


def resolve(
    answer_text: str,
    candidates: Sequence[Place],
    folder: Path = FOLDER,
    *,
    shown: int | None = None,
) -> tuple[Place, ...]:
    """The candidates that an answer names.

    Understood are positions ("2", "the second one", "la última"), states ("florida",
    "the one in TX", "or"), kinds ("the county", "la ciudad"), names ("Polk City"), ZIP
    codes of a candidate and "both".

    Args:
        answer_text: what the person wrote.
        candidates: the places in the order in which they were offered.
        folder: data/places.
        shown: how many of them the person saw; a position counts among those only.

    Returns:
        One place when the answer settles it, several when it only narrows them down
        (all, for the number of one not shown), none when it names no candidate.
    """
    words = [w.text for w in split_words(answer_text)]
    if not words or not candidates:
        return ()
    if words == ["la"] and {p.name for p in candidates} == _LOS_ANGELES_OR_LOUISIANA:
        return tuple(candidates)
    terms = _load_terms(folder)
    unknown = [w for w in words if w not in terms and not w.isdigit()]
    if any(terms.get(f"{a} {b}") == "all" for a, b in pairwise(words)):
        return tuple(candidates)
    position = _position(words, terms, shown or len(candidates))
    if position is not None and not unknown:
        return (candidates[position],)
    if len(words) == 1 and words[0] in map(str, range(1, len(candidates) + 1)):
        return tuple(candidates)
    if "all" in (terms.get(word) for word in words):
        return () if unknown else tuple(candidates)
    return _narrow(words, answer_text, candidates, folder)


@lru_cache(maxsize=2)
def _load_terms(folder: Path) -> dict[str, str]:
    """Words of answer_words.csv: a position from 1, "last", "all", a kind, "filler"."""
    return {
        fold(word): value for word, value, _ in read_rows(folder / "answer_words.csv")
    }


@lru_cache(maxsize=2)
def _state_keys(folder: Path) -> dict[str, str]:
    keys: dict[str, str] = {}
    for code, _, english, spanish, _ in read_rows(folder / "states.csv"):
        keys.update({key(english): code, key(spanish): code, code.lower(): code})
    for code, name, _, _ in read_rows(folder / "states_names.csv"):
        keys.setdefault(key(name), code)
    return keys


def _position(words: list[str], terms: dict[str, str], count: int) -> int | None:
    for word in words:
        value = terms.get(word) or word
        if value == "last":
            return count - 1
        if value.isdigit() and 1 <= int(value) <= count:
            return int(value) - 1
    return None


def _narrow(
    words: list[str], text: str, candidates: Sequence[Place], folder: Path
) -> tuple[Place, ...]:
    """Candidates left after every hint of the answer; none when it says other things.

    "Polk County in Florida" narrows; "what does a sheriff do" is a new question
    although it holds a word for a kind of place.
    """
    terms = _load_terms(folder)
    states, of_state = _named_states(words, text, candidates, folder)
    left = [p for p in candidates if p.state in states] or list(candidates)
    called, of_name = _called(words, left, folder)
    left = called or left
    kinds = {terms[word] for word in words if word in terms}
    fitting = [p for p in left if p.kind in kinds]
    with_zip = [p for p in left if p.zip_code and p.zip_code in words]
    used = of_state | of_name
    rest = [w for w in words if w not in terms and w not in used]
    if not (states or called or fitting or with_zip):
        return ()
    if len(rest) > (_OTHER_WORDS if states or called else 0) and not with_zip:
        return ()
    return tuple(with_zip or fitting or left)


def _runs(words: list[str], longest: int) -> Iterator[tuple[str, list[str]]]:
    """Runs of words, each with its key."""
    for first in range(len(words)):
        for after in range(first + 1, min(first + longest, len(words)) + 1):
            yield make_key(words[first:after]), words[first:after]


def _named_states(
    words: list[str], text: str, candidates: Sequence[Place], folder: Path
) -> tuple[set[str], set[str]]:
    """States that were offered and are named, and the words that name them."""
    keys = _state_keys(folder)
    offered = {p.state for p in candidates}
    named, used = set(), set()
    for name, run in _runs(words, _LONGEST_STATE):
        if len(name) > 2 and keys.get(name) in offered:
            named.add(keys[name])
            used.update(run)
    last = words[-1]
    spelt = {w for w in words if w not in WORD_CODES or w == last or w.upper() in text}
    codes = [w for w in words if w.upper() in offered and w in spelt]
    if not named and codes:
        return {codes[-1].upper()}, {codes[-1]}
    if named:
        return named, used
    terms = _load_terms(folder)
    return _misspelt_states([w for w in words if w not in terms], keys, offered)


def _misspelt_states(
    words: list[str], keys: dict[str, str], offered: set[str]
) -> tuple[set[str], set[str]]:
    names = [
        n for n, c in keys.items() if c in offered and len(n) >= _SHORTEST_MISSPELT
    ]
    found, used = set(), set()
    for word in words:
        best = process.extractOne(
            word, names, scorer=fuzz.ratio, score_cutoff=_MISSPELT
        )
        if best and len(word) >= _SHORTEST_MISSPELT:
            found.add(keys[best[0]])
            used.add(word)
    return found, used


def _called(
    words: list[str], places: list[Place], folder: Path
) -> tuple[list[Place], set[str]]:
    """Places called by a nickname, their full or bare name, and the words used."""
    spoken = dict(_runs(words, _LONGEST_NAME))
    nicknames = _nicknames(folder)
    meant = {nicknames[name] for name in spoken if name in nicknames}
    used = {w for name in spoken if name in nicknames for w in spoken[name]}
    called = [p for p in places if (p.state, p.kind, p.name) in meant]
    full = [p for p in places if key(p.name) in spoken]
    bare = [p for p in places if key(county_core(p.name)) in spoken]
    for place in full or bare:
        used.update(spoken.get(key(place.name)) or spoken[key(county_core(place.name))])
    left = called or full or bare
    inside = _in_county(left or places, spoken, folder)
    for place in inside:
        used.update(spoken[_county_keys(folder)[place.fips[0]]])
    return inside or left, used


def _in_county(
    places: Sequence[Place], spoken: dict[str, list[str]], folder: Path
) -> list[Place]:
    """Of several cities of one name those in the county that is said."""
    if len({(p.kind, p.name) for p in places}) > 1 or len(places) < 2:
        return []
    keys = _county_keys(folder)
    return [p for p in places if p.fips and keys[p.fips[0]] in spoken]


@lru_cache(maxsize=2)
def _county_keys(folder: Path) -> dict[str, str]:
    """County code to the key of its bare name."""
    rows = read_rows(folder / "counties.csv")
    return {fips: key(county_core(name)) for fips, _, name in rows}


@lru_cache(maxsize=2)
def _nicknames(folder: Path) -> dict[str, tuple[str, str, str]]:
    rows = read_rows(folder / "place_names.csv")
    return {key(name): (state, kind, place) for name, state, kind, place, *_ in rows}
