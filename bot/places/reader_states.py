"""State names, their short forms and two-letter codes in a message."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from bot.places.common import CommonWords
from bot.places.normalise import Word, fold, make_key
from bot.places.tables import FOLDER, Reference, read_rows
from bot.places.words import Vocabulary

#: Codes that are no word of English or Spanish: a state wherever they stand.
_PLAIN_CODES = frozenset(
    [
        "tx",
        "fl",
        "ny",
        "nj",
        "nc",
        "tn",
        "ky",
        "az",
        "nv",
        "nm",
        "wv",
        "wy",
        "dc",
        "mn",
        "nh",
        "vt",
    ]
)
#: Codes that mostly are words: only after a name, or in capitals after "in".
WORD_CODES = frozenset(
    [
        "in",
        "or",
        "me",
        "de",
        "la",
        "al",
        "ok",
        "hi",
        "id",
        "pa",
        "ma",
        "co",
        "mo",
        "oh",
        "mi",
        "as",
        "ms",
        "va",
        "vi",
        "pr",
        "mp",
        "md",
        "ne",
        "mt",
        "ct",
        "gu",
    ]
)
#: With one of these before it a last "in" is a preposition: "what county is Gary in".
_STRANDING = frozenset({"is", "are", "was", "what", "which", "does", "do", "if"})
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
        self._vocabulary = vocabulary
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

    def code_alone(
        self, words: Sequence[Word], first: int, *, mixed_case: bool, loose: bool
    ) -> StateFound | None:
        """A two-letter code that needs no name before it to be a state.

        Args:
            words: the message.
            first: position of the word.
            mixed_case: the message is not all in capitals, so capitals tell something.
            loose: the whole message may be an answer to "which state?".
        """
        word = words[first]
        code = word.text.upper()
        if len(code) != 2 or code not in self._reference.states or code == "LA":
            return None
        found = StateFound(first, first + 1, code)
        if word.text in _PLAIN_CODES or (loose and len(words) == 1):
            return found
        after_in = first > 0 and words[first - 1].text in ("in", "en", "from", "de")
        capitals = word.upper and mixed_case
        if word.text in WORD_CODES:
            return found if capitals and after_in else None
        return found if capitals or after_in or len(words) == 1 else None

    def code_after_name(
        self, words: Sequence[Word], position: int, *, mixed_case: bool
    ) -> str | None:
        """The state whose code stands at `position`, right after a name.

        A code that is a word counts when it ends a clause ("bangor me"), stands after a
        comma or in capitals, or before a word for a kind of agency.
        """
        if not position < len(words):
            return None
        word = words[position]
        dotted = self._dotted.get(word.text)
        if dotted:
            return dotted
        code = word.text.upper()
        if len(code) != 2 or code not in self._reference.states:
            return None
        if word.text not in WORD_CODES or (word.upper and mixed_case):
            return code
        if word.text == "in" and any(w.text in _STRANDING for w in words[:position]):
            return None
        ends = position + 1 == len(words) or words[position + 1].breaks
        agency = self._vocabulary.at("agency", words, position + 1)
        english = agency is not None and word.text not in ("or", "in", "de", "al", "la")
        return code if ends or english else None
