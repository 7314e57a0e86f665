"""Numbers, names and addresses that people write although nobody asks for them.

They are taken out before anything else sees the message: no component, no conversation
and no log holds them, and the person is told not to send them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.data_files import read_yaml

_DATA = Path(__file__).resolve().parents[2] / "data"
#: Stands where something was taken out; no word, so that it changes no meaning.
TAKEN_OUT = "(...)"
#: Digits of a run that is nobody's number: ZIP codes with four more, dates, years.
_HARMLESS = re.compile(
    r"(?:\d{5}-\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|(?:19|20)\d\d\s?-\s?(?:19|20)\d\d)"
)
#: Digits of the shortest number that is written in parts, without a letter before it.
_PARTED = 9
#: Seven digits or more, however grouped: A-numbers, telephones, cards, SSN.
_NUMBER = re.compile(
    r"(?:\b[Aa][-#\s]{0,2}|(?<![\w$]))\+?\(?\d(?:[-.()\s]{0,2}\d){6,}\b"
)
_ADDRESS_OF_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_STREET = re.compile(
    r"\b\d{2,6}\s+(?:[NSEW]\.?\s+)?[A-Z][\w.']+(?:\s+[A-Z][\w.']+)?\s+"
    r"(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Blvd|Boulevard|Ln|Lane|Ct|Court|Way)\b"
)
_AFTER_NAME = (
    r"(?:y|e|and|i|que|de|del|en|con|from|is|was|pero|but|a|quiero|puedo|can|we|he|she)"
)
#: Of oneself a name is taken out in any case; of others where it is written as one,
#: because "his name is common" names nobody.
_OWN_NAME = re.compile(
    r"\b(my (?:full )?name is|(?<!como )(?<!cómo )me llamo|mi nombre es)\s+"
    r"(?!(?:not|on|in|en|por|spelled|spelt|wrong|el|la|un|una)\b)[^\W\d]+"
    rf"(?:\s+(?!{_AFTER_NAME}\b)[^\W\d]+){{0,2}}",
    re.I,
)
_OTHERS_NAME = re.compile(
    r"\b((?i:(?:his|her|their) (?:full )?name is|su nombre es|se llama))\s+"
    r"[A-ZÁÉÍÓÚÑ][^\W\d]*(?:\s+[A-ZÁÉÍÓÚÑ][^\W\d]*){0,3}"
)


@dataclass(frozen=True)
class Cleaned:
    """A text without what nobody should send."""

    text: str
    found: bool
    """Whether anything was taken out."""


def take_out_personal_data(text: str) -> Cleaned:
    """Takes out A-numbers, telephone and other long numbers, mail, streets, names.

    Numbers that the bot itself gives out stay: a person may ask whether one is real.
    """
    kept = _public_numbers()

    def number(found: re.Match[str]) -> str:
        written = found.group()
        digits = _digits(written)
        if _HARMLESS.fullmatch(written.strip()) or digits in kept:
            return written
        # "72 123 107" are three counts; nobody's number is that short when parted.
        if written[0] not in "Aa" and " " in written and len(digits) < _PARTED:
            return written
        return TAKEN_OUT

    cleaned = _NUMBER.sub(number, text)
    cleaned = _ADDRESS_OF_MAIL.sub(TAKEN_OUT, cleaned)
    cleaned = _STREET.sub(TAKEN_OUT, cleaned)
    for name in (_OWN_NAME, _OTHERS_NAME):
        cleaned = name.sub(lambda found: f"{found.group(1)} {TAKEN_OUT}", cleaned)
    return Cleaned(cleaned, cleaned != text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)[-10:]


@lru_cache(maxsize=1)
def _public_numbers() -> frozenset[str]:
    path = _DATA / "resources" / "hotlines.yml"
    read = read_yaml(path)
    return frozenset(_numbers_in(read))


def _numbers_in(part: object) -> Iterable[str]:
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _numbers_in(inner)
    elif isinstance(part, str):
        for found in _NUMBER.finditer(part):
            yield _digits(found.group())
