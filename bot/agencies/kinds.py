"""What kind of agency a name means, and whom it polices.

ICE's TYPE column says County for a town and State Agency for a college, so the name
decides and TYPE only helps where the name is silent. Exceptions stand in
``data/agencies/fixes/agencies.csv``.
"""

from __future__ import annotations

import re

from bot.agencies.model import Layer
from bot.agencies.names import fold_place

_RULES: tuple[tuple[str, str, Layer], ...] = (
    # The first pattern found in the folded name decides.
    (r"\b(national|state) guard\b|\bmilitary department\b", "national_guard", "state"),
    (
        r"\b(university|college|campus|school|isd|board of trustees)\b",
        "campus",
        "other",
    ),
    (r"\b(airport|port authority|aviation)\b", "airport", "other"),
    (r"\bconstable\b|\bward \d+ marshal\b", "constable", "other"),
    (r"\b(tribal|tribe|nation|pueblo) (police|law|public)", "tribal", "other"),
    (r"\battorney generals?\b", "attorney_general", "state"),
    (r"\btask force\b", "task_force", "other"),
    (r"\b(prosecutors?|attorneys?)\b", "prosecutor", "other"),
    (r"\bsheriff\b", "sheriff", "county"),
    (r"\b(regional|district) (jail|detention)|\bjail authority\b", "jail", "county"),
    (
        r"\b(county|parish)\b.*\b(jail|prison|detention|correct\w+|commissioners)\b",
        "jail",
        "county",
    ),
    (r"\b(county|parish) police\b", "sheriff", "county"),
    (r"\bregional police\b|\bpolice (cooperative|authority)\b", "police", "other"),
)
_STATE_RULES: tuple[tuple[str, str], ...] = (
    (
        r"\b(state police|highway patrol|state patrol|highway state patrol)\b",
        "state_police",
    ),
    (r"\bpublic safety and corrections\b", "prisons"),
    (r"\b(corrections|correctional|doc)\b", "prisons"),
    (r"\b(wildlife|fish|natural resources|marine resources)\b", "wildlife"),
    (r"\bpublic safety (crime|criminal)", "state_other"),
    (r"\b(public safety|safety and homeland security)\b", "state_police"),
)
_TOWN_WORDS = re.compile(r"\b(police|marshal|public safety)\b")
_TOWN_TAIL = re.compile(
    r" (police( services)?( department| and fire| force)?|marshal|department of police"
    r"|(department |division )?(of )?public safety( and security)?( department)?"
    r"|metropolitan police|police and fire)$"
)
_TOWN_SUFFIX = re.compile(r" (borough|village|town)$")


def classify(key: str, type_: str, state_name: str) -> tuple[str, Layer]:
    """Kind and layer of an agency.

    Args:
        key: the name as folded by ``agency_key``.
        type_: ICE's TYPE after cleaning ("County", "Municipality", "State Agency").
        state_name: English name of the agency's state.

    Returns:
        The kind ("police", "sheriff", "prisons"...) and the layer; kind "unknown" and
        layer "other" where neither name nor type tells.
    """
    if _is_state_wide(key, type_, state_name):
        return _state_kind(key), "state"
    for pattern, kind, layer in _RULES:
        if re.search(pattern, key):
            return kind, layer
    if _TOWN_WORDS.search(key):
        return "police", "city"
    if type_ == "State Agency":
        return _state_kind(key), "state"
    return "unknown", "other"


def town_keys(key: str) -> tuple[str, ...]:
    """Keys of the municipality a town agency is named after, the fullest first.

    >>> town_keys("mohawk village police")
    ('mohawk village', 'mohawk')
    """
    name = key
    while _TOWN_TAIL.search(name):
        name = _TOWN_TAIL.sub("", name)
    if name.endswith(" city") and key.endswith("city marshal"):
        name = name.removesuffix(" city")
    short = _TOWN_SUFFIX.sub("", name)
    return (
        (fold_place(name),) if short == name else (fold_place(name), fold_place(short))
    )


def _is_state_wide(key: str, type_: str, state_name: str) -> bool:
    names = {state_name.casefold(), "cnmi"}
    prefix = next((n for n in names if key.startswith(f"{n} ")), None)
    body = key.removeprefix(prefix or "").strip()
    if re.search(r"\b(university|college|constable|circuit|county|parish)\b", key):
        return False
    if prefix and re.match(_STATE_BODY, body):
        return True
    return type_ == "State Agency" and bool(re.match(_STATE_BODY, body))


_STATE_BODY = (
    r"(state (police|patrol|highway patrol|fire|bureau|guard)|highway (state )?patrol"
    r"|department of|division of|bureau of|office of the (state fire|state auditor)"
    r"|law enforcement division|doc\b|alcohol|gaming|fish|marine|wildlife|lottery)"
)


def _state_kind(key: str) -> str:
    for pattern, kind in _STATE_RULES:
        if re.search(pattern, key):
            return kind
    return "state_other"
