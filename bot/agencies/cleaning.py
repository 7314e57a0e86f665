"""From a printed row to a clean one, in small steps that leave a flag.

A flag says what a step changed ("county_corrected") or could not resolve
("unknown_county"); an unresolved value is kept as it is and reported, never dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from bot.agencies.corrections import Corrections
from bot.agencies.geography import Geography
from bot.agencies.kinds import classify, town_keys
from bot.agencies.model import CleanRow, Layer, Model, PrintedRow
from bot.agencies.names import agency_key, fold, fold_place, tidy, tidy_name

#: What ICE prints where it says nothing: Excel's error values and their copies.
_BLANK = re.compile(r"^(#?n\??/?a|#ref!|#name\?|none|-)?$", re.IGNORECASE)
#: "05/082025": the second slash is lost, four digits of the year are not.
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/?(\d{4})$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
#: Names that several places of one state share; the county tells them apart.
_SHARED_NAME = re.compile(r"\btownship\b|\bward\b|^constable|\bstate constable\b")

UNRESOLVED = (
    "unknown_state",
    "unknown_county",
    "unknown_model",
    "unknown_type",
    "unknown_kind",
    "unknown_date",
    "signed_after_list",
)


@dataclass
class _Steps:
    """The flags of the row in hand."""

    flags: list[str] = field(default_factory=list)

    def note(self, flag: str) -> None:
        if flag not in self.flags:
            self.flags.append(flag)


@dataclass(frozen=True)
class Cleaner:
    """Cleans rows of one list; holds only tables."""

    corrections: Corrections
    geography: Geography

    def clean(self, row: PrintedRow, list_date: date) -> CleanRow:
        """One clean row; never fails, unresolved values carry an ``unknown_`` flag."""
        steps = _Steps()
        model = self._model(row, steps)
        name = tidy_name(row.agency)
        state = self._state(row, name, model, list_date, steps)
        name = self._name(state, name, model, steps)
        key = agency_key(name)
        kind, layer, places = self._kind(state, key, self._type(row, steps), steps)
        counties = self._counties(state, key, layer, places, row, list_date, steps)
        return CleanRow(
            row_no=row.row_no,
            state=state,
            agency_id=_identify(state, key, counties),
            name=name,
            kind=kind,
            layer=layer,
            counties=counties,
            places=places,
            model=model,
            signed=self._signed(state, key, row, list_date, steps),
            link=self._link(state, key, row, steps),
            flags=tuple(steps.flags),
        )

    def _model(self, row: PrintedRow, steps: _Steps) -> Model:
        model = self.corrections.models.get(fold(row.model), "UNK")
        if model == "UNK":
            steps.note("unknown_model")
        return model

    def _state(
        self, row: PrintedRow, name: str, model: str, on: date, steps: _Steps
    ) -> str:
        printed = fold(row.state)
        state = self.geography.states.get(printed, "")
        if not state and printed in self.corrections.states:
            state = self.corrections.states[printed]
            steps.note("state_corrected")
        if not state:
            steps.note("unknown_state")
        right = self.corrections.right_state(state, agency_key(name), model, on)
        if right:
            steps.note("state_moved")
        return right or state

    def _name(self, state: str, name: str, model: str, steps: _Steps) -> str:
        right = self.corrections.right_name(state, name, model)
        if right and right != name:
            steps.note("name_corrected")
        return right or name

    def _type(self, row: PrintedRow, steps: _Steps) -> str:
        printed = fold(row.type)
        if printed and printed not in self.corrections.types:
            steps.note("unknown_type")
        return self.corrections.types.get(printed, "")

    def _kind(
        self, state: str, key: str, type_: str, steps: _Steps
    ) -> tuple[str, Layer, tuple[str, ...]]:
        state_name = self.geography.state_names.get(state, "")
        kind, layer = classify(key, type_, state_name)
        known = self.corrections.agencies.get((state, key))
        if known:
            kind = known.kind or kind
            layer = _layer(known.layer) or layer
        if kind == "unknown":
            steps.note("unknown_kind")
        places = town_keys(key) if layer == "city" else ()
        if known and known.places:
            places = tuple(fold_place(place) for place in known.places)
        return kind, layer, places

    def _counties(
        self,
        state: str,
        key: str,
        layer: Layer,
        places: tuple[str, ...],
        row: PrintedRow,
        on: date,
        steps: _Steps,
    ) -> tuple[str, ...]:
        if layer == "state":
            return ()
        known = self.corrections.agencies.get((state, key))
        if known and known.counties:
            return self._codes(state, known.counties)
        named = self.geography.find_county_in(state, key)
        if named:
            return (named,)
        found = self._printed_county(state, key, row, on, steps)
        if not found and layer == "city":
            found = self._town_county(state, key, places)
        if not found:
            steps.note("unknown_county")
        return found

    def _printed_county(
        self, state: str, key: str, row: PrintedRow, on: date, steps: _Steps
    ) -> tuple[str, ...]:
        printed = tidy(row.county)
        right = self.corrections.right_county(state, printed, key, on)
        if right:
            steps.note("county_corrected")
            return self._codes(state, right)
        if _BLANK.match(printed):
            return ()
        code = self.geography.find_county(state, printed)
        if not code:
            steps.note("unknown_county")
        return (code,) if code else ()

    def _town_county(
        self, state: str, key: str, places: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The county that has most of a town, by the table of towns."""
        for place in places:
            found = self.geography.towns.get((state, place), ())
            if len(found) > 1 and _SHARED_NAME.search(key):
                return ()  # several townships of one name: which, only ICE can tell
            if found:
                return found[:1]
        return ()

    def _codes(self, state: str, names: tuple[str, ...]) -> tuple[str, ...]:
        found = (self.geography.find_county(state, name) for name in names)
        return tuple(code for code in found if code)

    def _signed(
        self, state: str, key: str, row: PrintedRow, list_date: date, steps: _Steps
    ) -> date | None:
        printed = tidy(row.signed)
        right = self.corrections.dates.get((state, key, printed))
        signed = right or _read_date(printed)
        if right or (signed and not _ISO.match(printed)):
            steps.note("date_corrected")
        if printed and not signed:
            steps.note("unknown_date")
        if signed and signed > list_date:
            steps.note("signed_after_list")
        return signed

    def _link(self, state: str, key: str, row: PrintedRow, steps: _Steps) -> str:
        file = row.link.rsplit("/", 1)[-1].lower()
        if (state, key, file) in self.corrections.links:
            steps.note("link_dropped")
            return ""
        return row.link


def _identify(state: str, key: str, counties: tuple[str, ...]) -> str:
    """An agency's id, the same in whatever list and order it is met."""
    parts = [state.lower() or "xx", key.replace(" ", "-")[:100]]
    if _SHARED_NAME.search(key) and counties:
        parts.append(counties[0])
    return "-".join(parts)


def _read_date(printed: str) -> date | None:
    match = _SLASHED.match(printed)
    if match:
        printed = f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"
    if not _ISO.match(printed):
        return None
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None


def _layer(text: str) -> Layer | None:
    layers: dict[str, Layer] = {
        "city": "city",
        "county": "county",
        "state": "state",
        "other": "other",
    }
    return layers.get(text)
