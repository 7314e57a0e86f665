"""The rules alone, without the classifier that stands behind them."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
import yaml

from bot.crisis.rules import (
    _FLAGS,
    _expand,
    _join_signs,
    recognise_crisis,
)
from bot.language.spelling import plain

from .cases import CASES, ORDINARY, kind_of, noisy_cases, shares

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "data" / "crisis" / "rules.yml"
#: Every n-th question of the topics: enough for a share, and quick.
EVERY = 5
#: The longest message the channels pass on.
CHARACTERS = 1000
#: CPU; measured 0.02 to 0.04. What grows with the square of the length takes 1.7.
HOSTILE_SECONDS = 0.25


def _recall(cases: list[tuple[str, str, str]]) -> dict[str, float]:
    """Share recognised as the right crisis: of all, of a crisis, of its languages."""
    return shares(
        (crisis, language, kind_of(recognise_crisis(text)) == crisis)
        for crisis, language, text in cases
    )


def _show(capsys: pytest.CaptureFixture[str], title: str, shares: dict) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{title}\n")
        for group, share in shares.items():
            sys.stdout.write(f"  {group:28} {share:6.1%}\n")


def test_clean_messages_are_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    recall = _recall(CASES)
    _show(capsys, "Crisis rules, clean messages", recall)
    assert recall["all"] >= 0.96
    assert min(recall.values()) >= 0.90


def test_misspelt_capitals_are_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    recall = _recall(noisy_cases())
    _show(capsys, "Crisis rules, capitals, no accents, k for qu, one slip", recall)
    assert recall["all"] >= 0.92
    assert min(recall.values()) >= 0.88


def test_ordinary_questions_set_off_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    alarms = [(text, recognise_crisis(text)) for _, text in ORDINARY]
    false = [(text, crisis) for text, crisis in alarms if crisis]
    _show(capsys, "False alarms", {"ordinary questions": len(false) / len(ORDINARY)})
    assert len(false) <= 0.01 * len(ORDINARY), false


def test_topic_questions_seldom_set_off_a_crisis(
    capsys: pytest.CaptureFixture[str],
) -> None:
    topics = sorted((ROOT / "data" / "faq").glob("*.yml"))
    loaded = [yaml.safe_load(path.read_text("utf-8"))["questions"] for path in topics]
    asked = [str(q) for of in loaded for listed in of.values() for q in listed][::EVERY]
    false = [text for text in asked if recognise_crisis(text)]
    _show(capsys, "False alarms", {"questions of the topics": len(false) / len(asked)})
    assert len(false) <= 0.01 * len(asked), false


@pytest.mark.parametrize(
    ("message", "crisis"),
    [
        ("ice is at my door, can they come in?", "crisis_ice_at_door"),
        ("can they come in if ice is at my door?", None),
        ("está la migra en mi puerta, ¿pueden entrar?", "crisis_ice_at_door"),
        ("¿pueden entrar si está la migra en mi puerta?", None),
        ("they took my dad, what do i do", "crisis_detained"),
        ("what do i do if they take my dad", None),
        ("they took my phone", None),
        ("my brother was detained in 2019", None),
        ("if they deport me i will kill myself", "crisis_self_harm"),
        ("si me deportan me mato", "crisis_self_harm"),
        ("the cop says wait while he calls ICE, may I go", "crisis_being_stopped"),
        ("can the cop make me wait while he calls ICE", None),
        ("he is in the county jail and ICE is picking him up now", "crisis_detained"),
        ("wso means they can come to my house with a warrant??", None),
        ("is a ticket enough to get someone turned over to ICE", None),
        ("me pararon ayer por un foco y tengo miedo", None),
        ("me pararon por un faro roto y ahora tengo miedo", None),
        ("they told me to stop filming or they would arrest me", None),
        ("a judge signed it. they are at the door", "crisis_ice_at_door"),
        (
            "they say if we dont open they will break the door down",
            "crisis_ice_at_door",
        ),
        ("they don’t want to leave, they’re at our door", "crisis_ice_at_door"),
        ("im at a traffic stop now and he asks my status", "crisis_being_stopped"),
        ("can you help? there is an agent at my door", "crisis_ice_at_door"),
        ("i don't want to live", "crisis_self_harm"),
    ],
)
def test_what_is_asked_before_a_sign_makes_it_a_question(
    message: str, crisis: str | None
) -> None:
    assert recognise_crisis(message) == crisis


def test_signs_tried_at_word_starts_find_what_they_find_anywhere() -> None:
    """A sign that began inside a word would be lost without a sound."""
    raw = yaml.safe_load(RULES.read_text("utf-8"))
    words = {name: "|".join(map(str, of)) for name, of in raw["words"].items()}
    texts = [plain(text, language) for _, language, text in CASES]  # type: ignore[arg-type]
    lost = []
    for crisis, rule in raw["crises"].items():
        joined = re.compile(_expand(_join_signs(rule["signs"]), words), _FLAGS)
        anywhere = re.compile(_expand("|".join(rule["signs"]), words), _FLAGS)
        lost += [
            (crisis, text)
            for text in texts
            if bool(joined.search(text)) != bool(anywhere.search(text))
        ]
    assert lost == []


def test_the_gravest_crisis_of_a_message_is_told() -> None:
    assert (
        recognise_crisis("ice took my husband and i want to die") == "crisis_self_harm"
    )


@pytest.mark.parametrize(
    "piece",
    [
        "esta la migra en la ",
        "agentes estan en la calle y ",
        "my my my brother ",
        "if they can ",
        "ice . ",
        "nokcing ",
        "a",
    ],
)
def test_a_hostile_message_of_a_thousand_letters_is_read_in_a_moment(
    piece: str,
) -> None:
    recognise_crisis("warm up")
    message = (piece * CHARACTERS)[:CHARACTERS]
    begun = time.process_time()
    recognise_crisis(message)
    assert time.process_time() - begun < HOSTILE_SECONDS


def test_no_measured_message_is_trained_on() -> None:
    trained = yaml.safe_load((ROOT / "data" / "nlu" / "crisis.yml").read_text("utf-8"))
    lines = {
        line[2:].casefold()
        for item in trained["nlu"]
        for line in item["examples"].splitlines()
    }
    assert [text for _, _, text in CASES if text.casefold() in lines] == []
