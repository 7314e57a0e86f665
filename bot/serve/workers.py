"""With several Rasa workers: when one dies, the server ends, to be started again.

Sanic 21.12 does not replace a dead worker: it serves on with the rest until the last
one dies, and then ends with exit code 0. A restart of the whole takes about 2 s, and
conversations are kept in Redis when there are several workers.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
import time

_WAIT_SECONDS = 0.2


def end_when_one_dies(number: int) -> None:
    """Watch the workers that this process is about to fork.

    The process ends with the exit code of the worker that died, or 1 where that is 0.
    What is left of its group is the supervisor's to clear away.

    Args:
        number: workers that will be forked; nothing is watched if there is only one,
            because it then runs in this process.
    """
    if number > 1:
        threading.Thread(target=_watch, args=(number,), daemon=True).start()


def _watch(number: int) -> None:
    while len(workers := multiprocessing.active_children()) < number:
        time.sleep(_WAIT_SECONDS)
    multiprocessing.connection.wait([worker.sentinel for worker in workers])
    # An orderly end takes the workers down too; it is over in less than this.
    time.sleep(5 * _WAIT_SECONDS)
    codes = [worker.exitcode for worker in workers if worker.exitcode]
    os._exit(next(filter(None, codes), 1) & 0xFF)
