"""Agreements in words: one line an agency, and what the models mean for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.agencies.answers import Agreement, Freshness
from bot.agencies.model import Model
from bot.answers.agency_names import agency_name, name_of
from bot.answers.fitting import Line, Part, line, part
from bot.answers.phrases import Phrases

#: The order in which models are named: by how far they reach.
BY_REACH: tuple[Model, ...] = ("TFM", "JEM", "WSO", "UNK")


def model_name(phrases: Phrases, model: Model) -> str:
    """A model in words."""
    return phrases.say(f"model_{model.lower()}")


def model_text(phrases: Phrases, agreement: Agreement, *, dated: bool = False) -> str:
    """A model with its signing date as printed, and a caveat where it looks wrong.

    Args:
        phrases: the language and form.
        agreement: the agreement.
        dated: give the date on SMS too, because it was asked for.
    """
    model = model_name(phrases, agreement.model)
    if agreement.signed is None:
        return phrases.say("model_undated", model=model)
    signed = phrases.day(agreement.signed)
    if agreement.date_suspect and agreement.signed_likely:
        likely = phrases.day(agreement.signed_likely)
        return phrases.say("model_suspect", model=model, signed=signed, likely=likely)
    key = "model_signed_long" if dated else "model_signed"
    return phrases.say(key, model=model, signed=signed)


def by_agency(agreements: Iterable[Agreement]) -> dict[str, list[Agreement]]:
    """Agreements by agency's id, each agency's in the order of their reach."""
    found: dict[str, list[Agreement]] = {}
    for agreement in agreements:
        found.setdefault(agreement.agency_id, []).append(agreement)
    for own in found.values():
        own.sort(key=lambda agreement: BY_REACH.index(agreement.model))
    return found


def agency_lines(
    phrases: Phrases,
    agreements: Iterable[Agreement],
    *,
    dated: bool = False,
    key: str = "agency",
    **values: str,
) -> list[Line]:
    """One line for each agency, its models in the order of their reach."""
    lines = []
    for own in by_agency(agreements).values():
        models = join_models([model_text(phrases, a, dated=dated) for a in own])
        name = name_of(phrases, own[0])
        lines.append(line(phrases.say(key, agency=name, models=models, **values), own))
    return lines


def join_models(models: Sequence[str]) -> str:
    """Models after each other; those that hold a comma are set apart by semicolons."""
    return ("; " if any("," in model for model in models) else ", ").join(models)


def ended_lines(
    phrases: Phrases, agreements: Iterable[Agreement], key: str = "ended"
) -> list[Line]:
    """One line an agency for what is no longer listed; never a reason.

    Args:
        phrases: the language and form.
        agreements: those that ended.
        key: the phrase; another one where the first line has said it already.
    """
    groups: dict[tuple[object, ...], list[Agreement]] = {}
    for agreement in agreements:
        last, missing = agreement.last_listed, agreement.missing_since
        group = (agreement.agency_id, last, missing, agreement.confirmed)
        groups.setdefault(group, []).append(agreement)
    lines = []
    for own in groups.values():
        first = own[0]
        if first.last_listed is None or first.missing_since is None:
            continue
        said = phrases.say(
            key if first.confirmed else "ended_maybe",
            agency=name_of(phrases, first),
            models=", ".join(model_name(phrases, a.model) for a in own),
            last=phrases.day(first.last_listed),
            missing=phrases.day(first.missing_since),
        )
        lines.append(line(said, own))
    return lines


def meaning_lines(phrases: Phrases, agreements: Iterable[Agreement]) -> list[str]:
    """What each model that occurs means for a person; on SMS only the farthest."""
    models = {agreement.model for agreement in agreements} - {"UNK"}
    found = [model for model in BY_REACH if model in models]
    if phrases.short:
        found = found[:1]
    return [phrases.say(f"meaning_{model.lower()}") for model in found]


def caveat_parts(
    phrases: Phrases, fresh: Freshness, *, absent: bool, present: bool
) -> list[Part]:
    """What the list does not mean, and where a newer one may be.

    Args:
        phrases: the language and form.
        fresh: dates and ages of the lists.
        absent: something asked about is not listed: that is never left out.
        present: something is listed.
    """
    missing = [phrases.say("caveat_absent")] if absent else []
    trained = [phrases.say("caveat_present")] if present else []
    newer = [phrases.say("stale")] if fresh.stale else []
    if not phrases.short:
        return [part([*missing, *trained]), part(newer)]
    return [part(missing), part(trained, 8), part(newer, 7)]


def absent_agency_line(phrases: Phrases, agency: str, state: str, key: str) -> Line:
    """A line for an agency that is not listed."""
    return line(phrases.say(key, what=agency_name(phrases, agency, state)))
