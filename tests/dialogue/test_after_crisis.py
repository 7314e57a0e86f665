"""What a message means after a crisis text."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.trackers import DialogueStateTracker

from .test_components import intent, read
from .trackers import conversation, said_by_bot, said_by_user


def after(crisis: str, *, told_all: bool = False) -> DialogueStateTracker:
    """A conversation whose newest answer is a crisis text, or its last part."""
    more = {} if told_all else {"1": f"/{crisis}_more"}
    return conversation(said_by_bot(crisis, on_reply=more))


def guess(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence, "margin": 0.0}


DOOR = "crisis_ice_at_door"
STOPPED = "crisis_being_stopped"
DETAINED = "crisis_detained"
SELF_HARM = "crisis_self_harm"


@pytest.mark.parametrize(
    ("crisis", "text"),
    [
        (DOOR, "they just left"),
        (DOOR, "ok theyre gone thank god"),
        (DOOR, "ya se fueron"),
        (DOOR, "gracias a dios ya se fueron todos"),
        (DOOR, "they are gone from our door"),
        (DOOR, "false alarm, it was the mailman"),
        (DOOR, "era el cartero, fue falsa alarma"),
        (DOOR, "no era la migra"),
        (STOPPED, "he let me go with a warning"),
        (STOPPED, "ya me dejó ir, nomás me dieron una multa"),
        (STOPPED, "im home safe now"),
        (STOPPED, "ya estoy en la casa"),
        (DETAINED, "they released him"),
        (DETAINED, "ya la soltaron"),
        (DETAINED, "my son is out of jail"),
        ("crisis_emergency", "we are all safe now"),
    ],
)
@pytest.mark.parametrize("told_all", [False, True])
def test_a_crisis_that_is_over_is_heard(crisis: str, text: str, told_all: bool) -> None:
    unsure = guess("faq_jem", 0.3)
    tracker = after(crisis, told_all=told_all)
    assert intent(read(text, unsure, tracker=tracker)) == "crisis_over"


@pytest.mark.parametrize("text", ["estoy mejor, hablé con mi tía", "im feeling better"])
def test_someone_who_feels_better_keeps_988(text: str) -> None:
    said = read(text, guess("affirm", 0.4), tracker=after(SELF_HARM))
    assert intent(said) == "crisis_over_self_harm"


@pytest.mark.parametrize(
    ("crisis", "text"),
    [
        (DOOR, "they havent left"),
        (DOOR, "they left but came back and are banging on the door"),
        (DOOR, "se fueron con mi papá"),
        (DOOR, "no se van"),
        (DOOR, "some left but two are parked outside"),
        (DOOR, "estoy bien pero hay uno afuera"),
        (STOPPED, "im not ok"),
        (DETAINED, "they left him in the cell"),
        (SELF_HARM, "they would be better if i was dead"),
    ],
)
def test_what_goes_on_is_not_over(crisis: str, text: str) -> None:
    said = read(text, guess("affirm", 0.4), tracker=after(crisis))
    assert not intent(said).startswith("crisis_over")


@pytest.mark.parametrize("text", ["they left", "ya se fueron", "im home now"])
def test_without_a_crisis_before_nothing_is_over(text: str) -> None:
    quiet = conversation(said_by_user("hi"), said_by_bot("greeting"))
    assert not intent(read(text, tracker=quiet)).startswith("crisis")


def test_another_crisis_goes_before_the_one_that_is_over() -> None:
    text = "they left but they took my brother"
    assert intent(read(text, tracker=after(DOOR))) == DETAINED


@pytest.mark.parametrize(
    "text",
    [
        "no sé dónde lo tienen",
        "i dont know where he is",
        "no aparece en el localizador",
        "which jail is he in",
        "i dont have the a number",
    ],
)
def test_where_someone_taken_is_leads_to_the_search(text: str) -> None:
    said = read(text, guess("affirm", 0.3), tracker=after(DETAINED))
    assert intent(said) == "faq_find_detained"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("can i go see him there", "visit_detained"),
        ("¿debo ir a la cárcel a preguntar?", "visit_detained"),
        ("she is from honduras", "interpreter_consulate"),
    ],
)
def test_what_the_words_ask_about_someone_taken_is_answered(
    text: str, topic: str
) -> None:
    unsure = guess("faq_status_question_jail", 0.55)
    assert intent(read(text, unsure, tracker=after(DETAINED))) == f"faq_{topic}"


@pytest.mark.parametrize("text", ["what do i do", "ok now what", "¿y ahora qué hago?"])
def test_a_plea_brings_the_next_part_whatever_it_looks_like(text: str) -> None:
    taken_for = guess("faq_what_can_i_ask", 0.96)
    said = read(text, taken_for, tracker=after(DETAINED))
    assert intent(said) == "crisis_detained_more"


def test_a_place_on_the_list_is_looked_up_after_a_crisis() -> None:
    asked = guess("lookup_place", 0.6)
    said = read("is york county sc on the list", asked, tracker=after(DETAINED))
    assert intent(said) == "lookup_place"


def test_a_question_is_answered_after_a_crisis() -> None:
    asked = guess("faq_visit_detained", 0.6)
    said = read("should i go to the jail and ask", asked, tracker=after(DETAINED))
    assert intent(said) == "faq_visit_detained"


@pytest.mark.parametrize("text", ["ok", "im scared", "tengo miedo", "at his job"])
def test_what_says_nothing_else_brings_the_next_part(text: str) -> None:
    said = read(text, guess("faq_jem", 0.4), tracker=after(DOOR))
    assert intent(said) == "crisis_ice_at_door_more"


@pytest.mark.parametrize("text", ["no tengo a nadie", "estoy sola y sin nadie"])
def test_nobody_left_after_988_is_the_same_despair(text: str) -> None:
    alone = guess("crisis_child_alone", 0.9)
    assert intent(read(text, alone, tracker=after(SELF_HARM))) == SELF_HARM


@pytest.mark.parametrize("text", ["ya se van", "they're driving off", "he is leaving"])
def test_those_who_are_leaving_are_as_good_as_gone(text: str) -> None:
    unsure = guess("faq_jem", 0.3)
    assert intent(read(text, unsure, tracker=after(DOOR))) == "crisis_over"


def test_those_who_leave_with_someone_are_not_gone() -> None:
    said = read("ya se van con mi papá", guess("faq_jem", 0.3), tracker=after(DOOR))
    assert intent(said) != "crisis_over"


@pytest.mark.parametrize(
    ("told", "guessed", "text", "means"),
    [
        ("traffic_stop", STOPPED, "me pararon en la carretera", "faq_traffic_stop"),
        ("bond", DETAINED, "they put a hold on my uncle", "faq_find_detained"),
        ("family_plan", "crisis_child_alone", "aquí no hay tíos", "faq_family_plan"),
    ],
)
def test_after_an_answer_on_it_a_guessed_crisis_is_the_story_going_on(
    told: str, guessed: str, text: str, means: str
) -> None:
    tracker = conversation(said_by_user("hola"), said_by_bot(told))
    assert intent(read(text, guess(guessed, 0.8), tracker=tracker)) == means
    assert intent(read(text, guess(guessed, 0.8), tracker=None)) == guessed


def test_a_crisis_that_a_rule_sees_interrupts_an_answer_on_it() -> None:
    tracker = conversation(said_by_user("hola"), said_by_bot("at_home"))
    told = read("ice is banging on my door", guess(DOOR, 0.6), tracker=tracker)
    assert intent(told) == DOOR


@pytest.mark.parametrize("text", ["solo me puso una multa", "he wrote me a ticket"])
def test_a_stop_of_which_only_a_paper_came_is_over(text: str) -> None:
    assert intent(read(text, guess(STOPPED, 0.9), tracker=after(STOPPED))) == (
        "crisis_over"
    )
