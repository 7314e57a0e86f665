"""Reading a text as agencies' names are written, in either language."""

from __future__ import annotations

from bot.agencies.names import fold_message, message_key

#: Spanish words as the names have them, so that one index serves both languages.
_SPANISH = {
    "universidad": "university",
    "colegio": "college",
    "aeropuerto": "airport",
    "condado": "county",
    "precinto": "precinct",
    "distrito": "district",
    "de": "of",
    "del": "of",
}


def has_phrase(text: str, phrase: str) -> bool:
    """Whether a folded text holds a folded phrase as whole words."""
    return f" {phrase} " in f" {text} "


def read_names(text: str) -> tuple[str, str]:
    """The text folded as names are, once as it stands and once out of Spanish."""
    words = fold_message(text).split()
    english = [_SPANISH.get(word, word) for word in words if word not in ("la", "el")]
    return message_key(text), message_key(" ".join(english))
