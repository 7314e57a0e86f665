"""Kinds of messages that read like a crisis and are none, and their neighbours."""

from __future__ import annotations

import pytest

from bot.crisis.rules import is_ruled_out, recognise_crisis


@pytest.mark.parametrize(
    "message",
    [
        # Moving house.
        "im moving to gwinnett county, do they help ice",
        "we are moving to tulsa in the spring",
        # Who asks is no officer, or asked long ago.
        "the moms at church are asking me about the sheriff",
        "my manager is asking me for papers",
        "mi patrona me está pidiendo papeles",
        "la gente nos está preguntando qué hace el alguacil",
        "a guard was asking me where i am from at the club",
        "she is asking me for a ride to court",
        # Standing is not being stopped.
        "estoy parado en la esquina esperando trabajo",
        "estamos parados afuera de la tienda",
        # Words that are in a crisis too.
        "is it breaking the law to drive my aunt home",
        "we would be breaking our lease",
        "someone left a card on our door",
        "dejaron una nota en la puerta",
        "they took our work permits",
        "im dying to know which county is worst",
        "im choosing between two counties",
        "this page is not moving",
        "puro choro y no responde lo que uno pregunta",
        "do paramedics and ambulances tell ice",
        "nobody came to the town hall",
        "no traigo licencia",
        # A place and what is agreed there.
        "hay convenio con ice aqui en tulsa?",
        "vivo en Mesa Arizona, hay acuerdo con inmigración aquí",
        "deputies here in cobb county cooperate with immigration",
        "esta ice aqui en el condado de bexar?",
        "which town is trying to get in",
        "the sheriff wants to get in the program",
        "our county has no deal but ice picked up my cousin from the jail, how",
        # Not a crisis of the person's.
        "quiero la dirección del oficial que detuvo a mi primo",
        "an uncertified deputy arrested my cousin, is that allowed",
    ],
)
def test_what_only_sounds_like_a_crisis_is_none(message: str) -> None:
    assert recognise_crisis(message) is None


@pytest.mark.parametrize(
    "message",
    [
        "my manager was asking me for papers and now ice is at our door",
        "im moving my kids upstairs, ice is knocking",
        "they left a paper on the door and they are still outside banging",
        "hay acuerdo con ice aqui y ahorita están tocando mi puerta",
    ],
)
def test_what_is_harmless_hides_no_crisis_beside_it(message: str) -> None:
    assert recognise_crisis(message) == "crisis_ice_at_door"


@pytest.mark.parametrize(
    "message",
    [
        "trooper lit me up, im pulling over",
        "just got lit up on 75",
        "el deputy just hit his lights, me estoy orillando",
        "la chota me prendio las luces",
        "me marcaron el alto que hago",
        "traigo una patrulla atras con las torretas",
        "nos hicieron la parada, ya viene el oficial",
        "me orille porque el cop me hizo pull over, ya viene caminando",
    ],
)
def test_being_pulled_over_in_the_words_of_the_street(message: str) -> None:
    assert recognise_crisis(message) == "crisis_being_stopped"


@pytest.mark.parametrize(
    ("message", "guess", "out"),
    [
        ("me da miedo salir a la calle", "crisis_self_harm", True),
        ("me da miedo todo", "crisis_self_harm", False),
        ("here.", "crisis_ice_at_door", True),
        ("they are here in the hall", "crisis_ice_at_door", False),
        ("hace dos semanas vino la migra", "crisis_ice_at_door", True),
        ("he got detention at school again", "crisis_detained", True),
        ("they kept my brother", "crisis_detained", False),
        ("nunca me han parado", "crisis_being_stopped", True),
        ("can they stop my bus", "crisis_being_stopped", True),
        ("can i die", "crisis_self_harm", False),
    ],
)
def test_a_guess_goes_where_the_message_can_not_mean_it(
    message: str, guess: str, out: bool
) -> None:
    assert is_ruled_out(message, guess, certain=False) is out


def test_a_question_does_not_shake_a_guess_that_is_certain() -> None:
    asked = "my kid is home with agents, can i go in"
    assert is_ruled_out(asked, "crisis_ice_at_door", certain=False)
    assert not is_ruled_out(asked, "crisis_ice_at_door", certain=True)
