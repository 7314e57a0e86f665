"""Whether two languages say the same: numbers, links, negations."""

from __future__ import annotations

import re

_LINK = re.compile(
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:gov|org|net|com|edu)(?:/[\w./-]*)?", re.I
)
_PHONE = re.compile(r"(?<!\d)(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ][\dA-Z]{4}\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_VALUE = re.compile(r"\{(\w+)\}")
_NEGATION = {
    "en": re.compile(
        r"\b(?:not?|never|none|nobody|nothing|without|cannot|\w+n['’]t)\b", re.I
    ),
    "es": re.compile(
        r"\b(?:no|nunca|ni|ningun[oa]?|ningún|nadie|nada|sin|jamás)\b", re.I
    ),
}


def links(text: str) -> set[str]:
    """Addresses named in a text, lower case, without a final stop."""
    return {found.rstrip("./").lower() for found in _LINK.findall(text)}


def phones(text: str) -> set[str]:
    """Telephone numbers named in a text, digits and letters only."""
    return {re.sub(r"[^\dA-Z]", "", found) for found in _PHONE.findall(text)}


def numbers(text: str) -> set[str]:
    """Numbers in a text, without thousands separators; links are left out."""
    bare = _LINK.sub(" ", text)
    return {found.replace(",", "").rstrip(".") for found in _NUMBER.findall(bare)}


def values(text: str) -> set[str]:
    """Names of the live values (``{list_date}``) in a text."""
    return set(_VALUE.findall(text))


def negations(text: str, language: str) -> int:
    """How often a text says no."""
    return len(_NEGATION[language].findall(text))


def differences(english: str, spanish: str, *, phrase: bool = False) -> list[str]:
    """What one language has and the other has not, as short phrases.

    Args:
        english: the English text.
        spanish: the Spanish text.
        phrase: part of a look-up, whose values stand in the form each language needs
            ("of_county" for "del condado de Polk"), so they are not compared.
    """
    compared = [("numbers", numbers), ("links", links), ("phone numbers", phones)]
    if not phrase:
        compared.append(("live values", values))
    found = []
    for name, read in compared:
        en, es = read(english), read(spanish)
        if en != es:
            only = ", ".join(
                [f"{x} only in English" for x in sorted(en - es)]
                + [f"{x} only in Spanish" for x in sorted(es - en)]
            )
            found.append(f"{name} differ: {only}")
    return found
