"""Places and agencies: answered, asked back, answered again, or left for another topic.

What the list says of a place is tested in tests/agencies; here it is the conversation.
"""

from __future__ import annotations

import pytest

from .conftest import Bot, Talk

pytestmark = pytest.mark.model

AS_OF = {"en": "May 18, 2026", "es": "18 de mayo de 2026"}


@pytest.mark.parametrize(
    ("question", "fips", "language"),
    [
        ("does polk county florida work with ICE", "12105", "en"),
        ("¿el condado de polk, florida, participa en el 287(g)?", "12105", "es"),
        ("is Lakeland, FL in the program", "12105", "en"),
        ("la policía de Lakeland Florida tiene acuerdo?", "12105", "es"),
        ("33830", "12105", "en"),
        ("código postal 33830", "12105", "es"),
        ("does the Polk County Sheriff's Office in Florida take part", "12105", "en"),
    ],
)
def test_a_place_is_looked_up_and_the_lists_date_is_told(
    bot: Bot, question: str, fips: str, language: str
) -> None:
    answer = bot.open().say(question)
    assert (answer.answer_id, answer.language) == ("lookup", language)
    assert answer.lookup["kind"] == "agreements"
    assert answer.lookup["as_of"] == "2026-05-18"
    assert AS_OF[language] in answer.text
    assert answer.lookup["agreements"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("does Burlington, Vermont take part in 287(g)?", "en"),
        ("¿Burlington, Vermont participa en el 287(g)?", "es"),
    ],
)
def test_a_place_that_is_not_listed_is_not_called_safe(
    bot: Bot, question: str, language: str
) -> None:
    answer = bot.open().say(question)
    assert answer.lookup["kind"] == "not_listed"
    assert not [a for a in answer.lookup["agreements"] if a["scope"] == "local"]
    assert AS_OF[language] in answer.text
    assert ("not" if language == "en" else "no ") in answer.text


ASK = {
    "en": "does Franklin County take part in 287(g)?",
    "es": "¿el condado de Franklin participa en el 287(g)?",
}
CHANGED = {
    "en": ("what is a detainer", "detainer_what"),
    "es": ("mejor dígame qué es un detainer", "detainer_what"),
}


def asked_back(bot: Bot, language: str) -> Talk:
    talk = bot.open()
    answer = talk.say(ASK[language])
    assert (answer.answer_id, answer.language) == ("clarify", language)
    clarify = answer.lookup["clarify"]
    assert clarify["slot"] == "state"
    assert {"FL", "GA", "OH", "VT"} <= set(clarify["options"])
    assert not answer.lookup["agreements"]
    return talk


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "reply", ["Ohio", "ohio", "OH", "in Ohio", "the one in ohio please", "en Ohio"]
)
def test_a_question_back_is_answered_by_the_state(
    bot: Bot, language: str, reply: str
) -> None:
    answer = asked_back(bot, language).say(reply)
    assert answer.answer_id == "lookup"
    assert [place["fips"] for place in answer.lookup["places"]] == ["39049"]
    assert "Franklin" in answer.text and "Ohio" in answer.text


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_question_back_is_answered_by_a_buttons_number_or_payload(
    bot: Bot, language: str
) -> None:
    shown = bot.open().say(ASK[language])
    for way in ("2", shown.titles[1], shown.payloads[1]):
        answer = asked_back(bot, language).say(way)
        assert answer.answer_id == "lookup"
        assert answer.lookup["places"][0]["name"] == "Franklin County"
        assert answer.language == language


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_question_back_may_be_left_for_another_subject(
    bot: Bot, language: str
) -> None:
    talk = asked_back(bot, language)
    text, topic = CHANGED[language]
    answer = talk.say(text)
    assert (answer.answer_id, answer.language) == (topic, language)
    later = talk.say("Ohio")
    assert later.answer_id in ("lookup", "clarify", "did_you_mean")


def test_a_crisis_goes_before_a_question_back(bot: Bot) -> None:
    answer = asked_back(bot, "es").say("la migra está tocando mi puerta")
    assert answer.answer_id == "crisis_ice_at_door"


@pytest.mark.parametrize(
    ("first", "then", "place", "language"),
    [
        ("does polk county florida take part?", "and Tampa?", "Tampa", "en"),
        ("¿participa el condado de Polk, Florida?", "¿y Tampa?", "Tampa", "es"),
        ("is Lakeland Florida listed", "what about Orlando", "Orlando", "en"),
        ("¿está Lakeland, Florida?", "y en orlando", "Orlando", "es"),
    ],
)
def test_another_place_alone_repeats_the_look_up_there(
    bot: Bot, first: str, then: str, place: str, language: str
) -> None:
    talk = bot.open()
    talk.say(first)
    answer = talk.say(then)
    assert (answer.answer_id, answer.language) == ("lookup", language)
    assert place in answer.text


