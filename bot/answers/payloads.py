"""Payloads of the buttons that a look-up offers, and reading them back.

A place or an agency is one string inside the payload's JSON: Rasa makes a list's items
entities of their own and drops entities that the domain does not name, so an agency
travels under the name of a place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.agencies.answers import AgencyRef
from bot.places.model import Place


def payload(intent: str, place: Place) -> str:
    """Payload of a button that asks about one place."""
    return flat_payload(intent, asdict(place))


def agency_payload(intent: str, agency: AgencyRef) -> str:
    """Payload of a button that asks about one agency."""
    return flat_payload(intent, {"agency": asdict(agency)})


def flat_payload(intent: str, value: Mapping[str, Any]) -> str:
    """Payload of an intent with plain data under the name of a place."""
    flat = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"/{intent}{json.dumps({'place': flat}, ensure_ascii=False)}"


def read_place(value: Any) -> Place | None:
    """A place from a payload's string, or None when it is not one."""
    raw = read_flat(value)
    try:
        return make_place(raw) if raw else None
    except TypeError:
        return None


def make_place(raw: Mapping[str, Any]) -> Place:
    """A place from plain data.

    Raises:
        TypeError: the data is not a place's.
    """
    return Place(**{**raw, "fips": tuple(raw.get("fips") or ())})


def read_agency(value: Any) -> AgencyRef | None:
    """An agency from a payload's string, or None when it is not one."""
    return unflatten_agency(read_flat(value).get("agency"))


def unflatten_agency(raw: Any) -> AgencyRef | None:
    """An agency from plain data, or None when it is not one."""
    if not isinstance(raw, Mapping):
        return None
    try:
        return AgencyRef(**{**raw, "counties": tuple(raw.get("counties") or ())})
    except TypeError:
        return None


def read_flat(value: Any) -> dict[str, Any]:
    """The plain data of a payload's string; empty when it is none."""
    if not isinstance(value, str):
        return {}
    try:
        raw = json.loads(value)
    except ValueError:
        return {}
    return raw if isinstance(raw, dict) else {}
