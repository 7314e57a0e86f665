"""What a few words mean after the answer just read."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from rasa.shared.core.trackers import DialogueStateTracker

from bot.content.loading import Content, current_content
from bot.dialogue import said_next
from bot.settings import PROJECT

from .test_components import entities, intent, read
from .trackers import conversation, said_by_bot, said_by_user

UNSURE = {"name": "faq_training", "confidence": 0.4, "margin": 0.0}
JEM_NAMED = {"agreements": [{"model": "JEM", "scope": "county"}]}


def after(*answers: str, said: str = "hola", **custom: Any) -> DialogueStateTracker:
    """A conversation in which the bot has just given these answers."""
    return conversation(
        said_by_user(said), *(said_by_bot(answer, **custom) for answer in answers)
    )


def meaning(text: str, tracker: DialogueStateTracker, guess: Any = None) -> str:
    return intent(read(text, guess or dict(UNSURE), tracker=tracker))


@pytest.mark.parametrize(
    ("told", "text", "means"),
    [
        ("lookup", "but why?", "faq_state_law"),
        ("no_agreement_means", "¿y por qué no?", "faq_state_law"),
        ("lookup", "who got rid of it", "faq_can_community_end_it"),
        ("lookup", "so we're safe then?", "faq_no_agreement_means"),
        ("bond", "¿y eso a cuánto sale?", "faq_bond"),
        ("detainer_what", "how many days can they keep her", "faq_detainer_48h"),
        ("find_detained", "ya lo localizamos", "faq_visit_detained"),
        ("find_detained", "él es de Honduras", "faq_interpreter_consulate"),
        ("sign_papers", "she already signed", "faq_sign_papers"),
        ("call_police", "what if she calls and they see her status", "faq_call_police"),
        ("notario_fraud", "¿lo puedo demandar?", "faq_notario_fraud"),
        ("at_home", "¿y tienen que mostrar una orden?", "faq_warrant_types"),
        ("at_work", "my boss says let them in", "faq_at_work"),
        ("traffic_stop", "me remolcaron la troca", "faq_driving_no_license"),
        ("street", "can he even do that", "faq_officer_powers"),
        ("report_sighting", "should we repost this", "faq_warn_neighbors"),
        ("biden", "¿y Clinton?", "faq_history_iirira"),
        ("biden", "and the one now", "faq_trump_eo"),
        ("what_is_287g", "is that all over the country", "faq_growth_counts"),
        ("visit_detained", "he says the guards beat him", "faq_file_complaint"),
        ("warrant_types", "is that an order to deport me?", "refuse_personal_case"),
        ("models_overview", "y el segundo, ¿qué hace?", "faq_wso"),
        ("difference_between_models", "the last one", "faq_tfm"),
        ("lookup", "¿y quiénes acaban de firmar?", "lookup_newest"),
    ],
)
def test_few_words_are_about_what_was_just_told(
    told: str, text: str, means: str
) -> None:
    assert meaning(text, after(told)) == means
    assert meaning(text, after("greeting")) != means or told == "call_police"


@pytest.mark.parametrize(
    ("said", "text", "means"),
    [
        ("my kids go to school here", "can they come in there", "faq_children_school"),
        ("mis hijos van a la escuela", "¿y en el camión?", "faq_children_school"),
        ("me dieron una multa", "¿tengo que presentarme?", "faq_driving_no_license"),
        ("tiene cita con ICE", "¿y si no va?", "faq_immigration_court_checkin"),
    ],
)
def test_where_it_happens_was_said_before(said: str, text: str, means: str) -> None:
    assert meaning(text, after("hotline_resources", said=said)) == means
    assert meaning(text, after("hotline_resources")) != means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("que Dios se lo pague", "thanks"),
        ("aw bless you", "thanks"),
        ("no that's everything", "bye"),
        ("bueno, eso sería todo", "bye"),
        ("oops my bad", "affirm"),
        ("era pura broma", "affirm"),
        ("how do i get my ex deported", "refuse_report_people"),
        ("who would take care of my baby", "faq_family_plan"),
        ("dicen que mañana va a haber redadas", "faq_report_sighting"),
        ("is this the government?", "faq_bot_identity"),
        ("more", "menu"),
    ],
)
def test_some_words_mean_it_after_anything(text: str, means: str) -> None:
    assert meaning(text, after("aclu_report")) == means


def test_what_they_do_there_is_the_one_model_just_named() -> None:
    tracker = after("lookup", lookup=JEM_NAMED)
    said = read("what can they do exactly", dict(UNSURE), tracker=tracker)
    assert intent(said) == "place_and_topic"
    assert entities(said, "model") == ["JEM"]
    two = {"agreements": [*JEM_NAMED["agreements"], {"model": "TFM", "scope": "city"}]}
    told_two = after("lookup", lookup=two)
    assert meaning("what can they do exactly", told_two) != "place_and_topic"


def test_a_clear_question_of_another_kind_stands() -> None:
    clear = {"name": "faq_lawyer", "confidence": 0.99, "margin": 0.6}
    assert meaning("how much is it", after("bond"), clear) == "faq_lawyer"


def test_a_crisis_that_a_rule_sees_stands() -> None:
    said = "la migra está tocando la puerta, gracias"
    assert meaning(said, after("bond")) == "crisis_ice_at_door"


@pytest.mark.parametrize(
    ("crisis", "text", "means"),
    [
        ("crisis_detained", "¿la van a deportar?", "refuse_prediction"),
        ("crisis_detained", "what do i tell my kids", "faq_family_plan"),
        ("crisis_ice_at_door", "is this even legal", "faq_at_home"),
    ],
)
def test_a_question_in_a_crisis_goes_before_its_next_part(
    crisis: str, text: str, means: str
) -> None:
    tracker = after(crisis, on_reply={"1": f"/{crisis}_more"})
    assert meaning(text, tracker) == means


def test_every_rule_leads_to_an_answer_and_follows_one(shipped: Content) -> None:
    heard = yaml.safe_load((PROJECT / "domain" / "hear.yml").read_text("utf-8"))
    intents = {next(iter(i)) if isinstance(i, dict) else i for i in heard["intents"]}
    replies = shipped.replies.values()
    answers = {reply.answer_id or reply.id for reply in replies} | set(shipped.topics)
    for rule in said_next._rules():
        known = rule.means in shipped.topics or rule.means in intents
        assert known or rule.means.startswith("the_model"), rule.means
        assert rule.after <= answers | {"lookup", "clarify"}, rule.means


@pytest.fixture
def shipped() -> Content:
    return current_content()


@pytest.mark.parametrize(
    ("models", "text", "means"),
    [
        (("WSO",), "what can they ask him", "faq_wso"),
        (("JEM", "WSO"), "¿qué le pueden preguntar adentro?", "faq_jem"),
        (("JEM", "TFM"), "what can they ask", ""),
    ],
)
def test_what_they_may_ask_is_about_the_model_whose_officers_ask(
    models: tuple[str, ...], text: str, means: str
) -> None:
    named = {"agreements": [{"model": m, "scope": "county"} for m in models]}
    said = meaning(text, after("lookup", lookup=named))
    assert (said == means) if means else said not in ("faq_jem", "faq_tfm")


@pytest.mark.parametrize("text", ["nací en Laredo", "and me? born here in El Paso"])
def test_who_was_born_here_asks_as_a_citizen_and_of_no_town(text: str) -> None:
    assert meaning(text, after("greeting")) == "faq_us_citizen"


@pytest.mark.parametrize("text", ["florida sb 168", "¿qué dice la hb 1158?"])
def test_a_bill_by_its_number_is_a_law_of_a_state(text: str) -> None:
    assert meaning(text, after("greeting")) == "faq_state_law"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("you folks only protect felons", "abuse"),
        ("ustedes defienden a delincuentes", "abuse"),
        ("do you help people find a lawyer", "did_you_mean"),
    ],
)
def test_a_reproach_is_no_question_on_who_is_taken(text: str, means: str) -> None:
    assert meaning(text, after("greeting")) == means


def test_the_numbers_went_up_asks_for_the_order_behind_it() -> None:
    asked = "why did the number of agreements increase so much"
    assert meaning(asked, after("greeting")) == "faq_trump_eo"
