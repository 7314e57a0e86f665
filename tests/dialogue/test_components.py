"""What the components make of a message in its conversation, on small inputs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.components.context import ContextResolver
from bot.dialogue.components.crisis import CrisisRules
from bot.dialogue.components.language import LanguageIdentifier
from bot.dialogue.components.places import PlaceExtractor
from bot.dialogue.gazetteer import default_reader
from bot.dialogue.wording import as_written, normalised, with_place_token
from bot.places.model import Place
from bot.places.tables import Reference

from .trackers import conversation, said_by_bot, said_by_user

LANGUAGE = LanguageIdentifier()
PLACES = PlaceExtractor()
CRISIS = CrisisRules()
BARS = ContextResolver.get_default_config()
CONTEXT = ContextResolver(BARS)
SURE = {"name": "faq_jem", "confidence": 0.99, "margin": 0.5}


def read(
    text: str,
    intent: dict[str, Any] | None = None,
    ranking: list[tuple[str, float]] = (),  # type: ignore[assignment]
    tracker: DialogueStateTracker | None = None,
    **metadata: Any,
) -> Message:
    """A message after every component, with the classifier's view given."""
    message = Message(data={TEXT: text, "metadata": metadata})
    LANGUAGE.process([message], tracker)
    PLACES.process([message], tracker)
    message.set(INTENT, intent or dict(SURE), add_to_output=True)
    ranked = [{"name": name, "confidence": sure} for name, sure in ranking]
    message.set(INTENT_RANKING_KEY, ranked, add_to_output=True)
    CRISIS.process([message])
    CONTEXT.process([message], tracker)
    return message


def intent(message: Message) -> str:
    return str(message.get(INTENT)["name"])


def entities(message: Message, kind: str) -> list[Any]:
    return [e["value"] for e in message.get(ENTITIES) if e["entity"] == kind]


# Language.


@pytest.mark.parametrize(
    ("text", "language"), [("what is this", "en"), ("qué es esto", "es"), ("ok", "en")]
)
def test_the_language_is_an_entity_so_that_the_slot_is_filled(
    text: str, language: str
) -> None:
    assert entities(read(text), "language") == [language]


def test_a_choice_goes_before_the_words_and_the_conversation() -> None:
    spanish = conversation(language="es")
    assert entities(read("qué es esto", lang="en", tracker=spanish), "language") == [
        "en"
    ]
    assert entities(read("qué es esto", lang="fr"), "language") == ["es"]


def test_a_neutral_word_keeps_the_conversations_language() -> None:
    assert entities(read("ok", tracker=conversation(language="es")), "language") == [
        "es"
    ]


def test_the_pages_language_is_used_only_while_nothing_else_is_known() -> None:
    english = conversation(language="en")
    assert entities(read("ok", hint="es"), "language") == ["es"]
    assert entities(read("ok", hint="es", tracker=english), "language") == ["en"]
    assert entities(read("what is this about", hint="es"), "language") == ["en"]


def test_place_names_do_not_vote() -> None:
    assert entities(read("is Los Angeles listed"), "language") == ["en"]


@pytest.mark.parametrize("text", ["help", "please", "I need help"])
def test_after_a_crisis_text_a_few_words_do_not_change_the_language(text: str) -> None:
    crisis = conversation(said_by_bot("crisis_detained"), language="es")
    assert entities(read(text, tracker=crisis), "language") == ["es"]


def test_after_a_crisis_text_a_whole_sentence_does() -> None:
    crisis = conversation(said_by_bot("crisis_detained"), language="es")
    asked = read("what happens to him now", tracker=crisis)
    assert entities(asked, "language") == ["en"]


# Places.


def test_a_place_is_an_entity_with_all_it_may_be() -> None:
    (place,) = entities(read("does Franklin County take part"), "place")
    assert place["asks_for"] == "state" and len(place["candidates"]) > 10
    (sure,) = entities(read("is Polk County, Florida listed"), "place")
    assert [c["fips"] for c in sure["candidates"]] == [("12105",)]


def test_a_kind_of_agency_is_an_entity() -> None:
    assert "sheriff" in entities(
        read("the sheriff of Polk County, Florida"), "agency_kind"
    )


# Crisis.


@pytest.mark.parametrize("text", ["ICE is at my door", "la migra está en mi puerta"])
def test_a_crisis_goes_before_the_classifier_and_the_context(text: str) -> None:
    asked_back = conversation(said_by_bot("clarify", awaiting=franklin()))
    for tracker in (None, asked_back):
        assert intent(read(text, tracker=tracker)) == "crisis_ice_at_door"


