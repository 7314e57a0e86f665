"""A message taken apart once: words, states, kinds of agency; shared by the readers."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.places.common import CommonWords
from bot.places.normalise import Word, make_key, split_words, without_possessive
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
    spanish: bool
    """Known to be in Spanish: "la" is an article."""
    content: frozenset[int] = field(repr=False)
    """Positions of words that are no filler ("what about", "hola", "vivo en")."""

    def is_whole(self, first: int, after: int) -> bool:
        """Whether the message says nothing but these words."""
        return all(first <= position < after for position in self.content)

    def is_capital(self, position: int) -> bool:
        """A capital that tells something: not all capitals, not the first word."""
        word = self.words[position]
        return self.mixed_case and position > 0 and self.text[word.start].isupper()


def _is_just_so(words: list[Word], phrase: Phrase, mixed_case: bool) -> bool:
    """Whether "so" is the word and not the sheriff's office ("Polk Co SO")."""
    word = words[phrase.first]
    if word.text != "so" or word.end - word.start > len("so"):
        return False
    before = words[phrase.first - 1].text if phrase.first else ""
    return before not in ("co", "county") and not (word.upper and mixed_case)


def _begins_a_city(words: list[Word], found: StateFound, tools: Tools) -> bool:
    """Whether a state's name, spelt wrongly, begins a city's ("Virgina Beach")."""
    if found.after >= len(words) or words[found.after].breaks:
        return False
    name = make_key([tools.reference.states[found.code].name_en.lower()])
    written = make_key([w.text for w in words[found.first : found.after]])
    longer = name.replace(" ", "") + words[found.after].text
    return name != written and longer in tools.reference.cities_by_key


def take_apart(
    text: str, tools: Tools, *, expects_place: bool, spanish: bool
) -> Message:
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
        if found and not _begins_a_city(words, found, tools):
            states[position] = found
    return Message(
        text=text,
        words=words,
        agencies=[
            phrase
            for phrase in vocabulary.all("agency", words)
            if not _is_just_so(words, phrase, mixed_case)
        ],
        states=states,
        mixed_case=mixed_case,
        expects_place=expects_place,
        spanish=spanish,
        content=frozenset(range(len(words))) - fillers,
    )


def reference_key(message: Message, first: int, after: int) -> str:
    """The key of words `first` to `after`, a possessive at the end dropped."""
    texts = [w.text for w in message.words[first:after]]
    texts[-1] = without_possessive(texts[-1])
    return make_key(texts)
