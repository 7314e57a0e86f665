"""Agreements in words: one line an agency, and what the models mean for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.agencies.answers import Agreement, Freshness
from bot.agencies.model import Model
from bot.answers.phrases import Phrases

_MEANT: tuple[Model, ...] = ("TFM", "JEM", "WSO")


def model_text(phrases: Phrases, agreement: Agreement, *, dated: bool = False) -> str:
    """A model with its signing date as printed, and a caveat where it looks wrong.

    Args:
        phrases: the language and form.
        agreement: the agreement.
        dated: give the date on SMS too, because it was asked for.
    """
    model = phrases.say(f"model_{agreement.model.lower()}")
    if agreement.signed is None:
        return phrases.say("model_undated", model=model)
    signed = phrases.day(agreement.signed)
    if agreement.date_suspect and agreement.signed_likely:
        likely = phrases.day(agreement.signed_likely)
        return phrases.say("model_suspect", model=model, signed=signed, likely=likely)
    key = "model_signed_long" if dated else "model_signed"
    return phrases.say(key, model=model, signed=signed)


def agency_lines(
    phrases: Phrases, agreements: Iterable[Agreement], *, dated: bool = False
) -> list[str]:
    """One line for each agency, its models in the order of their reach."""
    by_agency: dict[str, list[Agreement]] = {}
    for agreement in agreements:
        by_agency.setdefault(agreement.agency, []).append(agreement)
    lines = []
    for agency, own in by_agency.items():
        own.sort(key=lambda agreement: _rank(agreement.model))
        models = "; ".join(model_text(phrases, a, dated=dated) for a in own)
        lines.append(phrases.say("agency", agency=agency, models=models))
    return lines


def _rank(model: Model) -> int:
    return _MEANT.index(model) if model in _MEANT else len(_MEANT)


def ended_lines(phrases: Phrases, agreements: Iterable[Agreement]) -> list[str]:
    """One line for each agreement that is no longer listed; never a reason."""
    return [
        phrases.say(
            "ended",
            agency=agreement.agency,
            model=phrases.say(f"model_{agreement.model.lower()}"),
            last=phrases.day(agreement.last_listed),
            missing=phrases.day(agreement.missing_since),
        )
        for agreement in agreements
        if agreement.last_listed and agreement.missing_since
    ]


def meaning_lines(phrases: Phrases, agreements: Sequence[Agreement]) -> list[str]:
    """What each model that occurs means for a person; on SMS only the farthest."""
    models = {agreement.model for agreement in agreements}
    found = [m for m in _MEANT if m in models]
    if phrases.short:
        found = found[:1]
    return [phrases.say(f"meaning_{model.lower()}") for model in found]


def caveat_lines(phrases: Phrases, fresh: Freshness) -> list[str]:
    """Not listed is not the same as not cooperating; and how old the list is."""
    lines = [phrases.say("caveat")]
    if fresh.stale:
        lines.append(phrases.say("stale", list_age=phrases.age(fresh.age_days)))
    return lines
