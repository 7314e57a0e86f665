"""The number is in the request only: not in Rasa, a log, a store, an error."""

from __future__ import annotations

import io
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.channels.sms.connector import SmsInput, SmsSettingsMissing
from bot.channels.sms.readiness import describe_lacks
from bot.privacy.keyed_hash import normalise_number
from bot.privacy.opt_outs import OptOuts, opt_outs
from bot.privacy.pseudonyms import MemorySalts, Pseudonyms
from bot.settings import Settings

from .conftest import KEY, Line

HIDDEN = ["5550123", "TAMPA", "33601", "SMsecret", "Zyxomma"]
#: All that Twilio posts beside what is read.
FULL = {
    "ToCountry": "US",
    "ToState": "DC",
    "SmsSid": "SMsecret",
    "FromCity": "TAMPA",
    "FromState": "FL",
    "FromZip": "33601",
    "FromCountry": "US",
    "ProfileName": "Zyxomma",
    "WaId": "12025550123",
    "To": "+12025550100",
    "AccountSid": "AC1",
    "ApiVersion": "2010-04-01",
}
TEXTS = [
    "hi",
    "AYUDA!!",
    "STOP",
    "hi",
    "START",
    "more",
    "",
    "Liked “x”",
    "1",
    "x" * 2000,
]


@pytest.mark.parametrize("seed", range(5))
async def test_nothing_of_a_full_payload_is_left_anywhere(
    line: Line,
    stream: io.StringIO,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    seed: int,
) -> None:
    chance = random.Random(seed)
    number = chance.choice(["+12025550123", "whatsapp:+12025550123", "202-555-0123"])
    for words in chance.sample(TEXTS, len(TEXTS)):
        if chance.random() < 0.2:
            line.agent.says = []
        chosen = dict(chance.sample(sorted(FULL.items()), chance.randint(3, len(FULL))))
        await line.text(words, number=number, **chosen)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    told = stream.getvalue() + "".join(capfd.readouterr())
    places = [*line.places(), told, written.decode("latin-1")]
    for hidden in HIDDEN:
        assert not [place for place in places if hidden in place], hidden
    assert line.agent.got, "nothing happened, so nothing was shown"


async def test_an_error_does_not_quote_the_number(
    line: Line, stream: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(sms: Any, *_: object) -> str:
        raise ValueError(f"{sms} {sms.number} {sms.text}")

    monkeypatch.setattr(line.answering, "answer", fail)
    assert await line.text("zyxomma")
    assert "ValueError" in stream.getvalue()
    assert "5550123" not in stream.getvalue() and "zyxomma" not in stream.getvalue()


def test_a_number_is_one_number_however_it_is_written() -> None:
    written = ["+1 (202) 555-0123", "2025550123", "1-202-555-0123", "+12025550123"]
    assert {normalise_number(number) for number in written} == {"+12025550123"}
    assert normalise_number("72345") and normalise_number("Someone@Example.org")


def test_a_running_conversation_keeps_its_name_for_one_change_of_the_salt() -> None:
    now = [0.0]
    names = Pseudonyms(KEY, 1, MemorySalts(), clock=lambda: now[0])
    first = names.name("+12025550123", lambda _: False)
    now[0] = 3700
    assert names.name("+12025550123", lambda name: name == first) == first
    assert names.name("+12025550123", lambda _: False) != first
    now[0] = 7300
    assert names.name("+12025550123", lambda name: name == first) != first


def test_after_two_changes_a_name_can_not_be_computed_any_more() -> None:
    now, salts = [0.0], MemorySalts()
    names = Pseudonyms(KEY, 1, salts, clock=lambda: now[0])
    names.name("+12025550123", lambda _: False)
    old = salts.known(0)
    now[0] = 7300
    names.name("+12025550123", lambda _: False)
    assert old is not None and salts.known(0) is None
    assert old not in salts._held.values()


def test_the_list_of_stops_holds_hashes_and_days_only(tmp_path: Path) -> None:
    from datetime import date

    from bot.agencies.database import open_engine

    path = tmp_path / "stops.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    stops = OptOuts(engine, [KEY])
    for _ in range(2):
        stops.add("202-555-0123", date(2026, 11, 25))
    rows = sqlite3.connect(path).execute("select * from sms_opt_outs").fetchall()
    ((number_hash, since),) = rows
    assert len(number_hash) == 32 and since == "2026-11-25"
    assert {c.name for c in opt_outs.columns} == {"number_hash", "since"}
    renewed = OptOuts(engine, [b"n" * 32, KEY])
    assert renewed.holds("+12025550123") and not OptOuts(engine, [b"n" * 32]).holds("1")
    renewed.remove("+12025550123")
    assert not stops.holds("+12025550123")


READY = {
    "sms_carrier": "twilio",
    "sms_url": "https://bot.example.org/webhooks/sms/webhook",
    "phone_key": "k" * 32,
    "twilio_auth_token": "12345",
}


@pytest.mark.parametrize("name", ["sms_url", "phone_key", "twilio_auth_token"])
def test_a_missing_setting_stops_the_start_and_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert describe_lacks(Settings(**READY)) == []
    lacking = Settings(**{**READY, name: ""})
    monkeypatch.setattr("bot.channels.sms.connector.settings", lambda: lacking)
    with pytest.raises(SmsSettingsMissing, match=f"KNOW287G_{name.upper()}"):
        SmsInput.from_credentials(None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("phone_key", "k" * 31),
        ("sms_url", "http://bot.example.org/webhooks/sms/webhook"),
        ("sms_url", "https://bot.example.org/"),
    ],
)
def test_an_unfit_setting_is_named(name: str, value: str) -> None:
    (lack,) = describe_lacks(Settings(**{**READY, name: value}))
    assert f"KNOW287G_{name.upper()}" in lack and "12345" not in lack


def test_no_secret_is_shown_when_the_settings_are_printed() -> None:
    assert "12345" not in repr(Settings(**READY)) and "kkk" not in str(
        Settings(**READY)
    )


def test_without_a_carrier_the_channel_has_no_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.channels.sms.connector.settings", lambda: Settings())
    assert not SmsInput.from_credentials(None).blueprint(None)._future_routes  # type: ignore[arg-type]
