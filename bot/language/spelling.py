"""One spelling for what people type: case, accents, repeats, shorthand."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Literal

from bot.data_files import read_yaml

_SHORTHAND = Path(__file__).resolve().parents[2] / "data" / "language" / "shorthand.yml"
#: Characters that show nothing: zero-width, direction marks, byte order mark, controls.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LAW = re.compile(r"\b(?:sec(?:tion|c?i[oó]n)?\.?\s*)?287\s*[-(. ]?\s*g\b\s*\)?", re.I)
_REPEATED = re.compile(r"([^\d])\1{2,}")
_TOKEN = re.compile(r"[\w']+|[^\w\s]")


def visible(text: str) -> str:
    """The text without characters that show nothing, in Unicode form NFKC.

    Such characters come from copying, from keyboards and from people who test what a
    bot can take; they split words for the classifier and end some databases' sessions.
    """
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()


def without_accents(text: str) -> str:
    """The text without accents; ñ becomes n (people type neither reliably)."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=2)
def _shorthand(language: str) -> dict[str, str]:
    table = read_yaml(_SHORTHAND)[language]
    return {str(short): str(full) for short, full in table.items()}


def plain(text: str, language: Literal["en", "es"]) -> str:
    """A plain spelling for comparing and classifying.

    Lower case, no accents, "287(g)" always ``287g``, letters repeated three times or
    more once, shorthand of the language spelt out, single spaces. Nothing is cached: a
    cache would keep what people wrote.
    """
    folded = without_accents(visible(text)).lower()
    folded = _LAW.sub(" 287g ", folded)
    folded = _REPEATED.sub(r"\1", folded)
    table = _shorthand(language)
    return " ".join(table.get(token, token) for token in _TOKEN.findall(folded))
