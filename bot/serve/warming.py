"""What the first people who ask would wait for, read while nobody does.

Not before the first answer: a start must be short, too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from sanic import Sanic

from bot.answers.live_values import live_values
from bot.answers.question import read_narrowing
from bot.content.states import state_law
from bot.crisis.after import says_it_is_over

logger = logging.getLogger(__name__)

#: Seconds after the start: whoever started it has had an answer by then.
_SECONDS = 2.0
#: Seconds between two steps, in which messages are answered.
_PAUSE = 0.05
_STEPS: tuple[Callable[[], object], ...] = (
    lambda: read_narrowing("?"),
    lambda: says_it_is_over("?"),
    lambda: state_law("TX"),
    lambda: live_values("en"),
    lambda: live_values("es"),
)


async def warm_up(_: Sanic) -> None:
    """Reads word lists, state laws and the counts of the newest list once."""
    await asyncio.sleep(_SECONDS)
    for step in _STEPS:
        try:
            # In a thread of its own: a database may hang, and nobody must wait for it.
            await asyncio.to_thread(step)
        except Exception as error:  # noqa: BLE001 (an edge: answering goes on without)
            logger.warning("warming up: %s", type(error).__name__)
        await asyncio.sleep(_PAUSE)
