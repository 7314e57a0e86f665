"""The whole bot at its most talkative: what people write is in no line of any log."""

from __future__ import annotations

import io
import logging
import sys

import pytest

from bot.privacy import log_filter

from .conftest import Bot

pytestmark = pytest.mark.model

SAID = [
    "hello, my name is Zyxomma Quillfeather",
    "is Zyxomma County, Nebraska listed?",
    "does Franklin County take part?",
    "Zyxomma",
    "ICE is at my door, zyxomma",
    "/zyxomma",
    'zyxomma"}{\\ {zyxomma}',
    "zyxomma " * 300,
]


def test_no_word_of_a_person_is_logged_at_any_level(
    bot: Bot,
    logs_restored: None,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    log_filter.install(logging.DEBUG)
    root, stream = logging.getLogger(), io.StringIO()
    (ours,) = [
        h
        for h in root.handlers
        if isinstance(h.formatter, log_filter.WordlessFormatter)
    ]
    root.handlers[:] = [ours]
    ours.setStream(stream)  # type: ignore[attr-defined]
    for name in list(logging.root.manager.loggerDict):
        logging.getLogger(name).setLevel(logging.DEBUG)
    talk = bot.open()
    for text in SAID:
        talk.say(text)
    processor = bot.assistant._agent.processor
    assert processor is not None

    async def fail(*_: object, **__: object) -> None:
        secret = "zyxomma"  # noqa: F841 (a variable that a traceback would show)
        raise RuntimeError("zyxomma in the error")

    monkeypatch.setattr(processor.action_endpoint, "request", fail)
    assert talk.say("is Polk County, Florida listed?").answer_id == "error"
    sys.stdout.flush()
    written = stream.getvalue() + "".join(capfd.readouterr())
    assert "rasa." in stream.getvalue(), "nothing was logged, so nothing was shown"
    assert "RuntimeError" in stream.getvalue()
    assert "zyxomma" not in written.lower() and "quillfeather" not in written.lower()