def test_a_crisis_that_only_the_classifier_sees_needs_to_be_sure() -> None:
    guess = {"name": "crisis_detained", "confidence": 0.3, "margin": 0.0}
    assert intent(read("my uncle and the van", guess)) == "did_you_mean"


# Context.


def franklin() -> dict[str, Any]:
    counties = Reference.load().find_counties("franklin", None)
    return {
        "intent": "lookup_signed",
        "candidates": [asdict(county.place()) for county in counties],
    }


def asked_which_franklin() -> DialogueStateTracker:
    return conversation(said_by_user("x"), said_by_bot("clarify", awaiting=franklin()))


@pytest.mark.parametrize("text", ["Ohio", "ohio", "OH", "in ohio please", "la de Ohio"])
def test_an_answer_to_a_question_back_repeats_the_look_up(text: str) -> None:
    message = read(text, tracker=asked_which_franklin())
    assert intent(message) == "lookup_signed"
    (place,) = entities(message, "place")
    assert [c["state"] for c in place["candidates"]] == ["OH"]


@pytest.mark.parametrize("text", ["what is a detainer", "who signs these deals"])
def test_a_question_back_may_be_left_for_another_subject(text: str) -> None:
    assert intent(read(text, tracker=asked_which_franklin())) == "faq_jem"


@pytest.mark.parametrize(
    "text", ["and Tampa?", "¿y Tampa?", "Tampa", "what about Tampa, Florida"]
)
def test_a_place_alone_repeats_the_last_look_up_there(text: str) -> None:
    tracker = conversation(said_by_bot("lookup", lookup_intent="lookup_pending"))
    assert intent(read(text, tracker=tracker)) in ("lookup_pending", "lookup_place")
    assert intent(read("and Tampa?", tracker=tracker)) == "lookup_pending"


def test_a_place_alone_at_the_start_is_looked_up() -> None:
    assert intent(read("Tampa, Florida")) == "lookup_place"


def test_a_kind_of_agency_is_asked_of_the_place_that_is_known() -> None:
    place = Place(kind="county", name="Polk County", state="FL", fips=("12105",))
    known = conversation(SlotSet("place", asdict(place)))
    assert intent(read("and the sheriff?", tracker=known)) == "lookup_place"


def settle(text: str, *ranking: tuple[str, float], **known: Any) -> Message:
    """A message settled from a ranking, in a conversation that knows a place or not."""
    best, sure = ranking[0]
    view = {"name": best, "confidence": sure, "margin": 0.5}
    return read(text, view, list(ranking), **known)


def test_a_message_that_names_a_place_is_a_look_up_if_one_is_near() -> None:
    text = "who joined in Polk County, Florida"
    near = settle(text, ("faq_who_joins", 0.55), ("lookup_list", 0.45))
    far = settle(text, ("faq_who_joins", 0.95), ("lookup_list", 0.01))
    assert intent(near) == "lookup_list" and intent(far) == "faq_who_joins"


@pytest.mark.parametrize(
    ("best", "confidence", "settled"),
    [
        ("faq_visit_detained", 0.72, "faq_visit_detained"),
        ("faq_visit_detained", 0.58, "did_you_mean"),
        ("out_of_scope", 0.58, "out_of_scope"),
    ],
)
def test_a_name_does_not_make_a_look_up_of_another_question(
    best: str, confidence: float, settled: str
) -> None:
    text = "may I send clothes to Polk County, Florida"
    found = settle(text, (best, confidence), ("lookup_place", 1 - confidence))
    assert intent(found) == settled


def test_a_place_may_only_say_who_asks() -> None:
    text = "We are a small church in Tulsa, Oklahoma. May we print this?"
    found = settle(text, ("faq_organizer_faq", 0.72), ("lookup_place", 0.2))
    assert intent(found) == "faq_organizer_faq"


def test_what_officers_may_do_in_a_place_is_told_with_who_takes_part() -> None:
    text = "can they stop my car in Polk County, Florida"
    message = settle(text, ("faq_traffic_stop", 0.55), ("lookup_place", 0.45))
    assert intent(message) == "place_and_topic"
    assert entities(message, "pair") == [["traffic_stop"]]


def polk() -> DialogueStateTracker:
    place = Place(kind="county", name="Polk County", state="FL", fips=("12105",))
    return conversation(SlotSet("place", asdict(place)))


@pytest.mark.parametrize(
    "text",
    ["can they stop cars there", "¿allí pueden parar carros?", "in that county?"],
)
def test_a_word_that_points_at_the_place_means_it(text: str) -> None:
    unclear = [("faq_border_zone", 0.4), ("faq_tfm", 0.35)]
    message = settle(text, *unclear, tracker=polk())
    assert intent(message) == "place_and_topic"
    assert entities(message, "pair") == [["tfm"]]
    assert "my county" in normalised(message) or "mi condado" in normalised(message)
    assert intent(settle(text, *unclear)) == "two_answers", "no place is known"


