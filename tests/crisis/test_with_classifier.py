"""The rules and the classifier behind them: what a trained bot recognises."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator

import pytest

from bot.serve import model_files, without_tensorflow
from bot.settings import settings

without_tensorflow.prefer()

from bot.dialogue.assistant import Assistant  # noqa: E402

from .cases import CASES, ORDINARY, kind_of, noisy_cases, shares  # noqa: E402

pytestmark = pytest.mark.model


class Reader:
    """Reads messages with the newest model, each in a conversation of its own."""

    def __init__(self, assistant: Assistant, loop: asyncio.AbstractEventLoop) -> None:
        self._agent, self._loop = assistant.agent, loop

    def intent(self, text: str) -> str:
        """What the whole pipeline makes of a message."""
        parsed = self._loop.run_until_complete(self._agent.parse_message(text))
        return str(parsed["intent"]["name"])


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    model = model_files.newest_model(settings().models)
    if model is None:
        pytest.skip("no trained model: run `know287g train`")
    loop = asyncio.new_event_loop()
    yield Reader(loop.run_until_complete(Assistant.load(model)), loop)
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def _recall(reader: Reader, cases: list[tuple[str, str, str]]) -> dict[str, float]:
    """Share of the crises that get the text of a crisis, whichever."""
    return shares(
        (crisis, language, (kind_of(reader.intent(text)) or "").startswith("crisis_"))
        for crisis, language, text in cases
    )


def _show(capsys: pytest.CaptureFixture[str], title: str, found: dict) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{title}\n")
        for group, share in found.items():
            sys.stdout.write(f"  {group:28} {share:6.1%}\n")


def test_clean_messages_are_recognised(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    recall = _recall(reader, CASES)
    _show(capsys, "Rules and classifier, clean messages", recall)
    assert recall["all"] >= 0.98


def test_misspelt_capitals_are_recognised(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    recall = _recall(reader, noisy_cases())
    _show(capsys, "Rules and classifier, capitals, no accents, k, one slip", recall)
    assert recall["all"] >= 0.98
    assert min(recall.values()) >= 0.94


def test_ordinary_questions_are_no_crisis(
    reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    false = [t for _, t in ORDINARY if reader.intent(t).startswith("crisis_")]
    share = len(false) / len(ORDINARY)
    _show(capsys, "False alarms", {"ordinary questions": share})
    assert share <= 0.01, false
