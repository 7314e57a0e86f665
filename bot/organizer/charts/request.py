"""Which picture is wanted, and the file name that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.agencies.files import PLACES, read_table
from bot.content.schema import Language

Kind = Literal["growth", "states", "state"]
Format = Literal["svg", "png"]
KINDS: dict[str, Kind] = {"growth": "growth", "states": "states", "state": "state"}
FORMATS: dict[str, Format] = {"svg": "svg", "png": "png"}
LANGUAGES: dict[str, Language] = {"en": "en", "es": "es"}
CONTENT_TYPES: dict[Format, str] = {"svg": "image/svg+xml", "png": "image/png"}
_NAME = re.compile(
    r"^(?P<kind>growth|states|state)(-(?P<state>[a-z]{2}))?"
    r"\.(?P<language>en|es)\.(?P<format>svg|png)$"
)


@dataclass(frozen=True)
class ChartRequest:
    """One picture: of the country's growth, of all states, or of one state."""

    kind: Kind
    language: Language = "en"
    state: str | None = None
    """USPS code; for the kind "state" only."""
    format: Format = "svg"

    @property
    def file_name(self) -> str:
        """Its name, as ``read_chart_name`` reads it: "state-tx.es.svg"."""
        state = f"-{self.state.lower()}" if self.state else ""
        return f"{self.kind}{state}.{self.language}.{self.format}"

    @property
    def content_type(self) -> str:
        """Its media type."""
        return CONTENT_TYPES[self.format]


@lru_cache(maxsize=1)
def state_names() -> dict[str, dict[Language, str]]:
    """Names of states, the District and territories by USPS code."""
    return {
        row["code"]: {"en": row["name_en"], "es": row["name_es"]}
        for row in read_table(PLACES / "states.csv")
    }


def read_chart_name(name: str) -> ChartRequest | None:
    """The picture a file name asks for, or None: a web server can ask it anything.

    >>> read_chart_name("state-tx.es.svg").state
    'TX'
    """
    match = _NAME.fullmatch(name)
    if not match:
        return None
    kind, state = KINDS[match["kind"]], (match["state"] or "").upper()
    if (kind == "state") != bool(state) or (state and state not in state_names()):
        return None
    return ChartRequest(
        kind, LANGUAGES[match["language"]], state or None, FORMATS[match["format"]]
    )
