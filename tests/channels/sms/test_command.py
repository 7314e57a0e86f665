"""``know287g sms``: what an operator sees, and what leaves the machine (nothing)."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.channels.sms.carriers.twilio import TwilioCarrier
from bot.channels.sms.checking import try_webhook
from bot.channels.sms.readiness import PATH
from bot.channels.sms.simulator import open_phone
from bot.cli import sms as command
from bot.settings import Settings

from .conftest import TOKEN, URL, Agent, Line
from .test_privacy import READY


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(command.app, list(arguments))
    return done.exit_code, done.output


def test_check_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = Settings(**{**READY, "twilio_auth_token": ""})
    monkeypatch.setattr(command, "settings", lambda: lacking)
    code, said = run("check")
    assert code == 1 and "KNOW287G_TWILIO_AUTH_TOKEN is not set" in said
    code, said = run("check", "--json")
    assert json.loads(said)["ok"] is False


def test_check_says_that_the_channel_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "settings", lambda: Settings())
    code, said = run("check")
    assert code == 1 and "KNOW287G_SMS_CARRIER" in said


async def test_check_posts_unsigned_forged_and_signed(line: Line) -> None:
    url = f"{str(line.client.base_url).rstrip('/')}{PATH}"
    steps = await asyncio.to_thread(try_webhook, line.carrier, url)
    assert len(steps) == 4 and all(step.ok for step in steps), steps
    other = TwilioCarrier("another", URL)
    steps = await asyncio.to_thread(try_webhook, other, url)
    assert not steps[2].ok and "another secret" in steps[2].sentence
    assert not line.agent.got and TOKEN not in str(steps)


async def test_check_says_when_nobody_answers() -> None:
    carrier = TwilioCarrier(TOKEN, URL)
    steps = await asyncio.to_thread(try_webhook, carrier, f"http://127.0.0.1:1{PATH}")
    assert not any(step.ok for step in steps)
    assert "No answer" in steps[0].sentence


def test_the_texts_to_paste_are_those_that_the_bot_sends() -> None:
    pasted = command._to_paste(Settings(**READY))
    assert READY["sms_url"] in pasted and "12345" not in pasted
    assert "ALTO, PARAR" in pasted and "1-844-363-1423" in pasted


def test_segments_lists_every_topic_in_both_languages() -> None:
    code, said = run("segments", "--json")
    rows = [json.loads(row) for row in said.splitlines()]
    assert code == 0
    assert {"what_is_287g", "sms_help"} <= {row["id"] for row in rows}
    assert {row["language"] for row in rows} == {"en", "es"}
    assert max(row["segments"] for row in rows) <= 2


async def test_the_phone_in_the_terminal_uses_the_real_connector(line: Line) -> None:
    agent = Agent()
    async with open_phone(agent) as phone:
        assert (await phone.text("hi")).endswith("An answer.")
        assert await phone.repeat() == ""
        assert "only read words" in await phone.send_picture()
    assert len(agent.got) == 1


def test_serve_refuses_to_start_and_names_the_setting(
    project: Path, tmp_path: Path
) -> None:
    own = {"KNOW287G_SMS_CARRIER": "twilio", "KNOW287G_PORT": "5871"}
    own["KNOW287G_ACTION_PORT"] = "5872"
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli.serve import app; app()"],
        cwd=project,
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    for name in ("SMS_URL", "PHONE_KEY", "TWILIO_AUTH_TOKEN"):
        assert f"KNOW287G_{name} is not set" in done.stderr
