"""Keywords, pages, numbered choices, crises: what a person with a phone meets."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.sms import connector
from bot.channels.sms.simulator import NUMBER
from bot.language.gsm import is_gsm, segments

from .conftest import Line, message

STOPS = ["STOP", "stop.", "Unsubscribe", "cancel", "QUIT", "ALTO", "parar", "¡Basta!"]
LONG = " ".join(f"Sentence number {n} is right here." for n in range(30))


@pytest.mark.parametrize("word", STOPS)
async def test_stop_is_confirmed_once_and_then_there_is_silence(
    line: Line, word: str
) -> None:
    assert "START" in (said := await line.text(word)) or "INICIAR" in said
    assert segments(said) == 1
    assert await line.text("what is 287g") == "" == await line.text(word)
    assert not line.agent.got


def door() -> dict[str, object]:
    crisis = message("No abra.", "crisis_ice_at_door", language="es")
    crisis["custom"]["on_reply"] = {"1": "/crisis_ice_at_door_more"}
    return crisis


async def test_a_crisis_after_a_stop_is_answered_and_the_stop_holds(line: Line) -> None:
    await line.text("ALTO")
    line.agent.says = [door()]
    assert await line.text("la migra está en mi puerta") == "No abra."
    line.agent.says = [message("An answer.")]
    for words in ("gracias", "what is 287g", "yo vivo en tampa"):
        assert await line.text(words) == "", words
    assert len(line.agent.got) == 1, "the bot does not even see the others"


async def test_the_next_step_of_a_crisis_after_a_stop_is_given_too(line: Line) -> None:
    await line.text("STOP")
    line.agent.says = [door()]
    assert await line.text("ICE is at my door") == "No abra."
    assert await line.text("1") == "No abra."
    assert line.agent.got[-1].text == "/crisis_ice_at_door_more"
    line.agent.says = [message("An answer.")]
    assert await line.text("7") == ""


@pytest.mark.parametrize(
    ("words", "sign"),
    [("HELP", "MigraWatch"), ("ayuda", "ALTO termina"), ("¡AYUDA!", "911")],
)
async def test_help_and_cries_are_answered_after_a_stop(
    line: Line, words: str, sign: str
) -> None:
    await line.text("STOP")
    assert sign in await line.text(words)
    assert await line.text("what is 287g") == ""


async def test_a_picture_or_a_reaction_after_a_stop_gets_nothing(line: Line) -> None:
    await line.text("STOP")
    assert await line.text("", NumMedia="1") == ""
    assert await line.text("Liked “ICE is at my door”") == ""


@pytest.mark.parametrize(
    "word", ["START", "unstop", "INICIAR", "Iniciar.", "yes", "Sí"]
)
async def test_start_undoes_a_stop(line: Line, word: str) -> None:
    await line.text("STOP")
    assert "287(g)" in await line.text(word)
    assert await line.text("what is 287g") == "An answer."


@pytest.mark.parametrize(
    "words", ["please stop texting", "yes", "alto ahi dijo", "end it"]
)
async def test_a_keyword_counts_only_as_the_whole_message(
    line: Line, words: str
) -> None:
    assert "An answer." in await line.text(words)


@pytest.mark.parametrize(("told", "next_one"), [("STOP", ""), ("START", "An answer.")])
async def test_what_the_carrier_has_answered_is_not_answered_again(
    line: Line, told: str, next_one: str
) -> None:
    assert await line.text(told, OptOutType=told) == ""
    assert (await line.text("hi"))[-10:] == next_one


async def test_help_answered_by_the_carrier_gets_nothing_more(line: Line) -> None:
    assert await line.text("HELP", OptOutType="HELP") == ""
    assert "An answer." in await line.text("hi")


@pytest.mark.parametrize(
    ("word", "sign"), [("HELP", "Not the gov"), ("Ayuda", "No es del")]
)
async def test_help_says_who_this_is_and_whom_to_call(
    line: Line, word: str, sign: str
) -> None:
    said = await line.text(word)
    assert sign in said and "1-844-363-1423" in said and "911" in said
    assert segments(said) <= 2 and is_gsm(said)


@pytest.mark.parametrize(
    "cry", ["AYUDA!!", "¡ayuda!", "auxilio", "HELP!", "help me", "SOS"]
)
async def test_a_cry_for_help_gets_a_crisis_text_of_one_segment(
    line: Line, cry: str
) -> None:
    said = await line.text(cry)
    assert "911" in said and segments(said) == 1
    assert "Know 287(g):" not in said and "Conoce el 287(g):" not in said


async def test_the_numbers_of_a_cry_lead_to_the_crises(line: Line) -> None:
    await line.text("¡AYUDA!")
    await line.text("2")
    assert line.agent.got[0].text == "/crisis_being_stopped"
    assert line.agent.got[0].metadata["lang"] == "es"
    await line.text("2")
    assert line.agent.got[1].text == "2", "an older offer is no offer"


async def test_ayuda_after_a_crisis_text_gives_its_next_steps(line: Line) -> None:
    line.agent.says = [door()]
    assert await line.text("la migra en mi puerta") == "No abra."
    await line.text("AYUDA")
    assert line.agent.got[-1].text == "/crisis_ice_at_door_more"


async def test_the_first_answer_says_who_this_is_and_the_second_does_not(
    line: Line,
) -> None:
    said = await line.text("what is 287g")
    assert said.startswith("Know 287(g): free, automated, not the government. STOP")
    assert await line.text("and jail") == "An answer."


async def test_a_crisis_comes_first_and_who_this_is_later(line: Line) -> None:
    line.agent.says = [message("Keep it closed.", "crisis_ice_at_door")]
    assert await line.text("ICE is at my door") == "Keep it closed."
    line.agent.says = [message("An answer.")]
    assert (await line.text("what is 287g")).startswith("Know 287(g)")


async def test_a_long_answer_comes_in_pages_of_two_segments(line: Line) -> None:
    line.agent.says = [message(LONG)]
    pages = [await line.text("tell me")]
    while pages[-1].endswith("Text MORE to go on."):
        pages.append(await line.text("more"))
    assert len(pages) > 2 and all(segments(page) <= 2 for page in pages)
    said = " ".join(page.removesuffix("Text MORE to go on.").strip() for page in pages)
    assert said.endswith(LONG) and len(line.agent.got) == 1
    assert await line.text("MÁS") == (
        "That was all of it. Ask another question, or text a county and state."
    )


async def test_another_question_drops_the_rest(line: Line) -> None:
    line.agent.says = [message(LONG)]
    await line.text("tell me")
    line.agent.says = [message("Short.")]
    assert await line.text("what is jem") == "Short."
    assert "That was all" in await line.text("more")


async def test_several_messages_become_one_text(line: Line) -> None:
    line.agent.says = [message("One."), message("Two.")]
    await line.text("x")
    assert await line.text("x") == "One.\nTwo."


async def test_an_offer_of_the_bots_own_stands_alone_and_the_rest_follows(
    line: Line,
) -> None:
    await line.text("hi")
    offer = message(f"{'a ' * 120}\nText MORE for: Jail", on_reply={"more": "/faq_jem"})
    line.agent.says = [offer, message("The topic. " + "b " * 60)]
    said = await line.text("x")
    assert said.endswith("Text MORE for: Jail") and "to go on" not in said
    line.agent.says = [message("About jail.")]
    said = await line.text("MAS")
    assert line.agent.got[-1].text == "/faq_jem"
    assert said.startswith("About jail.\nThe topic.")


async def test_choices_are_numbered_and_the_number_is_understood(line: Line) -> None:
    await line.text("hi")
    follow = [{"title": "Jail", "payload": "/faq_jem"}]
    states = [{"title": s, "payload": f"/{s}"} for s in ("ohio", "utah")]
    line.agent.says = [
        message("First.", buttons=follow),
        message("Which?", "clarify", buttons=states),
    ]
    assert await line.text("x") == "First.\nWhich?\n2 ohio\n3 utah"
    await line.text("3")
    assert line.agent.got[-1].text == "/utah"


async def test_two_machines_that_answer_each_other_come_to_an_end(line: Line) -> None:
    said = [await line.text(f"auto reply {n}") for n in range(30)]
    assert sum("wait" in text for text in said) == 1 and said[-1] == ""
    line.agent.says = [message("Keep it closed.", "crisis_ice_at_door")]
    assert await line.text("ICE is at my door") == "Keep it closed."


async def test_a_bot_that_fails_or_hangs_leaves_nobody_without_a_text(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> str:
        raise RuntimeError("no")

    monkeypatch.setattr(line.answering, "answer", fail)
    assert "Keep the door closed" in await line.text("ICE is at my door")

    async def hang(*_: object) -> str:
        await asyncio.sleep(9)
        return ""

    monkeypatch.setattr(line.answering, "answer", hang)
    monkeypatch.setattr(connector, "SECONDS_AT_MOST", 0.05)
    assert "911" in await line.text("hola, tengo una pregunta")


async def test_an_erased_database_of_stops_silences_nobody(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.privacy.opt_outs import metadata

    metadata.drop_all(line.answering._stops._list._engine)
    assert "An answer." in await line.text("hi")
    assert "went wrong" in await line.text("STOP"), "what is not noted is not confirmed"
    assert NUMBER
