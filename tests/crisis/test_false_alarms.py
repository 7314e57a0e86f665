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
        # Thieves, animals, errands, illness.
        "someone broke into our car and stole the stereo and my tools",
        "se metieron al taller y se llevaron todas las herramientas",
        "the pound picked up my cat",
        "los de la perrera agarraron a mi perrita",
        "cps took my niece last spring",
        "i picked up my wife from work and saw a patrol car",
        "she took my son to the dentist",
        "me agarro la lluvia y no llegue a la junta",
        "le sacaron tarjeta amarilla a mi hijo",
        # At the door for something else, or no door at all.
        "a salesman is knocking on every door",
        "los testigos tocan la puerta los domingos",
        "someone is banging on the wall upstairs",
        "our ice machine is here at the house, it leaks",
        "un agente de seguros vino a mi casa",
        "my neighbor the deputy knocked to return a ladder",
        "men in vests are paving the street outside my house",
        # Words for dying, and bills.
        "the bank took our insurance and el banco nos quito la tarjeta",
        "my ankle monitor battery is dying",
        "my sides hurt from laughing at this",
        "me muero de hambre, en que les ayudo",
        "este frio nos esta matando",
        "the ambulance bill says collections",
        "is the suicide rate higher there",
        # Stories, practice, rumours.
        "in the movie a kid is left home alone",
        "training our ushers: ICE is in the lobby, what do they say",
        "my aunt says ICE is going door to door over there, is that true",
        "trocas sin placas cerca del parque de trailas, a quien le digo",
        "dicen q van a entrar por los niños",
        "tengo 13 y me dejaron de tarea hablar del 287g",
        "the kids are alone after school because we work",
        # Not a crisis of the person's.
        "denme la dirección de los agentes que andan aquí",
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
        "they broke into our house, ice, and took my husband",
        "se metieron a la traila los de la migra y se llevaron a todos",
        "the news is outside and agents are banging on my door",
        "unos carros sin placas afuera de mi casa, ya se bajaron",
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
    ("message", "crisis"),
    [
        ("they took my husband to the airport in a van", "crisis_detained"),
        ("ICE picked up my wife from work", "crisis_detained"),
        ("they cuffed my mom just now", "crisis_detained"),
        ("acaban de meter a mi hijo a la cárcel", "crisis_detained"),
        ("en la carcel dicen que ice viene por mi hermano", "crisis_detained"),
        ("una ambulancia ya, mi papa no respira", "crisis_emergency"),
        ("agents have us lined up by the wall", "crisis_being_stopped"),
        ("we are cuffed on the curb", "crisis_being_stopped"),
        ("el oficial me quito el pasaporte", "crisis_being_stopped"),
        ("ice took the kids' dad at work", "crisis_detained"),
        ("they stopped our van and are asking everyone", "crisis_being_stopped"),
        ("i have the pills here and im done", "crisis_self_harm"),
        ("tengo 12 y se llevaron a mi mama, hacia la tarea", "crisis_child_alone"),
    ],
)
def test_the_same_words_in_a_crisis(message: str, crisis: str) -> None:
    assert recognise_crisis(message) == crisis


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
