"""Whether words that are no known place look like the name of one all the same.

"Wakanda, Georgia" must be told that no such place is known; "cooperan Georgia" names
no place. The words around decide, and whether a word is a slip for a common one.
"""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.places.found import Span
from bot.places.gate import RARE_ZIPF
from bot.places.message import Message, Tools, reference_key
from bot.places.surroundings import Surroundings

_SHORTEST_WORD = 3
#: A word in capitals that is not more common than this (Zipf) may be a name.
_NAME_IN_CAPITALS_ZIPF = 3.6
#: Letters by which a slip may differ from the common word that is meant.
_SLIP_LETTERS = 1


def is_like_a_name(
    message: Message, tools: Tools, span: Span, around: Surroundings
) -> bool:
    """Whether words where a name should stand look like one.

    A name of elsewhere ("Orlando, Texas"), a rare word, or words in capitals.
    """
    words, common = message.words[slice(*span)], tools.common
    name = reference_key(message, *span)
    if around.state and tools.reference.is_known(name):
        return _is_of_elsewhere(message, tools, span, name, around)
    texts = [word.text for word in words]
    if any(common.why_not_a_place(text) == "command" for text in texts):
        return False  # "a WSO county"
    capitals = all(message.is_capital(position) for position in range(*span))
    if all(len(t) > _SHORTEST_WORD and not common.is_common(t) for t in texts):
        return capitals or _is_called(message, tools, texts, around)
    if capitals and around.kind == "county" and around.first < span[0]:
        return True  # "condado de Springfield Falls"
    uncommon = all(common.zipf(w.text) < _NAME_IN_CAPITALS_ZIPF for w in words)
    return uncommon and capitals


def _is_of_elsewhere(
    message: Message, tools: Tools, span: Span, name: str, around: Surroundings
) -> bool:
    """Whether a name that other states have is meant: not "laws Florida"."""
    if tools.common.why_not_a_place(name) is not None:
        return False
    zipfs = [tools.common.zipf(w.text) for w in message.words[slice(*span)]]
    famous = any(known == name for _, _, known in tools.reference.well_known)
    return (
        famous
        or min(zipfs) < RARE_ZIPF
        or message.is_capital(span[0])
        or message.is_whole(around.first, around.after)
    )


def _is_called(
    message: Message, tools: Tools, texts: list[str], around: Surroundings
) -> bool:
    """Whether the words around call for a name and the rare words are no slips."""
    if around.kind or message.expects_place or around.preposition == "strong":
        return True
    whole = message.is_whole(around.first, around.after)
    if not (whole or around.preposition == "place" or _asked(message, tools, around)):
        return False
    return not any(_is_slip(tools, text) for text in texts)


def _asked(message: Message, tools: Tools, around: Surroundings) -> bool:
    """Whether a question has it as its subject: "does Smallville Kansas have it"."""
    vocabulary, words = tools.vocabulary, message.words
    before = vocabulary.before("before", words, around.first) or (
        vocabulary.before("after", words, around.first)  # "esta Macondo Texas en ..."
    )
    following = vocabulary.at("after_code", words, around.after)
    return before is not None and following is not None


def _is_slip(tools: Tools, text: str) -> bool:
    """Whether a word is one letter from a common one."""
    near = process.extractOne(
        text,
        tools.common.everyday,
        scorer=OSA.distance,
        score_cutoff=_SLIP_LETTERS,
    )
    return near is not None
