"""The list of those who sent STOP, asked so that nobody else has to wait for it."""

from __future__ import annotations

import asyncio
import logging
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from bot.privacy.opt_outs import OptOuts

logger = logging.getLogger(__name__)


class Stops:
    """Asks the list in a thread; a database that fails is an answer, not an error."""

    def __init__(self, opt_outs: OptOuts) -> None:
        """Takes the list."""
        self._list = opt_outs

    async def hold(self, number: str) -> bool:
        """Whether a number's owner has sent STOP; no, when the list can't be read.

        Someone wrote to us: silence could cost more than one reply too many.
        """
        try:
            return await asyncio.to_thread(self._list.holds, number)
        except SQLAlchemyError as error:
            _tell(error)
            return False

    async def note(self, number: str, *, stop: bool) -> bool:
        """Notes a STOP or a START; whether that could be done."""
        try:
            if stop:
                await asyncio.to_thread(self._list.add, number, date.today())
            else:
                await asyncio.to_thread(self._list.remove, number)
        except SQLAlchemyError as error:
            _tell(error)
            return False
        return True


def _tell(error: SQLAlchemyError) -> None:
    logger.error("the list of stops failed: %s", type(error).__name__)
