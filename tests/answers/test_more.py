"""MORE: the rest of an SMS answer, with nothing lost and nothing said twice."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from bot.answers.fitting import Part, fit, line, listing, part
from bot.answers.phrases import Page, Phrases
from bot.answers.resuming import read_rest
from bot.content.schema import Channel, Language
from bot.language.choices import more_words
from bot.language.gsm import fold, segments
from bot.places.model import Place

from .conftest import LANGUAGES, LIST_DATE, Asker, Reply

OFFER = {"en": "Text MORE for the rest.", "es": "Mande MAS para el resto."}
QUESTIONS = [
    ("Lakeland, Florida", "lookup_place"),
    ("Polk County, Florida", "lookup_place"),
    ("33602", "lookup_place"),
    ("Chicago", "lookup_place"),
    ("agencies in Georgia", "lookup_list"),
    ("how many are in Texas?", "lookup_count"),
    ("which agencies left the program?", "lookup_status"),
    ("which agencies changed models?", "lookup_status"),
    ("who signed last?", "lookup_newest"),
    ("who is pending?", "lookup_pending"),
    ("what did Polk County, Florida have in March 2025?", "lookup_history"),
    ("since when is the Polk County Sheriff in Florida in it?", "lookup_signed"),
    ("the highway patrol of Florida", "lookup_place"),
    ("Polk County, Florida and Lakeland, Florida", "lookup_place"),
]


def pages(
    ask: Asker, text: str, intent: str, language: Language = "en", at_most: int = 60
) -> list[Reply]:
    """The answer by SMS and what MORE gives until nothing is left."""
    said = [ask(text, intent, language, "sms")]
    while "on_reply" in said[-1].custom and len(said) < at_most:
        name, _, body = said[-1].custom["on_reply"]["more"][1:].partition("{")
        values = json.loads("{" + body)
        entities = [{"entity": "place", "value": values["place"]}]
        known = said[-1].place
        assert name == intent
        reply = ask.pose(name, "/" + name, entities, language, "sms", None)
        assert reply.place == known, "MORE does not change what is talked about"
        said.append(reply)
    return said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "intent"), QUESTIONS)
def test_every_page_fits_and_only_the_last_offers_no_more(
    ask: Asker, text: str, intent: str, language: Language
) -> None:
    said = pages(ask, text, intent, language)
    for number, reply in enumerate(said, 1):
        last = number == len(said)
        assert segments(reply.text) <= 2, reply.text
        assert (OFFER[language] in reply.text) is not last, reply.text
        assert ("on_reply" in reply.custom) is not last
        assert reply.custom["lookup_intent"] == intent
        if not last:
            assert set(reply.custom["on_reply"]) == set(more_words())
    assert len({reply.text for reply in said}) == len(said)


def test_all_of_a_list_is_told_and_nothing_twice(ask: Asker) -> None:
    said = pages(ask, "agencies in Georgia", "lookup_list")
    told = [a for reply in said for a in reply.lookup["agreements"]]
    every = [(a["agency"], a["model"]) for a in told]
    assert len(every) == len(set(every))
    assert len({a["agency"] for a in told}) == said[0].lookup["count"]["value"]
    assert len(said) > 2


def test_the_rest_of_a_place_tells_who_else_is_near(ask: Asker) -> None:
    said = pages(ask, "Lakeland, Florida", "lookup_place")
    near = [r for r in said if r.stated("nearby")]
    assert near and near[0] is not said[0]
    assert "Nearby:" in near[0].text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "intent"),
    [("Lakeland, Florida", "lookup_place"), ("agencies in Georgia", "lookup_list")],
)
def test_every_page_says_the_lists_date(
    ask: Asker, text: str, intent: str, language: Language
) -> None:
    for reply in pages(ask, text, intent, language):
        assert fold(LIST_DATE[language]) in fold(reply.text)


def test_a_page_without_the_first_line_does_not_claim_its_numbers(ask: Asker) -> None:
    for reply in pages(ask, "how many in Georgia?", "lookup_count")[1:]:
        assert "count" not in reply.lookup and "ranking" not in reply.lookup


def test_the_agency_that_was_named_is_still_meant(ask: Asker) -> None:
    known = Place("county", "TX", "Harris County", ("48201",))
    asked = "Knox County Sheriff Tennessee"
    first = ask(asked, "lookup_status", "es", "sms", known)
    payload = first.custom["on_reply"]["more"]
    value = json.loads(payload[payload.index("{") :])["place"]
    question = read_rest("lookup_status", value)
    assert question is not None and question.settled is not None
    (named,) = question.settled.named.agencies
    assert (named.name, named.state) == ("Knox County Sheriff's Office", "TN")


@pytest.mark.parametrize("text", ["Lakeland florida my cousin Zebulon asks", "33602"])
def test_no_word_of_the_person_is_kept(ask: Asker, text: str) -> None:
    reply = ask(text, "lookup_place", "en", "sms")
    kept = json.dumps(reply.custom.get("on_reply", {}))
    assert "on_reply" in reply.custom
    assert "Zebulon" not in kept and "cousin" not in kept


def test_the_web_needs_no_more(ask: Asker) -> None:
    assert "on_reply" not in ask("Lakeland, Florida", channel="web").custom


@pytest.mark.parametrize(
    "value",
    [None, 7, "", "{}", "not json", '{"rest": 3}', '{"rest": {}}',
     '{"rest": {"page": "x", "places": [], "remembered": 0, "named": {}, "kinds": [],'
     ' "agencies": [], "narrowing": {}}}',
     '{"rest": {"page": 2, "places": [{"a": 1}], "remembered": 0, "named":'
     ' {"agencies": []}, "kinds": [], "agencies": [], "narrowing": {}}}'],
)  # fmt: skip
def test_a_payload_of_another_form_is_no_next_page(value: object) -> None:
    assert read_rest("lookup_place", value) is None


Make = Callable[[Language, Channel], Phrases]


def turn(phrases: Phrases, number: int) -> Phrases:
    return Phrases(
        phrases.content, phrases.language, "sms", Page(number, "MORE: rest.", "Rest:")
    )


def test_nothing_is_offered_where_nobody_can_ask_for_it(phrases: Make) -> None:
    long = [listing(["head"], [line(f"agency {n}.") for n in range(99)], "list_more")]
    fitted = fit(phrases("en", "sms"), long)
    assert not fitted.more and "MORE" not in fitted.text


def turn_all(phrases: Phrases, parts: list[Part]) -> str:
    """The texts of all pages, one after the other."""
    texts: list[str] = []
    for number in range(1, 9):
        fitted = fit(turn(phrases, number), parts)
        assert segments(fitted.text) <= 2
        texts.append(fitted.text)
        if not fitted.more:
            break
    return " ".join(texts)


WORDS = [f"word{n}" for n in range(120)]


@pytest.mark.parametrize(
    "parts",
    [
        [part(["The answer."]), part([" ".join(WORDS)], 3), part(["Last."], 9)],
        [listing(["head"], [line(" ".join(WORDS)), line("Last.")], "more_agencies")],
    ],
)
def test_a_line_longer_than_a_page_is_broken_and_comes_to_its_end(
    phrases: Make, parts: list[Part]
) -> None:
    text = turn_all(phrases("en", "sms"), parts)
    assert [word for word in text.split() if word.startswith("word")] == WORDS
    assert "Last." in text


def test_a_page_past_the_end_is_the_last_one(phrases: Make) -> None:
    parts = [part(["short."])]
    assert fit(turn(phrases("en", "sms"), 7), parts).text == "short."
