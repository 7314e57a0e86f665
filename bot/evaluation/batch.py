"""Asks a batch of questions in one process and gives one result a question."""

from __future__ import annotations

from typing import Any

from bot.channels.sms_text import render_sms
from bot.dialogue.assistant import Assistant, Reading
from bot.language.gsm import segments


def result_of(question_id: str, reading: Reading, channel: str) -> dict[str, Any]:
    """One answer in the contract of ``know287g ask --json`` (docs/evaluation.md)."""
    customs = [message.get("custom") or {} for message in reading.messages]
    ids = [str(custom["answer_id"]) for custom in customs if custom.get("answer_id")]
    ids = [part for custom in customs for part in custom.get("answer_ids") or []] or ids
    lookups = [custom["lookup"] for custom in customs if custom.get("lookup")]
    result: dict[str, Any] = {
        "id": question_id,
        "answer_id": ids[0] if ids else "",
        "language": next((c["language"] for c in customs if c.get("language")), ""),
        "intent": reading.intent,
        "confidence": round(reading.confidence, 4),
        "messages": [_shown(message, channel) for message in reading.messages],
        "sources": [s for custom in customs for s in custom.get("sources") or []],
        "latency_ms": round(reading.milliseconds, 1),
    }
    if len(ids) > 1:
        result["answer_ids"] = ids
    if lookups:
        result["lookup"] = lookups[0]
    if channel == "sms":
        texts = [message["text"] for message in result["messages"]]
        result["sms_segments"] = sum(map(segments, texts))
    return result


def _shown(message: dict[str, Any], channel: str) -> dict[str, Any]:
    text = render_sms(message) if channel == "sms" else str(message.get("text", ""))
    shown = {"text": text, "buttons": message.get("buttons") or []}
    if message.get("image"):
        shown["image"] = message["image"]
    return shown


async def answer_batch(
    assistant: Assistant, questions: list[dict[str, Any]], channel: str
) -> list[dict[str, Any]]:
    """Answers questions ``{"id", "text", "context"?, "lang"?}`` in order."""
    results = []
    for question in questions:
        lang = question.get("lang")
        reading = await assistant.ask(
            str(question["text"]),
            [str(turn) for turn in question.get("context") or []],
            str(question.get("channel") or channel),
            lang if lang in ("en", "es") else None,
        )
        results.append(result_of(str(question.get("id", "")), reading, channel))
    return results
