"""Messages as a frightened thumb types them."""

from __future__ import annotations

import random
import re

from bot.language.spelling import without_accents

_SLIP_IN_WORDS_OF = 4
_KEYS = {
    "a": "qsz", "b": "vghn", "c": "xdfv", "d": "sefc", "e": "wrd", "f": "drgv",
    "g": "fthb", "h": "gyjn", "i": "uok", "j": "hukm", "k": "jil", "l": "ko",
    "m": "njk", "n": "bhjm", "o": "ipl", "p": "ol", "q": "wa", "r": "etf",
    "s": "awdx", "t": "ryg", "u": "yij", "v": "cfgb", "w": "qes", "x": "zsc",
    "y": "tuh", "z": "asx",
}  # fmt: skip


def with_slip(text: str, chance: random.Random) -> str:
    """The text with one letter dropped, doubled, swapped or mistyped.

    The slip is in one word of four letters or more and never in its first letter.
    """
    words = list(re.finditer(rf"[a-z]{{{_SLIP_IN_WORDS_OF},}}", text))
    if not words:
        return text
    word = chance.choice(words)
    letters = list(word.group())
    i = chance.randrange(1, len(letters))
    kind = chance.choice(["drop", "double", "swap", "mistype"])
    if kind == "drop":
        del letters[i]
    elif kind == "double":
        letters.insert(i, letters[i])
    elif kind == "swap" and i > 1:
        letters[i - 1], letters[i] = letters[i], letters[i - 1]
    else:
        letters[i] = chance.choice(_KEYS[letters[i]])
    return text[: word.start()] + "".join(letters) + text[word.end() :]


def with_k(text: str) -> str:
    """Spanish spelt with k: "k kieren" for "que quieren", "kasa" for "casa"."""
    text = re.sub(r"\bque\b", "k", text)
    return re.sub(r"\bc(?=[aou])", "k", re.sub(r"qu(?=[ei])", "k", text))


def noisy(text: str, language: str, chance: random.Random) -> str:
    """All at once: no accents, a slip, Spanish with k, capitals."""
    plain = with_slip(without_accents(text).lower(), chance)
    return (with_k(plain) if language == "es" else plain).upper()
