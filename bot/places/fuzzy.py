"""Misspelt names: the nearest name of the state, or nothing.

Measured before this was written (figures in docs/architecture.md): plain ``ratio`` of
space-free cores within one state, cut at 84, beat every cleverer scorer in precision.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.places.candidates import find_places
from bot.places.model import Place
from bot.places.tables import Reference

#: Lowest similarity (0-100) with a state or the word county beside the name.
CUTOFF = 84.0
#: The same with neither.
CUTOFF_ALONE = 88.0
_SHORT_NAME = 6
_SHORTEST = 4
#: Cities of at least so many ZIP codes are worth a guess without a state.
_NOTABLE_ZIPS = 4
_LONG_ALIAS = 7


@dataclass(frozen=True)
class Guess:
    """The nearest known names to what was written."""

    score: float
    name: str
    places: tuple[Place, ...]


class Guesser:
    """Finds the nearest name in the right pool."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference

    @cached_property
    def _counties(self) -> list[str]:
        return sorted(self._reference.counties_by_key)

    @cached_property
    def _notable(self) -> list[str]:
        reference = self._reference
        cities = {
            name
            for name, found in reference.cities_by_key.items()
            if any(c.zips >= _NOTABLE_ZIPS for c in found)
        }
        famous = {name for _, _, name in reference.well_known}
        aliases = {
            name for name in reference.aliases_by_key if len(name) >= _LONG_ALIAS
        }
        return sorted(cities | famous | aliases | set(reference.counties_by_key))

    def load(self) -> None:
        """Sort the names now and not with the first misspelt one."""
        _ = self._counties, self._notable, self._reference.keys_by_state

    def guess(self, name: str, state: str | None, kind: str | None) -> Guess | None:
        """The nearest names to a key, or None when none is near enough.

        A name that exists elsewhere is not bent to one of this state unless a single
        letter differs: Harris is not Harrison, Kershaw County is not in Florida.
        """
        if len(name) < _SHORTEST:
            return None
        cutoff = CUTOFF if state or kind else CUTOFF_ALONE
        found = process.extract(
            name,
            self._pool(state, kind),
            scorer=fuzz.ratio,
            score_cutoff=cutoff,
            limit=6,
        )
        strict = self._is_known(name, kind) or len(name) <= _SHORT_NAME
        near = [
            (candidate, score)
            for candidate, score, _ in found
            if not strict or OSA.distance(name, candidate) <= 1
        ]
        if not near:
            return None
        best = near[0][1]
        names = [candidate for candidate, score in near if score == best]
        places = [
            p for n in names for p in find_places(self._reference, n, state, kind)
        ]
        return Guess(best, names[0], tuple(places)) if places else None

    def _pool(self, state: str | None, kind: str | None) -> list[str]:
        if state is None:
            return self._counties if kind == "county" else self._notable
        pools = self._reference.keys_by_state[state]
        if kind == "county":
            return pools["county"]
        return pools["city"] + pools["county"]

    def _is_known(self, name: str, kind: str | None) -> bool:
        reference = self._reference
        if name in reference.counties_by_key:
            return True
        return kind != "county" and name in reference.cities_by_key
