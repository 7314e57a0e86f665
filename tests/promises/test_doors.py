"""The README's promises about the page, the doors, and what people are asked."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.serve import environment, without_tensorflow

without_tensorflow.prefer()

from bot.channels.web import WebInput, read_turn  # noqa: E402
from bot.content.parity import phones  # noqa: E402
from bot.content.text_checks import known_phones  # noqa: E402
from bot.serve.application import _our_channels  # noqa: E402

PAGE = ("*.html", "*.js", "*.css")


# No account, no cookie, no tracking, no request to a third party.


def page_files(project: Path) -> list[Path]:
    return [path for kind in PAGE for path in (project / "bot" / "web").rglob(kind)]


def test_the_page_names_no_other_host_but_the_quick_exits(project: Path) -> None:
    files = page_files(project)
    assert len(files) >= 5
    for path in files:
        code = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
        hosts = set(re.findall(r"https?://([\w.-]+\.\w+)", code))
        # The second is nobody's: it stands in sentences for organizers.
        assert hosts <= {"www.weather.gov", "the.bot.example"}, (path.name, hosts)
        assert not re.search(r"""(?:src|href|url\()\s*=?\s*["']?//""", code), path.name


@pytest.mark.parametrize(
    "tool",
    [
        r"document\s*\.\s*cookie",
        r"localStorage",
        r"sessionStorage",
        r"indexedDB",
        r"sendBeacon",
        r"serviceWorker",
        r"XMLHttpRequest",
        r"WebSocket",
        r"EventSource",
        r"geolocation",
        r"SpeechRecognition",
        r"@import",
        r"\beval\(",
        r"new Function",
        r"innerHTML",
    ],
)
def test_the_page_does_not_even_know(project: Path, tool: str) -> None:
    for path in page_files(project):
        code = re.sub(r"//.*$|/\*.*?\*/", "", path.read_text(), flags=re.M | re.S)
        assert not re.search(tool, code), path.name


# Rasa's HTTP API and telemetry are off; only our own channel is served.


def test_telemetry_is_off_wherever_rasa_is_started(project: Path) -> None:
    assert environment.ENVIRONMENT["RASA_TELEMETRY_ENABLED"] == "false"
    assert (
        "export RASA_TELEMETRY_ENABLED := false" in (project / "Makefile").read_text()
    )
    for entry in (
        "bot/serve/entry.py",
        "bot/cli/train.py",
        "bot/evaluation/loading.py",
    ):
        assert "environment.settle()" in (project / entry).read_text()


def test_rasas_own_api_is_never_switched_on(project: Path) -> None:
    for path in [*(project / "bot").rglob("*.py"), project / "Makefile"]:
        text = path.read_text(encoding="utf-8")
        assert "enable-api" not in text and "enable_api" not in text, path.name
        assert not re.search(r"rasa\.server\b|rasa_api", text), path.name


def test_only_our_own_channel_is_named(project: Path) -> None:
    named = yaml.safe_load((project / "credentials.yml").read_text())
    assert named and all(name.startswith("bot.channels.") for name in named)
    assert all(not values for values in named.values()), "a secret stands in a file"


def test_a_channel_of_rasas_in_the_file_is_not_served(tmp_path: Path) -> None:
    path = tmp_path / "credentials.yml"
    path.write_text(
        "rest:\nsocketio: {}\nbot.channels.web.WebInput:\ncallback:\n  url: x\n"
    )
    assert [type(channel) for channel in _our_channels(path)] == [WebInput]


# The bot never asks for names, A-numbers, addresses or status.


ASKS = re.compile(
    r"(?:\bwhat is your|¿cuál es su) (?:full )?(?:name|A-number|address|birth date|"
    r"status|nombre|Número A|dirección|fecha de nacimiento|estatus)\b[^.!]*\?"
    r"|^(?:tell me|send me|give me|dígame|mande|mándeme|deme)\b[^.]*\b(?:your|su) "
    r"(?:name|A-number|address|status|nombre|Número A|dirección|estatus)\b",
    re.I,
)


def test_no_text_asks_who_a_person_is(shipped: Any) -> None:
    assert ASKS.search("What is your name?") and ASKS.search("Mande su dirección.")
    texts = [item.answer for item in shipped.topics.values()]
    said = [*texts, *shipped.replies.values()]
    for item in said:
        for form in (item.en.web, item.en.sms, item.es.web, item.es.sms):
            for sentence in re.split(r"(?<=[.!?])\s+|\n+", form):
                assert not ASKS.search(sentence), sentence


def test_the_first_words_ask_people_not_to_write_who_they_are(shipped: Any) -> None:
    greeting = shipped.replies["greet"]
    assert "do not write names" in greeting.en.web
    assert "no escriba nombres" in greeting.es.web


# Sender ids are checked.


@pytest.mark.parametrize("sender", ["", "1", "default", "../x", "\ud800", None, 7])
def test_only_a_random_id_opens_a_conversation(sender: Any) -> None:
    assert read_turn(json.dumps({"sender": sender, "message": "x"}).encode()) is None


def test_an_address_is_held_only_as_a_keyed_hash() -> None:
    channel = WebInput()
    channel._limit.seconds_to_wait("203.0.113.9")
    assert "203.0.113.9" not in str(vars(channel._limit))


def test_no_password_or_key_stands_in_the_tree(project: Path) -> None:
    secret = re.compile(
        r"(?:api[_-]?key|password|secret|token)\s*[:=]\s*[\"'][A-Za-z0-9+/]{16,}|"
        r"-----BEGIN [A-Z ]*PRIVATE KEY"
    )
    for folder in ("bot", "actions", "domain", "data/nlu", "data/rules", "scripts"):
        for path in (project / folder).rglob("*"):
            if path.suffix in (".py", ".yml", ".js", ".sh", "") and path.is_file():
                assert not secret.search(path.read_text(errors="ignore")), path


def test_no_personal_data_stands_in_what_the_bot_learns_from(project: Path) -> None:

    mail = re.compile(r"[\w.+-]+@[\w.-]+\.\w+")
    offices = mail.findall((project / "data/resources/hotlines.yml").read_text())
    number = re.compile(r"\bA[- ]?\d{8,9}\b|\b\d{3}-\d{2}-\d{4}\b")
    for folder in ("faq", "nlu", "replies"):
        for path in (project / "data" / folder).glob("*.yml"):
            text = path.read_text(encoding="utf-8")
            assert set(mail.findall(text)) <= set(offices), path.name
            assert not number.search(text), path.name
            assert phones(text) <= known_phones(), (path.name, phones(text))
