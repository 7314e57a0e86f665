"""State names, their short forms and two-letter codes in a message."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.places.common import CommonWords
from bot.places.normalise import Word, fold, make_key
from bot.places.state_codes import HasPlace, StateCodes
from bot.places.tables import FOLDER, Reference, read_rows
from bot.places.words import Vocabulary

_LONGEST_NAME = 7
#: Lowest similarity (0-100) at which a word is a misspelt state.
_MISSPELT_STATE = 84
_SHORTEST_MISSPELT = 6


class StateFound(NamedTuple):
    """A state named in a message, by word positions."""

    first: int
    after: int
    code: str
    corrected: bool = False


class StateNames:
    """Every way to write a state, and where in a message one stands."""

    def __init__(
        self, reference: Reference, vocabulary: Vocabulary, common: CommonWords,
        folder: Path = FOLDER,
    ) -> None:  # fmt: skip
        self._reference = reference
        self._codes = StateCodes(frozenset(reference.states), vocabulary)
        self._common = common
        self._names: dict[tuple[str, ...], str] = {}
        for state in reference.states.values():
            self._add(state.name_en, state.code)
            self._add(state.name_es, state.code)
        self._dotted: dict[str, str] = {}
        for code, name, _, note in read_rows(folder / "states_names.csv"):
            if "only with its full stop" in note:
                self._dotted[fold(name).rstrip(".")] = code
            else:
                self._add(name, code)
        self._first_words = {words[0] for words in self._names}
        self._whole = {make_key(words): code for words, code in self._names.items()}
        self._long = [k for k in self._whole if len(k) >= _SHORTEST_MISSPELT]

    def _add(self, name: str, code: str) -> None:
        words = fold(name).replace(".", " ").replace("-", " ").replace("'", "").split()
        self._names.setdefault(tuple(words), code)
        if all(len(w) == 1 for w in words):
            self._names.setdefault(("".join(words),), code)

    def is_name(self, key: str) -> bool:
        """Whether a key (``normalise.key``) is a state's name."""
        return key in self._whole

    def named_at(self, words: Sequence[Word], first: int) -> StateFound | None:
        """The longest state name, not a code, that begins at word `first`."""
        if not first < len(words):
            return None
        text = words[first].text.removesuffix("'s")
        if text in self._first_words:
            for length in range(min(_LONGEST_NAME, len(words) - first), 0, -1):
                part = words[first : first + length]
                if any(w.breaks for w in part[1:]):
                    continue
                last = part[-1].text.removesuffix("'s")
                code = self._names.get((*(w.text for w in part[:-1]), last))
                if code:
                    return StateFound(first, first + length, code)
        return self._misspelt_at(words, first)

    def _misspelt_at(self, words: Sequence[Word], first: int) -> StateFound | None:
        text = words[first].text
        if len(text) < _SHORTEST_MISSPELT or self._common.is_common(text):
            return None
        if (
            text in self._reference.cities_by_key
            or text in self._reference.counties_by_key
        ):
            return None
        best = process.extractOne(
            text, self._long, scorer=fuzz.ratio, score_cutoff=_MISSPELT_STATE
        )
        if best is None or best[0][0] != text[0]:
            return None
        return StateFound(first, first + 1, self._whole[best[0]], corrected=True)

    def is_code_told(self, words: Sequence[Word], position: int) -> bool:
        """Whether what follows a code that is a word makes a state of it."""
        return self._codes.tells(words, position)

    def code_alone(
        self, words: Sequence[Word], first: int, *, mixed_case: bool, loose: bool
    ) -> StateFound | None:
        """A two-letter code that needs no name before it (``StateCodes.is_alone``)."""
        if not self._codes.is_alone(words, first, mixed_case=mixed_case, loose=loose):
            return None
        return StateFound(first, first + 1, words[first].text.upper())

    def code_after_name(
        self,
        words: Sequence[Word],
        position: int,
        *,
        mixed_case: bool,
        has_place: HasPlace | None = None,
    ) -> str | None:
        """The state whose code, or short form, stands at `position` after a name.

        Args:
            words: the message.
            position: position of the word after the name.
            mixed_case: the message is not all in capitals.
            has_place: whether a state, by its code, has a place of the name; None when
                the name is not known.
        """
        if not position < len(words):
            return None
        dotted = self._dotted.get(words[position].text)
        if dotted and (self.is_code_told(words, position) or _ends(words, position)):
            return dotted
        meant = self._codes.is_after_name(
            words, position, mixed_case=mixed_case, has_place=has_place
        )
        return words[position].text.upper() if meant else None


def _ends(words: Sequence[Word], position: int) -> bool:
    return position + 1 == len(words) or words[position + 1].breaks
