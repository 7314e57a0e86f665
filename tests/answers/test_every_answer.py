"""What holds for every answer: length, dates, language, text and data in accord."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from bot.agencies.agency_lookup import read_agencies
from bot.answers.agency_names import agency_name
from bot.answers.lookup import ANSWERS
from bot.answers.names import state_codes, state_name
from bot.answers.payloads import payload
from bot.answers.phrases import Phrases
from bot.content.schema import Channel, Language
from bot.content.text_checks import forbidden_statements
from bot.language.gsm import segments
from bot.places.model import Place
from bot.places.tables import Reference

from .conftest import CHANNELS, LANGUAGES, LIST_AGE, LIST_DATE, Asker, Reply

PLACES = 300
SEED = 287


@lru_cache(maxsize=1)
def random_places() -> tuple[Place, ...]:
    """Counties, towns and towns by ZIP code from all over the country."""
    reference = Reference.load()
    chosen = random.Random(SEED)
    counties = [c.place() for cs in reference.counties_by_key.values() for c in cs]
    cities = [c.place() for cs in reference.cities_by_key.values() for c in cs]
    by_name = sorted({*counties}, key=repr), sorted({*cities}, key=repr)
    half = PLACES // 2
    return (*chosen.sample(by_name[0], half), *chosen.sample(by_name[1], half))


def states() -> list[Place]:
    return [Place("state", code, state_name(code, "en")) for code in state_codes()]


def about(
    ask: Asker, place: Place, intent: str, language: Language, channel: Channel
) -> Reply:
    """The answer to a button that asks about a place."""
    text = payload(intent, place)
    value = text[text.index("{") :]
    return ask.pose(
        intent,
        text,
        [{"entity": "place", "value": json.loads(value)["place"]}],
        language,
        channel,
    )


QUESTIONS = [
    ("Lakeland, Florida", "lookup_place"),
    ("is the Miami Beach, Florida police in it", "lookup_place"),
    ("77494", "lookup_place"),
    ("Houston, Texas", "lookup_place"),
    ("Galveston County, Texas", "lookup_place"),
    ("Kenner, Luisiana", "lookup_place"),
    ("Jacksonville, Florida", "lookup_place"),
    ("Las Vegas, Nevada", "lookup_place"),
    ("Hopewell County Virginia", "lookup_place"),
    ("compare Tampa and Miami", "lookup_place"),
    ("texas or florida", "lookup_place"),
    ("does the highway patrol in Florida have it", "lookup_place"),
    ("does the state police in Illinois have it", "lookup_place"),
    ("Navajo Nation police", "lookup_place"),
    ("is PBSO on the list", "lookup_place"),
    ("did Frederick County, Maryland leave", "lookup_status"),
    ("does Kenton County, Kentucky still have the warrant model", "lookup_status"),
    ("who has left", "lookup_status"),
    ("which agencies changed models", "lookup_status"),
    ("when did Galveston County, Texas sign", "lookup_signed"),
    ("since when does Collier County have the jail model", "lookup_signed"),
    ("how many nationwide", "lookup_count"),
    ("which state has the most", "lookup_count"),
    ("which county in Texas has the most", "lookup_count"),
    ("how has it grown", "lookup_count"),
    ("how many universities", "lookup_count"),
    ("newest agreements", "lookup_newest"),
    ("newest in Virginia", "lookup_newest"),
    ("list the agencies of Texas", "lookup_list"),
    ("list universities", "lookup_list"),
    ("who is pending", "lookup_pending"),
    ("is Franklin County, Arkansas pending", "lookup_pending"),
    ("Broward County, Florida in February 2025", "lookup_history"),
    ("texas in march 2025", "lookup_history"),
    ("which states have none", "lookup_none"),
    ("Franklin County", "lookup_place"),
    ("CCSO", "lookup_place"),
    ("New York", "lookup_place"),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_sms_answer_never_takes_more_than_two_segments(
    ask: Asker, language: Language
) -> None:
    long = []
    for place in random_places():
        for intent in ("lookup_place", "lookup_signed", "lookup_status"):
            text = about(ask, place, intent, language, "sms").text
            if segments(text) > 2:
                long.append((place.name, place.state, intent, text))
    for place in states():
        for intent in ANSWERS:
            text = about(ask, place, intent, language, "sms").text
            if segments(text) > 2:
                long.append((place.name, place.state, intent, text))
    for question, intent in QUESTIONS:
        text = ask(question, intent, language, "sms").text
        if segments(text) > 2:
            long.append((question, "", intent, text))
    assert not long


def _answers(ask: Asker) -> Iterator[tuple[str, Language, Channel, Reply]]:
    """Answers of every kind, and those of some places and all states."""
    for language in LANGUAGES:
        for channel in CHANNELS:
            for question, intent in QUESTIONS:
                yield (
                    question,
                    language,
                    channel,
                    ask(question, intent, language, channel),
                )
            for place in (*random_places()[::10], *states()):
                reply = about(ask, place, "lookup_place", language, channel)
                yield place.name, language, channel, reply


Answered = list[tuple[str, Language, Channel, Reply]]


@pytest.fixture(scope="module")
def answered(ask: Asker) -> Answered:
    return list(_answers(ask))


def test_every_answer_names_date_and_age_of_its_list(answered: Answered) -> None:
    for question, language, _, answer in answered:
        if answer.kind in ("clarify", "unknown_place", "pending"):
            continue
        assert LIST_DATE[language] in answer.text, question
        assert LIST_AGE[language] in answer.text, question


def test_every_answer_has_text_and_buttons_for_where_to_go_on(
    answered: Answered,
) -> None:
    for question, _, _, answer in answered:
        assert answer.text.strip(), question
        assert answer.kind in ("unknown_place",) or answer.buttons, question
        for button in answer.buttons:
            assert button["title"] and button["payload"].startswith("/"), question


def test_no_answer_leaves_a_gap_or_doubles_a_word(answered: Answered) -> None:
    doubled = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)
    # Towns are called so.
    towns = re.compile(r"Walla Walla|Bora Bora|Baden Baden|Paw Paw|Sing Sing", re.I)
    for question, _, _, answer in answered:
        text = towns.sub("", answer.text)
        assert not doubled.search(text), (question, doubled.search(text))
        for bad in ("  ", " ,", " .", "..", "{", "}", "None ", "()", ": ."):
            assert bad not in answer.text, (question, bad)


def test_no_answer_says_what_no_text_may_say(answered: Answered) -> None:
    for question, _, _, answer in answered:
        assert not forbidden_statements(answer.text), question


def test_no_answer_gives_a_reason_for_an_ending(answered: Answered) -> None:
    reasons = re.compile(r"\b(because|due to|terminated by|porque|debido a)\b", re.I)
    for question, _, _, answer in answered:
        if answer.kind == "ended":
            assert not reasons.search(answer.text), question


#: English words that no Spanish sentence of ours holds outside a name.
ENGLISH = re.compile(
    r"\b(the|and|by|signed|listed|model|with|not|list|agencies|agreement\w*|state"
    r"|police|jail|more|yes|others|also|ago|for|its|is|are)\b"
)


def test_no_english_stands_in_a_spanish_answer_outside_names(
    phrases: Callable[[Language, Channel], Phrases], answered: Answered
) -> None:
    for question, language, channel, answer in answered:
        if language == "en":
            continue
        text = answer.text.replace("task force", "").replace("identify-and-arrest", "")
        for agreement in answer.lookup.get("agreements", []):
            spoken = phrases(language, channel)
            named = agency_name(spoken, agreement["agency"], agreement["state"])
            text = text.replace(named, "")
        text = re.sub(
            r"\b[A-Z][\w.'&-]*( (?:of|and|the|at|&) [A-Z][\w.'-]*)*", "", text
        )
        assert not ENGLISH.search(text), (question, ENGLISH.search(text), answer.text)


@pytest.fixture(scope="module")
def agencies_by_state(ask: Asker) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for agency in read_agencies(ask.connection):
        found.setdefault(agency.state, []).append(agency.name)
    return found


def _folded(text: str) -> str:
    accents = str.maketrans("áíóúÁÍÓÚ", "aiouAIOU")
    return text.translate(accents)


def test_every_agreement_of_the_data_is_told_by_the_text(
    answered: Answered, phrases: Callable[[Language, Channel], Phrases]
) -> None:
    """State agencies may be summed up, everybody else is named."""
    for question, language, channel, answer in answered:
        spoken = phrases(language, channel)
        for agreement in answer.lookup.get("agreements", []):
            if agreement["scope"] == "statewide":
                continue
            named = agency_name(spoken, agreement["agency"], agreement["state"])
            assert _folded(named) in _folded(answer.text), (question, named)


#: Sentences that say of somebody that they are not on the list.
ABSENT = re.compile(
    r"[^.\n]*(?:not on this list|not listed|no aparecen?|not on it)[^.\n]*"
    r"|^- [^:\n]*$"
    r"|[^.:]* (?:sheriff and jail|[Aa]lguacil y carcel [^.:]*)[.:]",
    re.MULTILINE,
)


def test_every_agency_of_the_text_stands_in_the_data(
    answered: Answered,
    phrases: Callable[[Language, Channel], Phrases],
    agencies_by_state: dict[str, list[str]],
) -> None:
    checked = 0
    for question, language, channel, answer in answered:
        agreements = answer.lookup.get("agreements", [])
        if not agreements:
            continue
        spoken = phrases(language, channel)
        known = {agency_name(spoken, a["agency"], a["state"]) for a in agreements}
        text = ABSENT.sub("", _folded(answer.text))
        for name in sorted(map(_folded, known), key=len, reverse=True):
            text = text.replace(name, "#")
        for state in {a["state"] for a in agreements}:
            for agency in agencies_by_state[state]:
                named = _folded(agency_name(spoken, agency, state))
                checked += 1
                said = re.search(rf"(?<!\w){re.escape(named)}(?!\w)", text)
                assert not said, (question, channel, named, answer.text)
    assert checked > 10_000


def test_state_agencies_are_summed_up_with_their_true_number(
    answered: Answered,
) -> None:
    for question, _, channel, answer in answered:
        stated = {
            a["agency"]
            for a in answer.lookup.get("agreements", [])
            if a["scope"] == "statewide" and a["model"] == "TFM"
        }
        summed = re.search(
            r"(?:Also on the list:|Also) (\d+) state agencies", answer.text
        )
        if summed and len({p["state"] for p in answer.lookup["places"]}) == 1:
            assert int(summed[1]) == len(stated), (question, channel)


def test_every_phrase_is_used_and_every_phrase_used_exists(
    phrases: Callable[[Language, Channel], Phrases],
) -> None:
    """A phrase that nothing says is a text that nobody reviews in use."""
    folder = Path(__file__).resolve().parents[2] / "bot" / "answers"
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    content = phrases("en", "web").content
    built = re.compile(
        r"_(?:one|many)$|^(?:kind|model|meaning|county|the|of|agency|state)_|^no_such_|^absent_"
    )
    keys = [name.removeprefix("lookup_") for name in content.replies]
    keys = [key for key, name in zip(keys, content.replies, strict=True) if key != name]
    # Said by the action and by the pictures' address.
    spoken = {"unavailable", "hotlines", "no_picture", "picture_later"}
    unused = [
        key
        for key in keys
        if f'"{key}"' not in code and not built.search(key) and key not in spoken
    ]
    assert not unused
