"""The keys under which words of a message may be the name of a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.places.candidates import find_places
from bot.places.found import Span
from bot.places.message import Message, Tools
from bot.places.normalise import LONG_FORMS, Word, split_words, without_possessive

_LONGEST_NAME = 6
#: Before "la" in small letters these say that it is no city.
_BEFORE_AN_ARTICLE = frozenset({"no", "a", "en", "de", "y", "o", "por", "con", "es"})
_SHORTEST_KEY = SMALL_WORD = 3
#: Short words that are written both apart from a name and as part of it.
_NAME_PARTICLES = frozenset(
    [
        "d",
        "de",
        "del",
        "du",
        "el",
        "la",
        "las",
        "le",
        "los",
        "mc",
        "new",
        "o",
        "saint",
        "san",
        "st",
    ]
)


def keys_at(message: Message, first: int) -> Iterator[tuple[int, str]]:
    """Keys of the words from `first` on, the longest first, each with its end."""
    yield from _keys(message.words, first, LONG_FORMS)
    if message.words[first].text == "pt":  # also Point, though less often
        yield from _keys(message.words, first, {**LONG_FORMS, "pt": "point"})


def _keys(
    words: list[Word], first: int, long_forms: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    key, keys = "", []
    for position in range(first, min(first + _LONGEST_NAME, len(words))):
        word = words[position]
        if position > first and word.breaks:
            break
        text = without_possessive(word.text)
        last = key + long_forms.get(text, text).replace("'", "")
        key += long_forms.get(word.text, word.text).replace("'", "")
        keys += (
            [(position + 1, last)]
            if last == key
            else [(position + 1, last), (position + 1, key)]
        )
    if len(words[first].text) == 1:
        keys = [entry for entry in keys if entry[0] > first + 1]  # "n" is no North
    return (entry for entry in reversed(keys) if len(entry[1]) >= _SHORTEST_KEY)


def is_glued_by_chance(message: Message, tools: Tools, span: Span, name: str) -> bool:
    """Whether words of a sentence only happen to spell a name: "can a" is not Cana.

    "de soto" and "DeSoto" are one name, so the words that begin names may be glued.
    """
    texts = [w.text for w in message.words[slice(*span)]]
    aliases = tools.reference.aliases_by_key.get(name, ())
    if texts[0] == "la" and _is_article(message, span[0]):
        return True  # "no la city"
    if len(texts) > 1 and texts[-1] == "la" and _goes_on(message, span[1]):
        return True  # "condado de la paz" is not "condado de LA"
    small = [t for t in texts if len(t) <= SMALL_WORD and t not in _NAME_PARTICLES]
    if len(texts) == 1 or not small:
        return False
    printed = [alias.name for alias in aliases]
    if not printed:
        printed = [p.name for p in find_places(tools.reference, name, None, None)]
    return not any(len(split_words(one)) >= len(texts) for one in printed)


def _goes_on(message: Message, after: int) -> bool:
    """Whether "la" in small letters has its name behind it."""
    small = not message.words[after - 1].upper
    return small and after < len(message.words) and not message.words[after].breaks


def _is_article(message: Message, position: int) -> bool:
    """Whether "la" is the Spanish article by the word before it."""
    before = [word.text for word in message.words[max(0, position - 2) : position]]
    if before == ["condado", "de"] or message.is_capital(position):
        return False  # "condado de la paz", "el alguacil de La Paz"
    upper = message.words[position].upper
    return not upper and before[-1:] != [] and before[-1] in _BEFORE_AN_ARTICLE