def test_a_clear_question_stays_what_it_is_in_spite_of_such_a_word() -> None:
    sure = ("faq_visit_detained", 0.95)
    assert intent(settle("can I visit him there", sure, tracker=polk())) == sure[0]


def test_there_is_is_no_place() -> None:
    found = settle("is there a list", ("faq_biden", 0.4), tracker=polk())
    assert not found.get("means_place")


AGREEMENTS = {
    "agreements": [
        {"model": "WSO", "scope": "local"},
        {"model": "TFM", "scope": "local"},
        {"model": "JEM", "scope": "statewide"},
    ]
}


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("no, the jail one", "wso"),
        ("la de la cárcel", "wso"),
        ("which of them can pull me over", "tfm"),
        ("¿cuál me puede parar?", "tfm"),
        ("what about the second one", "tfm"),
        ("y el primero", "wso"),
    ],
)
def test_one_of_the_agreements_just_named_is_meant(text: str, model: str) -> None:
    named = conversation(said_by_bot("lookup", lookup=AGREEMENTS))
    message = settle(text, ("faq_biden", 0.4), tracker=named)
    assert intent(message) == "place_and_topic"
    assert entities(message, "pair") == [[model]]
    assert entities(message, "model") == [model.upper()]


def test_the_jail_one_is_an_agreement_and_the_jail_is_an_agency() -> None:
    place = Place(kind="county", name="Osceola County", state="FL", fips=("12097",))
    known = SlotSet("place", asdict(place))
    named = conversation(known, said_by_bot("lookup", lookup=AGREEMENTS))
    jem = ("faq_jem", 0.95)
    assert intent(settle("no, the jail one", jem, tracker=named)) == "place_and_topic"
    assert intent(settle("and the jail?", jem, tracker=named)) == "lookup_place"


def test_agreements_named_long_ago_are_not_meant() -> None:
    turns = [said_by_user("a"), said_by_bot("jem"), said_by_user("b")]
    old = conversation(said_by_bot("lookup", lookup=AGREEMENTS), *turns)
    assert intent(settle("the jail one", ("faq_jem", 0.95), tracker=old)) == "faq_jem"


@pytest.mark.parametrize(
    ("parts", "settled", "pair"),
    [
        (("faq_lawyer", "faq_bond"), "both_answers", ["lawyer", "bond"]),
        (("lookup_place", "faq_bond"), "place_and_topic", ["bond"]),
    ],
)
def test_two_questions_in_one_message_get_an_answer_each(
    parts: tuple[str, ...], settled: str, pair: list[str]
) -> None:
    message = Message(data={TEXT: "a and b", "language": "en", "parts": parts})
    message.set(INTENT, dict(SURE))
    CONTEXT.process([message])
    assert intent(message) == settled and entities(message, "pair") == [pair]


def test_an_own_case_gets_what_holds_for_all_beside_the_refusal() -> None:
    near = [("faq_daca_tps", 0.6), ("refuse_personal_case", 0.4)]
    message = settle("i have daca and a ticket", *near)
    assert intent(message) == "case_and_topic"
    assert entities(message, "pair") == [["daca_tps", "refuse_personal_case"]]
    hint = [("faq_daca_tps", 0.9), ("refuse_prediction", 0.1)]
    assert intent(settle("my wife has daca and a ticket", *hint)) == "case_and_topic"
    assert intent(settle("what is daca good for", *hint)) == "faq_daca_tps"
    both = [("refuse_prediction", 0.6), ("refuse_personal_case", 0.4)]
    assert intent(settle("what will they do to me", *both)) == "refuse_prediction"


def test_a_model_asked_of_one_place_asks_about_the_place() -> None:
    sure = [("faq_jem", 0.99), ("lookup_signed", 0.01)]
    one = read("does Polk County, Florida have the jail model", ranking=sure)
    assert intent(one) == "lookup_signed"
    assert intent(read("what does the jail model allow", ranking=sure)) == "faq_jem"


