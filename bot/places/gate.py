"""Whether words that could be a name are meant as one.

Two in three names of American towns are also words, first names or countries: Hope,
Mobile, Garcia, Mexico. The more common the word, the more the words around it must say.
"""

from __future__ import annotations

from bot.places.message import Message, Tools
from bot.places.surroundings import Surroundings, is_word_code

#: Zipf frequencies (see ``common``): below the first a name stands for itself, above
#: the second it needs a preposition of place.
RARE_ZIPF = 3.5
EVERYDAY_ZIPF = 4.6
_SHORTEST_RARE_NAME = 4
#: So many words, fillers apart, at most when the bot has just asked for a place.
_SHORT_ANSWER_WORDS = 6


def is_meant(
    message: Message,
    tools: Tools,
    span: tuple[int, int],
    name: str,
    around: Surroundings,
    *,
    well_known: bool,
    listed: bool,
) -> bool:
    """Whether the words of `span` are meant as a place.

    Args:
        message: the message.
        tools: tables and vocabulary.
        span: word positions of the name.
        name: its key.
        around: what stands beside it.
        well_known: its bare name means one place.
        listed: it is joined to a place before it ("Lakeland and ...").
    """
    why = tools.common.why_not_a_place(name)
    if around.kind and _kind_counts(message, span, around, why):
        return True
    if around.state:
        return _state_counts(message, span, around, why)
    if why in ("country", "mexico"):
        return False
    if message.is_whole(around.first, around.after):
        return why != "command" or message.expects_place
    if why in ("word", "command"):
        return _word_counts(message, tools, span, around)
    if why == "person":
        return around.preposition in ("place", "strong")
    if well_known or listed or name.endswith("county"):
        return True
    short = len(message.content) <= _SHORT_ANSWER_WORDS
    if message.expects_place and short:
        return True
    return _name_counts(message, tools, span, around)


def _capital(message: Message, span: tuple[int, int]) -> bool:
    return any(message.is_capital(position) for position in range(*span))


def _kind_counts(
    message: Message, span: tuple[int, int], around: Surroundings, why: str | None
) -> bool:
    # "my home town" and "the united nation" are no towns; "Price County" is a county.
    before = around.first < span[0]
    word = why in ("word", "command")
    return not word or around.kind == "county" or before or _capital(message, span)


def _state_counts(
    message: Message, span: tuple[int, int], around: Surroundings, why: str | None
) -> bool:
    if why is None or _capital(message, span) or around.state_words is None:
        return True
    state_first = around.state_words[0]
    if is_word_code(message, around.state_words):
        word = message.words[state_first]
        whole = message.is_whole(around.first, around.after)
        return word.breaks or word.upper or whole
    # "hope arkansas", but not "start in florida"
    next_to = state_first == span[1]
    return next_to or around.preposition in ("place", "strong")


def _word_counts(
    message: Message, tools: Tools, span: tuple[int, int], around: Surroundings
) -> bool:
    if around.preposition == "strong":
        rare = tools.common.zipf(message.words[span[0]].text) < RARE_ZIPF
        return rare or _capital(message, span)
    beside = around.preposition == "place" or around.agency is not None
    return beside and _capital(message, span)


def _name_counts(
    message: Message, tools: Tools, span: tuple[int, int], around: Surroundings
) -> bool:
    first, after = span
    zipf = min(tools.common.zipf(message.words[p].text) for p in range(first, after))
    named = around.preposition in ("place", "strong") or (
        around.agency is not None and around.preposition == "of"
    )
    if zipf < RARE_ZIPF and (after - first > 1 or _is_long(message, first)):
        return True
    if named:
        return True
    beside = around.agency is not None or around.subject
    if zipf < EVERYDAY_ZIPF:
        return beside or _capital(message, span)
    return beside and _capital(message, span)


def _is_long(message: Message, position: int) -> bool:
    return len(message.words[position].text) >= _SHORTEST_RARE_NAME
