"""The forms of a key word that allow one slip of the finger.

``python tests/crisis/slips.py knife`` writes its line for data/crisis/rules.yml.
"""

from __future__ import annotations

import re
import sys

#: Longer words have few neighbours, so that looser and shorter forms do for them.
_EVERY_LETTER_UP_TO = 9
_SWAPS_UP_TO = 7
_SHORT = 5
_LOOSER_FROM = 8


def slip_forms(word: str) -> list[str]:
    """Patterns for a word with at most one slip, never in its first letter.

    Up to nine letters: any one letter missing, wrong or doubled, in shorter words also
    two swapped. Longer words: the first half is right, or the first letter and the
    second half are.
    """
    if len(word) > _EVERY_LETTER_UP_TO:
        return _halves(word)
    forms = [
        _soft(word[:i]) + _slip(word, i) + _soft(word[i + 1 :])
        for i in range(1, len(word))
    ]
    if _SHORT <= len(word) <= _SWAPS_UP_TO:
        forms += _swaps(word)
    return [r"\b(?:" + "|".join(forms) + r")\b"]


def _slip(word: str, i: int) -> str:
    if len(word) >= _LOOSER_FROM:
        return r"\w{0,2}"
    if i == len(word) - 1 and len(word) <= _SHORT:
        return r"\w{1,2}"
    return rf"(?:\w|{word[i] * 2})?"


def _swaps(word: str) -> list[str]:
    return [
        _soft(word[:i] + word[i + 1] + word[i] + word[i + 2 :])
        for i in range(1, len(word) - 1)
        if word[i] != word[i + 1]
    ]


def _halves(word: str) -> list[str]:
    half = (len(word) + 1) // 2
    rest = len(word) - half
    return [
        rf"\b{_soft(word[:half])}\w{{{max(rest - 1, 1)},{rest + 1}}}\b",
        rf"\b{_soft(word[0])}\w{{{max(half - 2, 0)},{half}}}{_soft(word[half:])}\b",
    ]


def _soft(letters: str) -> str:
    return re.sub("c(?=[aou])", "[ck]", re.sub("qu(?=[ei])", "(?:qu|k)", letters))


if __name__ == "__main__":
    for key_word in sys.argv[1:]:
        listed = ", ".join(f"'{form}'" for form in slip_forms(key_word))
        sys.stdout.write(f"  {key_word}: [{listed}]\n")
