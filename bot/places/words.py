"""The words around a name that tell what is meant, from data/places/words.csv."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.places.normalise import Word, fold
from bot.places.tables import FOLDER, read_rows


class Phrase(NamedTuple):
    """A phrase of the vocabulary found in a message, by word positions."""

    first: int
    after: int
    """Position of the word after it."""
    value: str
    language: str


Index = dict[str, list[tuple[tuple[str, ...], str, str]]]


@dataclass(frozen=True)
class Vocabulary:
    """Phrases by role, to be found at or before a position of a message."""

    starts: dict[str, Index]
    ends: dict[str, Index]

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Vocabulary:
        """Read words.csv of `folder`."""
        starts: dict[str, Index] = defaultdict(lambda: defaultdict(list))
        ends: dict[str, Index] = defaultdict(lambda: defaultdict(list))
        for phrase, role, value, language in read_rows(folder / "words.csv"):
            words = tuple(fold(phrase).replace(".", "").replace("-", " ").split())
            entry = (words, value, language)
            starts[role][words[0]].append(entry)
            ends[role][words[-1]].append(entry)
        for index in (*starts.values(), *ends.values()):
            for entries in index.values():
                entries.sort(key=lambda e: -len(e[0]))
        return cls(
            {role: dict(index) for role, index in starts.items()},
            {role: dict(index) for role, index in ends.items()},
        )

    def at(self, role: str, words: Sequence[Word], first: int) -> Phrase | None:
        """The longest phrase of `role` that begins at word `first`."""
        if not 0 <= first < len(words):
            return None
        for phrase, value, language in self.starts[role].get(words[first].text, ()):
            after = first + len(phrase)
            if _same(words[first:after], phrase):
                return Phrase(first, after, value, language)
        return None

    def before(self, role: str, words: Sequence[Word], after: int) -> Phrase | None:
        """The longest phrase of `role` that ends right before word `after`."""
        if not 0 < after <= len(words) or (after < len(words) and words[after].breaks):
            return None
        for phrase, value, language in self.ends[role].get(words[after - 1].text, ()):
            first = after - len(phrase)
            if first >= 0 and _same(words[first:after], phrase):
                return Phrase(first, after, value, language)
        return None

    def all(self, role: str, words: Sequence[Word]) -> Iterator[Phrase]:
        """Phrases of `role` from left to right, longest first, without overlap."""
        first = 0
        while first < len(words):
            found = self.at(role, words, first)
            if found:
                yield found
            first = found.after if found else first + 1


def _same(words: Sequence[Word], phrase: tuple[str, ...]) -> bool:
    return len(words) == len(phrase) and all(
        word.text == part for word, part in zip(words, phrase, strict=True)
    )
