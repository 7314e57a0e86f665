"""How common a word is in English and Spanish.

A common word is never taken for a misspelt name ("thanks" is not Shanks, West Virginia)
and a name that is a common word needs a place-like context ("Hope", "Mobile").
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from math import log10
from pathlib import Path

from bot.places.normalise import fold, key
from bot.places.tables import FOLDER, read_rows

#: Zipf frequency (log10 of occurrences in 10^9 words) from which a word is common: 3.0
#: is once in a million words.
COMMON_ZIPF = 3.0
#: Zipf frequency from which a rare word one letter away is rather a slip for it.
EVERYDAY_ZIPF = 4.0
_SHORTEST_EVERYDAY = 4


class CommonWords:
    """Word frequencies (package wordfreq) and data/places/not_places.csv."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    @cached_property
    def _not_places(self) -> dict[str, str]:
        return {
            key(n): reason for n, reason in read_rows(self._folder / "not_places.csv")
        }

    @cached_property
    def _folded(self) -> dict[str, float]:
        return _folded_frequencies()

    @cached_property
    def everyday(self) -> list[str]:
        """Words that a slip may stand for."""
        least = 10 ** (EVERYDAY_ZIPF - 9)
        return [
            word
            for word, frequency in self._folded.items()
            if frequency >= least and len(word) >= _SHORTEST_EVERYDAY
        ]

    def load(self) -> None:
        """Read the lists now and not with the first message."""
        _ = self._folded, self._not_places, self.everyday

    def why_not_a_place(self, name_key: str) -> str | None:
        """Why a name is mostly something else, or None.

        One of "country", "mexico", "language", "person", "month", "kind" (of a place
        or body: "condado", "university"), "word" and "command" (a word that alone is
        an answer, a keyword or a matter of this bot: "start", "nice", "detainer").
        """
        return self._not_places.get(name_key)

    def zipf(self, word: str) -> float:
        """Zipf frequency of a folded word, the higher of both languages; else 0."""
        frequency = self._folded.get(word)
        return log10(frequency) + 9 if frequency else 0.0

    def is_common(self, word: str) -> bool:
        """Whether a folded word is too common to be a misspelt name."""
        return self.zipf(word) >= COMMON_ZIPF or word in self._not_places


@lru_cache(maxsize=1)
def _folded_frequencies() -> dict[str, float]:
    from wordfreq import get_frequency_dict

    folded: dict[str, float] = dict(get_frequency_dict("en", "small"))
    for word, frequency in get_frequency_dict("es", "small").items():
        plain = word if word.isascii() else fold(word)
        if frequency > folded.get(plain, 0.0):
            folded[plain] = frequency
    return folded
