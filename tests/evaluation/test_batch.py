"""A reading becomes a line of the contract; what comes in is checked."""

from __future__ import annotations

from typing import Any

from bot.serve import without_tensorflow

without_tensorflow.prefer()

from bot.dialogue.assistant import Reading  # noqa: E402
from bot.evaluation.batch import result_of  # noqa: E402
from bot.evaluation.loading import read_lines  # noqa: E402


def reading(*messages: dict[str, Any]) -> Reading:
    return Reading(list(messages), "faq_jem", 0.123456, 12.34)


def message(answer_id: str, text: str = "t", **custom: Any) -> dict[str, Any]:
    return {"text": text, "custom": {"answer_id": answer_id, **custom}}


def test_figures_are_rounded_and_empty_parts_left_out() -> None:
    result = result_of("q", reading(message("jem", language="en")), "web")
    assert result["confidence"] == 0.1235 and result["latency_ms"] == 12.3
    assert not {"answer_ids", "lookup", "sms_segments"} & result.keys()


def test_two_answers_are_both_named() -> None:
    two = message("jem", answer_ids=["jem", "wso"])
    assert result_of("q", reading(two), "web")["answer_ids"] == ["jem", "wso"]
    apart = result_of("q", reading(message("jem"), message("wso")), "web")
    assert apart["answer_ids"] == ["jem", "wso"] and apart["answer_id"] == "jem"


def test_sources_of_all_messages_are_told() -> None:
    first, second = message("a", sources=[{"url": "1"}]), message("b", sources=None)
    assert result_of("q", reading(first, second), "web")["sources"] == [{"url": "1"}]


def test_sms_is_measured_as_it_is_sent() -> None:
    buttons = [{"title": "Georgia", "payload": "/x"}]
    asked = {**message("clarify", "¿En qué estado? " * 10), "buttons": buttons}
    result = result_of("q", reading(asked), "sms")
    assert result["messages"][0]["text"].endswith("1 Georgia")
    assert result["sms_segments"] == 2


def test_an_answer_without_custom_part_is_still_a_line() -> None:
    result = result_of("q", reading({"text": "bare"}), "web")
    assert result["answer_id"] == "" and result["language"] == ""


def test_lines_are_read_and_blank_ones_skipped() -> None:
    assert read_lines(['{"text": "a"}\n', "\n", '{"text": "b", "id": "2"}']) == [
        {"text": "a"},
        {"text": "b", "id": "2"},
    ]
    assert read_lines([]) == []
