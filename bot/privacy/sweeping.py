"""Erases what is due also when nobody writes any more, with a single timer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

#: Shortest pause between two sweeps.
_SECONDS_AT_LEAST = 0.05


class Sweep:
    """Calls what erases, again and again, for as long as there is something to erase.

    A timer for each thing held would take more memory than the thing itself.
    """

    def __init__(self, erase: Callable[[], float | None]) -> None:
        """Takes what erases.

        Args:
            erase: erases what is due and tells the seconds until the next thing is;
                None when nothing is held.
        """
        self._erase = erase
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """Sees to it that a timer runs; without a running event loop there is none."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        if self._loop is not loop:
            self._loop = loop
            self._run()

    def _run(self) -> None:
        wait = self._erase()
        if wait is None or self._loop is None:
            self._loop = None
        else:
            self._loop.call_later(max(wait, _SECONDS_AT_LEAST), self._run)
