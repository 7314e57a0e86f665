"""A child that does not outlive the supervisor, even one that was killed outright.

The supervisor holds the writing end of the child's standard input and writes nothing to
it. However the supervisor ends, the system closes that end, and the child reads its end
of file. (Linux has a signal for a parent's death, but it does not reach the processes
that the child forks, and other systems don't have it.)
"""

from __future__ import annotations

import os
import signal
import threading
import time

#: Option that tells a child's entry point to follow its supervisor.
OPTION = "--follow-supervisor"
SECONDS_TO_END = 5.0


def follow_supervisor() -> None:
    """End this process and its group once standard input is closed.

    To be called by the leader of a process group (the supervisor starts each child as
    one), so that workers forked by it end with it.
    """
    threading.Thread(target=_wait_for_the_end, daemon=True, name="lifeline").start()


def _wait_for_the_end() -> None:
    while os.read(0, 1):
        pass
    os.killpg(os.getpgrp(), signal.SIGTERM)
    time.sleep(SECONDS_TO_END)
    os.killpg(os.getpgrp(), signal.SIGKILL)
