"""What the first people who ask would wait for, read while nobody does.

Not before the first answer: a start must be short, too.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from sanic import Sanic
from sqlalchemy.exc import SQLAlchemyError
from yaml import YAMLError

from bot.answers.live_values import live_values
from bot.answers.question import read_narrowing
from bot.content.loading import current_content
from bot.content.states import state_law
from bot.crisis.after import says_it_is_over
from bot.places.model import Place
from bot.places.size import count_zips

logger = logging.getLogger(__name__)

#: Seconds after the start: whoever started it has had an answer by then.
_SECONDS = 2.0
#: Seconds between two steps.
_PAUSE = 0.05
_BALTIMORE = Place("county", "MD", "Baltimore County", ("24005",))

Steps = Sequence[Callable[[], object]]

#: Word lists, state laws and the counts of the newest list.
READING: Steps = (
    lambda: read_narrowing("?"),
    lambda: says_it_is_over("?"),
    lambda: state_law("TX"),
    lambda: live_values("en"),
    lambda: live_values("es"),
)
#: What an answer of the database needs besides the database.
LOOKING_UP: Steps = (
    lambda: read_narrowing("?"),
    lambda: state_law("TX"),
    lambda: count_zips(_BALTIMORE),
    current_content,
)


def warming(steps: Steps) -> Callable[[Sanic], Awaitable[None]]:
    """A task for a server that takes some steps once, soon after its start."""

    async def warm_up(_: Sanic) -> None:
        await asyncio.sleep(_SECONDS)
        for step in steps:
            try:
                # In a thread of its own: a database may hang, and nobody must wait.
                await asyncio.to_thread(step)
            except (OSError, YAMLError, SQLAlchemyError, LookupError) as error:
                logger.warning("warming up: %s", type(error).__name__)
            await asyncio.sleep(_PAUSE)

    return warm_up
