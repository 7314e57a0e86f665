"""How long a text is as SMS: the GSM 03.38 alphabet, folding and segments.

A message of only GSM-7 characters holds 160 of them in one segment and 153 in each of
several; any other character makes it UCS-2 with 70 and 67 UTF-16 code units. Characters
of the extension table count twice (3GPP TS 23.038).
"""

from __future__ import annotations

BASE = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")

_FOLDED = str.maketrans(
    {
        "á": "a", "í": "i", "ó": "o", "ú": "u", "Á": "A", "Í": "I", "Ó": "O", "Ú": "U",
        "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-",
        "…": "...", "\u00a0": " ", "•": "-", "·": "-",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text with the characters replaced that would make it UCS-2 for nothing.

    á í ó ú and typographic quotes and dashes are not in GSM-7; ñ é ü ¿ ¡ are and stay.
    """
    return text.translate(_FOLDED)


def is_gsm(text: str) -> bool:
    """Whether every character is in the GSM-7 alphabet or its extension."""
    return all(c in BASE or c in EXTENSION for c in text)


def length(text: str) -> int:
    """Length in units: septets for GSM-7, UTF-16 code units otherwise."""
    return sum(_sizes(text))


def segments(text: str) -> int:
    """Number of SMS segments the text takes as it stands; 0 for an empty text.

    A character of two units is never cut, so that a segment may stay a unit short.
    """
    sizes = _sizes(text)
    one, many = (160, 153) if is_gsm(text) else (70, 67)
    if sum(sizes) <= one:
        return 1 if sizes else 0
    count, used = 1, 0
    for size in sizes:
        if used + size > many:
            count, used = count + 1, 0
        used += size
    return count


def _sizes(text: str) -> list[int]:
    """Units of each character."""
    if is_gsm(text):
        return [2 if c in EXTENSION else 1 for c in text]
    return [2 if c > "\uffff" else 1 for c in text]


def fold_if_shorter(text: str) -> str:
    """The folded text if that saves a segment, else the text as it is."""
    folded = fold(text)
    return folded if segments(folded) < segments(text) else text
