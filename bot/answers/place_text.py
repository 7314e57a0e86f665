"""What ICE's list says of one place, in layers: the answer in the first line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.agencies.answers import Agreement, PlaceAnswer
from bot.answers.agency_names import name_of
from bot.answers.agreements_text import (
    agency_lines,
    caveat_parts,
    ended_lines,
    meaning_lines,
)
from bot.answers.fitting import Line, Part, line, listing, part
from bot.answers.names import capital, county_name, place_name, the_state
from bot.answers.pending_text import pending_lines
from bot.answers.phrases import Phrases
from bot.answers.place_entries import LOCAL_KINDS, Entry, concerns, place_entries
from bot.answers.question import Narrowing
from bot.answers.statewide_text import statewide_lines

Verdict = Literal[
    "yes", "part", "kind_no", "model_no", "no", "gone", "intro", "it_is", "it_is_part"
]
_NEARBY_SHOWN = 6


@dataclass(frozen=True)
class PlaceAsk:
    """What was asked about a place."""

    kinds: tuple[str, ...] = ()
    """Kinds of agency, in the order asked."""
    narrowing: Narrowing = Narrowing()
    state_has_any: bool = True
    """Whether any agency of the state is on the list."""


@dataclass(frozen=True)
class PlaceParts:
    """The paragraphs of an answer about a place."""

    verdict: Verdict
    entries: tuple[Entry, ...]
    """The place's own agencies, which ``own`` tells of."""
    own: Part
    """The first line and the place's own agencies."""
    early: tuple[Part, ...]
    """What comes before the models' meaning."""
    meaning: Part
    statewide: Part
    late: tuple[Part, ...]

    def in_order(self) -> list[Part]:
        """All of them, the most needed first."""
        return [self.own, *self.early, self.meaning, self.statewide, *self.late]


def place_parts(phrases: Phrases, answer: PlaceAnswer, ask: PlaceAsk) -> PlaceParts:
    """The paragraphs of the answer."""
    entries = place_entries(phrases, answer, ask.kinds)
    verdict = decide(entries, answer, ask)
    listed = [a for entry in entries for a in entry.agreements]
    absent = any(not entry.listed for entry in entries)
    gone = verdict == "gone"
    ended = ended_lines(phrases, answer.ended, "gone_line" if gone else "ended")
    own = ended if gone else _own_lines(phrases, entries, verdict)
    asked, whole = ask.narrowing, ask.narrowing.asks("whole")
    return PlaceParts(
        verdict,
        tuple(entries),
        listing([_head(phrases, answer, ask, verdict)], own, "more_agencies"),
        early=(
            part(_notes(phrases, answer, ask), 6),
            part(_lesser_lines(phrases, answer), 5),
            part([] if gone else ended, 1 if asked.still else 6),
            part(pending_lines(phrases, answer.freshness, answer.pending, asked), 1),
        ),
        meaning=part(_meaning(phrases, listed, asked), 1 if asked.on_powers else 4),
        statewide=part(_statewide(phrases, answer, asked), 1 if whole else 2),
        late=(
            part(_state_none(phrases, answer, ask), 3),
            part(_nearby_lines(phrases, answer, listed, whole), 1 if whole else 9),
            *caveat_parts(
                phrases, answer.freshness, absent=absent or gone, present=bool(listed)
            ),
        ),
    )


def decide(entries: Sequence[Entry], answer: PlaceAnswer, ask: PlaceAsk) -> Verdict:
    """What the first line says."""
    on = [entry for entry in entries if entry.listed]
    asked = ask.narrowing
    if not on:
        return "gone" if answer.ended and asked.still else "no"
    models = {agreement.model for entry in on for agreement in entry.agreements}
    if asked.model and asked.model not in models and not asked.open:
        return "model_no"
    if asked.neutral:
        return "intro"
    kinds = [kind for kind in ask.kinds if kind in LOCAL_KINDS]
    meant = [entry for entry in entries if concerns(entry, kinds)] or list(entries)
    if all(entry.listed for entry in meant):
        return "it_is" if asked.denied else "yes"
    if kinds and not any(entry.listed for entry in meant):
        return "kind_no"
    return "it_is_part" if asked.denied else "part"


def _head(
    phrases: Phrases, answer: PlaceAnswer, ask: PlaceAsk, verdict: Verdict
) -> str:
    values = phrases.dates(answer.freshness)
    if verdict == "kind_no":
        kind = next(kind for kind in ask.kinds if kind in LOCAL_KINDS)
        values["kind"] = phrases.say(f"kind_{kind}")
    named = place_name(phrases, answer.place)
    return capital(phrases.say(verdict, place=named, **values))


def _own_lines(
    phrases: Phrases, entries: Sequence[Entry], verdict: Verdict
) -> list[Line]:
    if verdict == "no":
        return [line(phrases.say("bare", what=entry.what)) for entry in entries]
    # On SMS "City police: no" is not said twice.
    said = phrases.short and verdict == "kind_no"
    return [
        entry.line
        for entry in entries
        if entry.listed or not said or entry.roles != ("police",)
    ]


def _notes(phrases: Phrases, answer: PlaceAnswer, ask: PlaceAsk) -> list[str]:
    """What to know of the place itself: several counties, or none."""
    main = [group.name for group in answer.counties if group.main]
    if answer.place.zip_code and len(main) > 1:
        names = [county_name(phrases, name) for name in main]
        return [phrases.say("several_counties", counties=", ".join(names))]
    if ask.narrowing.says_county and any(name.endswith(" city") for name in main):
        return [phrases.say("independent", name=answer.place.name)]
    return []


def _lesser_lines(phrases: Phrases, answer: PlaceAnswer) -> list[Line]:
    lines = []
    for group in answer.counties:
        if group.main or not group.agreements:
            continue
        inline = agency_lines(phrases, group.agreements, key="agency_inline")
        said = phrases.say(
            "lesser",
            county=county_name(phrases, group.name, "the"),
            agencies=", ".join(one.text for one in inline),
        )
        lines.append(line(said, group.agreements))
    return lines


def _state_none(phrases: Phrases, answer: PlaceAnswer, ask: PlaceAsk) -> list[str]:
    if ask.state_has_any:
        return []
    state = the_state(phrases, answer.place.state)
    return [phrases.say("state_none", state=state)]


def _meaning(
    phrases: Phrases, listed: Sequence[Agreement], asked: Narrowing
) -> list[str]:
    """What the models mean; that none reaches the street, where that was asked."""
    lines = meaning_lines(phrases, listed)
    jails_only = listed and all(a.model in ("JEM", "WSO") for a in listed)
    if jails_only and asked.asks("street"):
        lines.append(phrases.say("street_no"))
    return lines


def _statewide(phrases: Phrases, answer: PlaceAnswer, asked: Narrowing) -> list[Line]:
    state, every = answer.place.state, asked.asks("whole")
    return statewide_lines(phrases, answer.statewide, state, every=every)


def _nearby_lines(
    phrases: Phrases, answer: PlaceAnswer, told: Iterable[Agreement], whole: bool
) -> list[Line]:
    told_ids = {agreement.agency_id for agreement in told}
    near = [a for a in answer.nearby if a.agency_id not in told_ids]
    names = list(dict.fromkeys(name_of(phrases, a) for a in near))
    if not names:
        return []
    at_most = len(names) if whole else _NEARBY_SHOWN
    shown = [a for a in near if name_of(phrases, a) in names[:at_most]]
    said = phrases.say("nearby", agencies=phrases.listing(names, at_most))
    return [line(said, shown)]
