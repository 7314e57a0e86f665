"""Loads the bot, and questions, for the shell."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bot.serve import environment, model_files, without_tensorflow
from bot.settings import settings

if TYPE_CHECKING:
    from bot.dialogue.assistant import Assistant


async def load_assistant() -> Assistant | str:
    """The bot with its newest model, or a sentence that says what is missing."""
    model = model_files.newest_model(settings().models)
    if model is None:
        return "There is no trained model yet. Run `know287g train` first."
    damage = model_files.describe_damage(model)
    if damage:
        return f"The model {model.name} can't be used: {damage}. Run `know287g train`."
    environment.settle()
    environment.answer_on_one_thread()
    without_tensorflow.prefer()
    from bot.agencies.building import ensure_database
    from bot.dialogue.assistant import Assistant
    from bot.privacy import log_filter

    ensure_database()
    log_filter.install()
    assistant = await Assistant.load(model)
    log_filter.install()
    return assistant


def read_lines(lines: Iterable[str]) -> list[dict[str, Any]] | str:
    """Questions from JSON lines, or a sentence that names the line at fault."""
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            question = json.loads(line)
        except ValueError:
            return f"Line {number} is not JSON."
        if not isinstance(question, dict) or not isinstance(question.get("text"), str):
            return f'Line {number} has no "text".'
        questions.append(question)
    return questions
