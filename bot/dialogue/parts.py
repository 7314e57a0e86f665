"""Two questions in one message: where it may be parted, and whether it should be."""

from __future__ import annotations

import re

#: A sentence's end, or a word that joins two questions, in either language.
_JOINTS = re.compile(
    r"[?!.;\n]+\s*(?:(?:and|also|plus|y|e|tambi[eé]n|adem[aá]s)\b[\s,]*)?"
    r"|,?\s+(?:and|also|plus|but also|tambi[eé]n|adem[aá]s|y tambi[eé]n|y|e)\s+",
    re.I,
)
#: Words that a part must have to be a question of its own.
_WORDS_AT_LEAST = 3
#: Words that the whole must have.
_WORDS_WHOLE = 7


def part_questions(text: str) -> list[tuple[str, str]]:
    """Ways to part a message into two, the first joint first; none for a short one.

    A message of one sentence without a joining word has none.
    """
    if len(text.split()) < _WORDS_WHOLE:
        return []
    ways = []
    for joint in _JOINTS.finditer(text):
        first, second = text[: joint.start()].strip(), text[joint.end() :].strip()
        if min(len(first.split()), len(second.split())) >= _WORDS_AT_LEAST:
            ways.append((first, second))
    return ways[:_WAYS]


#: Ways tried; each costs two readings of the sentence encoder.
_WAYS = 2
