"""Whether words that could be a name are meant as one.

Two in three names of American towns are also words, first names or countries: Hope,
Mobile, Garcia, Mexico. The more common the word, the more the words around it must say.
"""

from __future__ import annotations

from bot.places.message import Message, Tools
from bot.places.surroundings import Surroundings

#: Zipf frequencies (see ``common``): below the first a name stands for itself, above
#: the second it needs a preposition of place.
RARE_ZIPF = 3.5
EVERYDAY_ZIPF = 4.6
_SHORTEST_RARE_NAME = 4
#: A rare name stands for itself in a message of so few words, fillers apart.
_FEW_WORDS = 3
#: So many words, fillers apart, at most when the bot has just asked for a place.
_SHORT_ANSWER_WORDS = 6
#: Names that are something else wherever no state or kind of place stands by them.
_ELSEWHERE = ("country", "mexico", "language")


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
    if why in ("month", "kind"):
        return _beside_counts(message, span, around)
    if around.kind and _kind_counts(message, span, around, why):
        return True
    if around.state:
        return _state_counts(message, tools, span, around, why)
    if why in _ELSEWHERE:
        return False
    if message.is_whole(around.first, around.after):
        return why != "command" or message.expects_place
    if why == "word" and well_known and around.agency and around.subject:
        return True  # "did mesa police join"
    if why in ("word", "command"):
        return _word_counts(message, tools, span, around)
    if why == "person":
        return around.preposition in ("place", "strong")
    if _is_a_person(message, tools, span):
        return False
    if well_known or name.endswith("county"):
        return True
    short = len(message.content) <= _SHORT_ANSWER_WORDS
    if message.expects_place and short:
        return True
    return _name_counts(message, tools, span, around, listed)


def _beside_counts(
    message: Message, span: tuple[int, int], around: Surroundings
) -> bool:
    """Whether a month or a word such as "university" is a name: "May, Texas"."""
    beside = around.beside
    if beside is None or beside.linked or beside.is_word_code(message):
        return around.kind == "county" and _capital(message, span)
    whole = message.is_whole(around.first, around.after)
    return whole or message.words[beside.first].breaks


def _capital(message: Message, span: tuple[int, int]) -> bool:
    return any(message.is_capital(position) for position in range(*span))


def _kind_counts(
    message: Message, span: tuple[int, int], around: Surroundings, why: str | None
) -> bool:
    # "my home town" and "the united nation" are no towns; "Price County" is a county.
    before = around.first < span[0]
    if why in _ELSEWHERE and around.kind == "city":
        return False  # "Mexico City"
    word = why in ("word", "command")
    return not word or around.kind == "county" or before or _capital(message, span)


def _state_counts(
    message: Message,
    tools: Tools,
    span: tuple[int, int],
    around: Surroundings,
    why: str | None,
) -> bool:
    beside = around.beside
    if why is None or _capital(message, span) or beside is None:
        return True
    if beside.is_word_code(message):
        word = message.words[beside.first]
        whole = message.is_whole(around.first, around.after)
        told = tools.states.is_code_told(message.words, beside.first)
        return word.breaks or word.upper or whole or told
    # "hope arkansas", but not "start in florida"
    return not beside.linked or around.preposition in ("place", "strong")


def _word_counts(
    message: Message, tools: Tools, span: tuple[int, int], around: Surroundings
) -> bool:
    if around.preposition == "strong":
        rare = tools.common.zipf(message.words[span[0]].text) < RARE_ZIPF
        return rare or _capital(message, span)
    beside = around.preposition == "place" or around.agency is not None
    return beside and _capital(message, span)


def _is_a_person(message: Message, tools: Tools, span: tuple[int, int]) -> bool:
    """Whether the words before say that a person follows ("mi primo", "officer")."""
    return tools.vocabulary.before("person_before", message.words, span[0]) is not None


def _name_counts(
    message: Message,
    tools: Tools,
    span: tuple[int, int],
    around: Surroundings,
    listed: bool,
) -> bool:
    first, after = span
    zipf = min(tools.common.zipf(message.words[p].text) for p in range(first, after))
    beside = around.agency is not None
    if around.preposition in ("place", "strong") or (beside and around.preposition):
        return True
    long = len(message.words[first].text) >= _SHORTEST_RARE_NAME or after - first > 1
    if zipf == 0.0 and long:
        return True
    if message.words[after - 1].text.endswith("'s") and not beside:
        return False  # "Macy's"
    if zipf < RARE_ZIPF and after - first > 1:
        return True
    capital = _capital(message, span)
    if beside and after - first > 1:
        return True
    if zipf >= EVERYDAY_ZIPF:
        return (beside or around.subject) and capital
    short = zipf < RARE_ZIPF and long and len(message.content) <= _FEW_WORDS
    return (
        beside or around.subject or listed or short or (capital and after - first > 1)
    )
