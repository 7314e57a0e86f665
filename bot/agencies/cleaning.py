"""From a printed row to a clean one, in small steps that leave a flag.

A flag says what a step changed ("county_corrected") or could not resolve
("unknown_county"); an unresolved value is kept as it is and reported, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.agencies.corrections import Corrections
from bot.agencies.county_finding import NamedAgency, find_counties, is_shared_name
from bot.agencies.dates import read_date
from bot.agencies.geography import Geography
from bot.agencies.kinds import classify, town_keys
from bot.agencies.model import CleanRow, Layer, Model, PrintedRow
from bot.agencies.names import agency_key, fold, fold_place, tidy, tidy_name

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
        if flag and flag not in self.flags:
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
        counties, flag = find_counties(
            self.corrections,
            self.geography,
            NamedAgency(state, key, layer, places),
            row.county,
            list_date,
        )
        steps.note(flag)
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

    def _signed(
        self, state: str, key: str, row: PrintedRow, list_date: date, steps: _Steps
    ) -> date | None:
        printed = tidy(row.signed)
        right = self.corrections.dates.get((state, key, printed))
        signed = right or read_date(printed)
        if right or (signed and signed.isoformat() != printed):
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
    if is_shared_name(key) and counties:
        parts.append(counties[0])
    return "-".join(parts)


def _layer(text: str) -> Layer | None:
    layers: dict[str, Layer] = {
        "city": "city",
        "county": "county",
        "state": "state",
        "other": "other",
    }
    return layers.get(text)
