"""Two-letter codes of states in a message: "frederick county md", "is Gary, IN in it".

Half of the codes are words of English or Spanish ("in", "me", "de", "la"), and people
write them in small letters. What stands after a code, and whether the state has a place
of the name before it, tells which it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.places.normalise import Word
from bot.places.words import Vocabulary

#: Codes that are no word of English or Spanish: a state wherever they stand.
PLAIN_CODES = frozenset([
    "tx", "fl", "ny", "nj", "nc", "tn", "ky", "az", "nv", "nm", "wv", "wy", "dc",
    "mn", "nh", "vt",
])  # fmt: skip
#: Codes that are hardly ever words: a state right after a place that the state has.
RARE_WORD_CODES = frozenset([
    "md", "mo", "ne", "mt", "ct", "ms", "gu", "mp",
])  # fmt: skip
#: Codes that mostly are words.
WORD_CODES = RARE_WORD_CODES | frozenset([
    "in", "or", "me", "de", "la", "al", "ok", "hi", "id", "pa", "ma", "co", "oh",
    "mi", "as", "va", "vi", "pr",
])  # fmt: skip
#: Codes that are words of Spanish which may stand before a verb or after "en".
_SPANISH_WORDS = frozenset({"de", "la", "me"})
#: Codes that a word for an agency may follow although they are words ("or police").
_NOT_BEFORE_AGENCIES = frozenset({"or", "in"})
#: Of the codes that are words, those that English "in" before them makes a state.
_AFTER_ENGLISH_IN = frozenset([
    "pa", "va", "oh", "ok", "ma", "al", "co", "mi", "id", "hi",
])  # fmt: skip
#: With one of these before it a last "in" is a preposition: "what county is Gary in".
_STRANDING = frozenset({"is", "are", "was", "what", "which", "does", "do", "if"})
_PREPOSITIONS = frozenset({"in", "en", "from", "de"})

#: Whether the state of a code (upper case) has a place of the name before it.
HasPlace = Callable[[str], bool]


class StateCodes:
    """Reads two-letter codes by what stands around them."""

    def __init__(self, codes: frozenset[str], vocabulary: Vocabulary) -> None:
        self._codes = codes
        self._vocabulary = vocabulary

    def is_alone(
        self, words: Sequence[Word], first: int, *, mixed_case: bool, loose: bool
    ) -> bool:
        """Whether a code is a state although no name stands before it.

        Args:
            words: the message.
            first: position of the word.
            mixed_case: the message is not all in capitals, so capitals tell something.
            loose: the whole message may be an answer to "which state?".
        """
        word = words[first]
        if not self._is_code(word) or word.text == "la":
            return False
        if word.text in PLAIN_CODES or (loose and len(words) == 1):
            return True
        before = words[first - 1].text if first else ""
        after_in = before in _PREPOSITIONS
        capitals = word.upper and mixed_case
        if word.text in WORD_CODES:
            return after_in and (capitals or self._after_in(words, first, before))
        return capitals or after_in or len(words) == 1

    def _after_in(self, words: Sequence[Word], position: int, before: str) -> bool:
        text = words[position].text
        if text in RARE_WORD_CODES:
            return True
        settled = self._ends(words, position) or self.tells(words, position)
        return before == "in" and text in _AFTER_ENGLISH_IN and settled

    def is_after_name(
        self,
        words: Sequence[Word],
        position: int,
        *,
        mixed_case: bool,
        has_place: HasPlace | None,
    ) -> bool:
        """Whether the word at `position`, right after a name, is a state's code.

        Args:
            words: the message.
            position: position of the word.
            mixed_case: the message is not all in capitals.
            has_place: tells whether a state has the place; None when the name is not
                known, and may be misspelt.
        """
        word = words[position]
        if not self._is_code(word):
            return False
        if word.text not in WORD_CODES or (word.upper and mixed_case):
            return True
        has = has_place is None or has_place(word.text.upper())
        if has and word.text in RARE_WORD_CODES:
            return True
        firm = word.text not in _SPANISH_WORDS | _NOT_BEFORE_AGENCIES
        if (has or firm) and self.tells(words, position):
            return True
        if word.text == "in" and any(w.text in _STRANDING for w in words[:position]):
            return False
        return self._ends(words, position)

    def _is_code(self, word: Word) -> bool:
        return len(word.text) == 2 and word.text.upper() in self._codes

    def _ends(self, words: Sequence[Word], position: int) -> bool:
        return position + 1 == len(words) or words[position + 1].breaks

    def tells(self, words: Sequence[Word], position: int) -> bool:
        """Whether what follows makes a code of the word: "does Gary in have ..."."""
        text, after = words[position].text, position + 1
        if after < len(words) and words[after].breaks:
            return False
        following = self._vocabulary.at("after_code", words, after)
        if following:
            number = following.value == "number" and text == "in"
            spanish = following.value == "spanish" and text in _SPANISH_WORDS
            return not (number or spanish)
        agency = self._vocabulary.at("agency", words, after)
        if agency is None or agency.language != "en":
            return False
        sheriff = text == "in" and agency.value == "sheriff"
        return sheriff or text not in _NOT_BEFORE_AGENCIES