def test_a_county_that_does_not_exist_is_said_to_be_unknown(bot: Bot) -> None:
    english = bot.open().say("does Zyxomma County, Nebraska take part?")
    spanish = bot.open().say("¿participa el condado de Zyxomma, Nebraska?")
    for answer, language in ((english, "en"), (spanish, "es")):
        assert answer.lookup["kind"] == "unknown_place"
        assert answer.language == language
        assert not answer.lookup["agreements"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("how many agencies in Texas have agreements", "en"),
        ("cuántas agencias de Texas tienen acuerdos", "es"),
    ],
)
def test_a_count_carries_the_lists_date(bot: Bot, question: str, language: str) -> None:
    answer = bot.open().say(question)
    assert answer.lookup["kind"] == "count"
    assert str(answer.lookup["count"]["value"]) in answer.text
    assert AS_OF[language] in answer.text


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_look_up_fits_its_channel(bot: Bot, channel: str) -> None:
    from bot.channels.sms_text import render_sms
    from bot.language.gsm import segments

    answer = bot.open(channel).say("¿participa el condado de Polk, Florida?")
    if channel == "sms":
        assert segments(render_sms(answer.reading.messages[0])) <= 3
    else:
        assert "\n" in answer.text


@pytest.mark.parametrize(
    ("asked", "concluded", "told"),
    [
        ("is gaston county nc in it", "so nothing on the street?", "only inside the"),
        ("condado de Knox, Tennessee", "entonces en la calle no?", "solo dentro de"),
    ],
)
def test_a_conclusion_from_a_jail_agreement_is_told_by_its_model(
    bot: Bot, asked: str, concluded: str, told: str
) -> None:
    talk = bot.open()
    talk.say(asked)
    assert told in talk.say(concluded).text


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("is Hall County, Georgia listed", "where is that from?", "ice.gov"),
        ("how many in Ohio", "how recent are those numbers", "May 18, 2026"),
        ("is Hall County, Georgia listed", "what does it mean", "only inside the jail"),
        ("Hall County Georgia", "which model do they have", "jail enforcement"),
        ("Polk County Florida", "name the others", "Winter Haven"),
        ("¿está el condado de Polk, Florida?", "¿quiénes son los demás?", "Winter H"),
        ("how many in Ohio", "and last year", "Ohio"),
    ],
)
def test_a_few_words_after_a_look_up_are_about_its_answer(
    bot: Bot, first: str, then: str, said: str
) -> None:
    talk = bot.open()
    talk.say(first)
    answer = talk.say(then)
    assert answer.answer_id == "lookup"
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many agreements were signed during March 2026", "signed from March 1"),
        ("how many agreements existed in August 2025", "ICE's list of August"),
        ("cuántos acuerdos había en agosto de 2025", "La lista de ICE del"),
        ("how many agencies have dropped out this year", "Gone from ICE's list"),
    ],
)
def test_a_count_by_time_is_looked_up_and_no_story_of_the_growth(
    bot: Bot, question: str, said: str
) -> None:
    answer = bot.open().say(question)
    assert answer.answer_id == "lookup"
    assert said in answer.text


def test_a_look_up_is_told_again_in_the_language_asked_for(bot: Bot) -> None:
    talk = bot.open()
    talk.say("how many agreements are in Ohio")
    answer = talk.say("en español, por favor")
    assert (answer.answer_id, answer.language) == ("lookup", "es")
    assert answer.lookup["count"]["filter"] == {"state": "OH"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("¿En qué estados hay más acuerdos?", "Texas"),
        ("which states got the fewest deals with ICE", "the fewest"),
    ],
)
def test_which_states_have_most_or_fewest_is_no_question_of_state_law(
    bot: Bot, question: str, said: str
) -> None:
    answer = bot.open().say(question)
    assert answer.answer_id == "lookup"
    assert said in answer.text


@pytest.mark.parametrize(
    "question", ["does the National Guard take part", "¿participa la Guardia Nacional?"]
)
def test_a_kind_of_which_there_are_few_is_told_without_asking_for_a_state(
    bot: Bot, question: str
) -> None:
    answer = bot.open().say(question)
    assert answer.answer_id == "lookup"
    assert "Arkansas" in answer.text and "Texas" in answer.text
