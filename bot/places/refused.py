"""A place that is refused beside the one that is meant: "York, not Lancaster".

Beside a place that is refused a bare word is one, too, however common it is.
"""

from __future__ import annotations

import re

#: Words before a place in such a correction; they belong to neither part.
_LEAD = (
    r"(?:(?:i|yo|no|but|pero|sino|meant?|said|say|asked|asking|ask|about|for|it'?s|es|"
    r"era|la de|el de|the one|in|en|a|de|por|digo|dije|hablo|pregunto|pregunte|"
    r"pregunté|me|refiero|quise|decir|estoy|vivo|live|i'm|im|am|rather|instead)[\s,:]+)*"
)
_DENIAL = (
    r"(?:i (?:don'?t|do not|didn'?t|did not|never) (?:mean|say|said|ask about|live in)|"
    r"(?:yo )?no (?:me refiero a|me referia a|pregunto por|pregunte por|hablo de|digo|"
    r"dije|quise decir|quiero decir|vivo en|es|en)|not|no)"
)
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "not Dallas, Denton"; "no me refiero a Dallas sino a Denton"
        rf"^\W*(?:no,\s+)?{_DENIAL}\s+(?P<refused>[^,;.?!]+?)"
        rf"(?:\s*[,;.]\s*|\s+(?=(?:but|sino|pero|i (?:said|meant?))\b)){_LEAD}"
        r"(?P<meant>[^,;.?!]+(?:,[^,;.?!]+)?)[\s.?!]*$",
        # "York not Lancaster"; "is Wake in it, and not Mecklenburg?"
        rf"^\W*{_LEAD}(?P<meant>[^;?!]+?)[\s,;]+(?:and |y |but |pero )?(?:not|no)\s+"
        r"(?:in |en |de |a |la de |the one in )?(?P<refused>[^,;.?!]+)[\s.?!]*$",
    )
)
#: More words than this are no correction but a sentence of its own.
_MOST_WORDS = 14


def part_refused(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where in a text the part stands that is meant, and the one that is refused.

    >>> meant, refused = part_refused("I meant York not Lancaster")
    >>> "I meant York not Lancaster"[slice(*meant)]
    'York'
    """
    if len(text.split()) > _MOST_WORDS:
        return None
    for form in _FORMS:
        if found := form.match(text):
            return found.span("meant"), found.span("refused")
    return None


def blank_but(text: str, span: tuple[int, int]) -> str:
    """The text with blanks for all but a stretch, so that positions stay true."""
    start, end = span
    return " " * start + text[start:end] + " " * (len(text) - end)
