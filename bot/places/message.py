"""A message taken apart once: words, states, kinds of agency; shared by the readers."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.places.common import CommonWords
from bot.places.normalise import Word, split_words
from bot.places.reader_states import StateFound, StateNames
from bot.places.tables import Reference
from bot.places.words import Phrase, Vocabulary


@dataclass(frozen=True)
class Tools:
    """What reading needs and does not change from message to message."""

    reference: Reference
    vocabulary: Vocabulary
    common: CommonWords
    states: StateNames


@dataclass(frozen=True)
class Message:
    """One message, folded and with its phrases found."""

    text: str
    words: list[Word]
    agencies: list[Phrase]
    states: dict[int, StateFound]
    """State names and sure codes by the position of their first word."""
    mixed_case: bool
    """Small letters and capitals both occur: capitals tell something."""
    expects_place: bool
    content: frozenset[int] = field(repr=False)
    """Positions of words that are no filler ("what about", "hola", "vivo en")."""

    def is_whole(self, first: int, after: int) -> bool:
        """Whether the message says nothing but these words."""
        return all(first <= position < after for position in self.content)

    def is_capital(self, position: int) -> bool:
        """A capital that tells something: not all capitals, not the first word."""
        word = self.words[position]
        return self.mixed_case and position > 0 and self.text[word.start].isupper()


def take_apart(text: str, tools: Tools, *, expects_place: bool) -> Message:
    """Fold a message, split it into words and find its phrases."""
    words = split_words(text)
    vocabulary = tools.vocabulary
    mixed_case = any(c.islower() for c in text)
    fillers: set[int] = set()
    for phrase in vocabulary.all("filler", words):
        fillers.update(range(phrase.first, phrase.after))
    states: dict[int, StateFound] = {}
    for position in range(len(words)):
        found = tools.states.named_at(words, position) or tools.states.code_alone(
            words, position, mixed_case=mixed_case, loose=expects_place
        )
        if found:
            states[position] = found
    return Message(
        text=text,
        words=words,
        agencies=list(vocabulary.all("agency", words)),
        states=states,
        mixed_case=mixed_case,
        expects_place=expects_place,
        content=frozenset(range(len(words))) - fillers,
    )
