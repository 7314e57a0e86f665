"""The environment of Rasa and its libraries: quiet, and inside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

from bot.settings import PROJECT

#: No telemetry, no chatter on the terminal, and the folders that libraries make for
#: themselves in ``var`` instead of the home folder.
ENVIRONMENT = {
    "KERAS_HOME": str(PROJECT / "var" / "keras"),
    "MPLCONFIGDIR": str(PROJECT / "var" / "matplotlib"),
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}


#: Linear algebra on one thread: a message's products are small, and on two cores a
#: second thread that waits for them doubles the processor time of each message.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
ONE_THREAD = dict.fromkeys(_THREADS, "1")


#: What a processor must offer for OpenBLAS's kernels of the "SkylakeX" kind.
_WIDE = {"avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd"}
_PROCESSOR = Path("/proc/cpuinfo")


def answer_on_one_thread() -> None:
    """Set the environment for serving; to be called before numpy is imported."""
    os.environ.update(ONE_THREAD)
    if _has_wide_registers():
        # numpy's OpenBLAS of 2022 knows no processor made since, and takes a third
        # longer for a sentence with the kernels it falls back to.
        os.environ.setdefault("OPENBLAS_CORETYPE", "SkylakeX")


def _has_wide_registers() -> bool:
    try:
        lines = _PROCESSOR.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    flags = next((line for line in lines if line.startswith("flags")), "")
    return set(flags.split()) >= _WIDE


def settle() -> None:
    """Set the environment of this process and of those it starts.

    To be called before Rasa or one of its libraries is imported.
    """
    os.environ.update(ENVIRONMENT)


def keep_rasas_notes_here() -> None:
    """Let Rasa keep its notes about this machine in ``var``.

    Training writes an id of the installation into the home folder, marked as willing to
    send telemetry, even while the environment says no (rasa/telemetry.py, 3.6.21).
    """
    import rasa.constants

    rasa.constants.GLOBAL_USER_CONFIG_PATH = str(PROJECT / "var" / "rasa.yml")