@pytest.mark.parametrize(
    ("confidence", "margin", "ranking", "settled"),
    [
        (0.99, 0.5, [], "faq_jem"),
        (0.99, BARS["familiar"] - 0.01, [], "out_of_scope"),
        (BARS["sure"] - 0.01, 0.0, [("faq_jem", 0.5), ("greet", 0.4)], "did_you_mean"),
        (
            BARS["alone"] - 0.01,
            0.0,
            [("faq_jem", 0.5), ("faq_wso", 0.4)],
            "two_answers",
        ),
        (
            BARS["one_topic"] - 0.01,
            0.0,
            [("faq_jem", 0.5), ("menu", 0.4)],
            "did_you_mean",
        ),
        (BARS["alone"] - 0.01, 0.0, [("faq_jem", 0.5), ("greet", 0.4)], "faq_jem"),
        (BARS["alone"] + 0.01, 0.0, [("faq_jem", 0.5), ("faq_wso", 0.4)], "faq_jem"),
    ],
)
def test_the_bars_settle_what_is_answered(
    confidence: float, margin: float, ranking: list[tuple[str, float]], settled: str
) -> None:
    view = {"name": "faq_jem", "confidence": confidence, "margin": margin}
    assert intent(read("tell me about that thing", view, ranking)) == settled


def test_a_topic_hardly_ahead_of_none_of_these_is_only_offered() -> None:
    view = {**SURE, "over_off_topic": BARS["on_topic"] - 0.01}
    assert intent(read("tell me about that thing", view)) == "did_you_mean"
    view["over_off_topic"] = BARS["on_topic"] + 0.01
    assert intent(read("tell me about that thing", view)) == "faq_jem"


def test_another_language_is_told_so() -> None:
    assert intent(read("mwen bezwen ede tanpri")) == "other_language"


@pytest.mark.parametrize("text", ["😀", "?!", "...", "- -", "\u200b."])
def test_a_message_without_a_letter_is_gibberish(text: str) -> None:
    assert intent(read(text)) == "gibberish"


@pytest.mark.parametrize("text", ["no entiendo", "what?", "ok", "más"])
def test_a_few_unclear_words_after_a_crisis_text_bring_its_next_part(text: str) -> None:
    unclear = {"name": "affirm", "confidence": 0.6, "margin": 0.0}
    assert intent(read(text, unclear, tracker=detained())) == "crisis_detained_more"


@pytest.mark.parametrize("text", ["at work in Dalton", "en el trabajo", "he is 17"])
def test_the_story_goes_on_after_a_crisis_text(text: str) -> None:
    assert intent(read(text, tracker=detained())) == "crisis_detained_more"


def test_the_next_part_is_given_once() -> None:
    after = conversation(said_by_bot("crisis_detained"))
    assert intent(read("at work", tracker=after)) == "faq_jem"


def detained() -> DialogueStateTracker:
    more = {"1": "/crisis_detained_more"}
    return conversation(said_by_bot("crisis_detained", on_reply=more))


def test_a_clear_question_after_a_crisis_text_is_answered() -> None:
    assert intent(read("what is jem", tracker=detained())) == "faq_jem"


def test_the_topic_is_an_entity_so_that_a_follow_up_finds_it() -> None:
    assert entities(read("tell me about the jail one"), "topic") == ["jem"]
    assert entities(read("Tampa, Florida"), "topic") == []


# The two forms of a message.


def test_a_message_is_cleaned_and_spelt_out_once() -> None:
    message = Message(data={TEXT: "  wats\u200b ur  name in Polk County, FL?? "})
    assert as_written(message) == "wats ur  name in Polk County, FL??"
    assert normalised(message) == "wats your name in my county ? ?"
    assert with_place_token(message).endswith(" xplacex")


@pytest.mark.parametrize("place", ["Polk County, Florida", "Tulsa", "33830"])
def test_which_place_it_is_does_not_change_the_plain_form(place: str) -> None:
    message = Message(data={TEXT: f"does {place} take part"})
    assert "my county" in normalised(message)


def test_a_place_that_is_itself_the_matter_is_kept() -> None:
    text = "what happened in Maricopa County, Arizona"
    assert "maricopa" in normalised(Message(data={TEXT: text}))


def test_at_most_two_places_are_counted() -> None:
    many = "Tampa, Florida and Orlando, Florida and Miami, Florida and Tulsa, Oklahoma"
    message = Message(data={TEXT: many})
    assert with_place_token(message).count("xplacex") == 2


def test_the_reader_of_places_is_shared_by_the_process() -> None:
    assert default_reader() is default_reader()


# What only leads in.


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Sorry. Can they search my car", "Can they search my car"),
        ("hm, ok. who signs the deal", "who signs the deal"),
        ("Perdón, ¿me pueden parar aquí?", "¿me pueden parar aquí?"),
        ("Sorry, me again", "Sorry, me again"),
        ("thanks!", "thanks!"),
        ("sorry about that", "sorry about that"),
    ],
)
def test_what_leads_in_is_left_out_before_a_question(text: str, rest: str) -> None:
    assert as_written(Message(data={TEXT: text})) == rest
