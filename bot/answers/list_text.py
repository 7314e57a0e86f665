"""Lists of agreements in words: newest, pending, one state's, history, none."""

from __future__ import annotations

from collections.abc import Sequence

from bot.agencies.answers import Agreement, Freshness
from bot.agencies.history import ListAnswer
from bot.answers.agreements_text import agency_lines, caveat_lines
from bot.answers.fitting import fit, part
from bot.answers.names import place_name, state_name
from bot.answers.phrases import Phrases
from bot.places.model import Place

_LINES_SHOWN = {"web": 15, "sms": 6}


def _dates(phrases: Phrases, fresh: Freshness) -> dict[str, str]:
    return {
        "list_date": phrases.day(fresh.list_date),
        "list_age": phrases.age(fresh.age_days),
    }


def _line(phrases: Phrases, key: str, agreement: Agreement, **values: str) -> str:
    return phrases.say(
        key,
        agency=agreement.agency,
        state=state_name(agreement.state, phrases.language),
        state_code=agreement.state,
        model=phrases.say(f"model_{agreement.model.lower()}"),
        **values,
    )


def newest_text(
    phrases: Phrases, fresh: Freshness, answer: ListAnswer, state: str | None
) -> str:
    """The agreements signed last."""
    where = state_name(state, phrases.language) if state else phrases.say("country")
    if not answer.agreements or answer.signed is None:
        none = phrases.say("count_none", state=where, **_dates(phrases, fresh))
        return fit(phrases, [part([none])])
    intro = phrases.say(
        "newest",
        state=where,
        signed=phrases.day(answer.signed),
        **_dates(phrases, fresh),
    )
    lines = [_line(phrases, "newest_line", a) for a in answer.agreements]
    caveats = caveat_lines(phrases, fresh)
    return fit(phrases, [part([intro, *_some(phrases, lines)]), part(caveats[1:], 7)])


def _some(phrases: Phrases, lines: Sequence[str]) -> list[str]:
    at_most = _LINES_SHOWN[phrases.channel]
    shown = list(lines[:at_most])
    if len(lines) > at_most:
        shown.append(phrases.say("list_more", count=len(lines) - at_most))
    return shown


def state_list_text(
    phrases: Phrases,
    fresh: Freshness,
    agreements: Sequence[Agreement],
    state: str,
) -> str:
    """The agencies of one state that take part, by name."""
    names = list(dict.fromkeys(agreement.agency for agreement in agreements))
    intro = phrases.say(
        "list_intro",
        state=state_name(state, phrases.language),
        agencies=len(names),
        **_dates(phrases, fresh),
    )
    lines = agency_lines(phrases, agreements)
    caveats = caveat_lines(phrases, fresh)
    parts = [part([intro, *_some(phrases, lines)]), part(caveats[1:], 7)]
    return fit(phrases, parts)


def pending_text(
    phrases: Phrases,
    fresh: Freshness,
    agreements: Sequence[Agreement],
) -> str:
    """The newest pending list (or a part of it), with its own date."""
    if fresh.pending_date is None:
        return fit(phrases, [part([phrases.say("pending_meaning")])])
    date = phrases.day(fresh.pending_date)
    age = phrases.age(fresh.pending_age_days or 0)
    lines = [
        _line(
            phrases,
            "pending_now" if agreement.now_listed else "pending_line",
            agreement,
            **(
                {"list_date": phrases.day(fresh.list_date)}
                if agreement.now_listed
                else {}
            ),
        )
        for agreement in agreements
    ]
    intro = phrases.say("pending_intro", pending_date=date, pending_age=age)
    if not lines:
        intro = phrases.say("pending_none", pending_date=date)
    meaning = phrases.say("pending_meaning")
    return fit(phrases, [part([intro, *_some(phrases, lines)]), part([meaning], 3)])


def history_text(
    phrases: Phrases, fresh: Freshness, answer: ListAnswer, place: Place
) -> str:
    """What the list in force on a day had for a place."""
    day = answer.asked_date or fresh.list_date
    intro = phrases.say(
        "intro_history",
        asked_list_date=phrases.day(day),
        place=place_name(place, phrases.language, short=phrases.short),
    )
    lines = agency_lines(phrases, answer.agreements)
    lines = lines or [phrases.say("history_nothing")]
    return fit(phrases, [part([intro, *_some(phrases, lines)])])


def none_text(phrases: Phrases, fresh: Freshness, states: Sequence[str]) -> str:
    """States and territories without any agreement, named."""
    names = [state_name(code, phrases.language) for code in states]
    if phrases.short:
        names = list(states)
    say = phrases.say(
        "none", count=len(states), names=", ".join(names), **_dates(phrases, fresh)
    )
    caveats = caveat_lines(phrases, fresh)
    return fit(phrases, [part([say]), part(caveats[:1], 4), part(caveats[1:], 7)])
