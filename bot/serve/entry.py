"""What the entry points of both child processes do first."""

from __future__ import annotations

import argparse
import logging
import sys
import threading

from bot.privacy import log_filter
from bot.serve import environment, lifeline

logger = logging.getLogger(__name__)


def prepare(description: str, *options: str) -> argparse.Namespace:
    """Read the options, tie the process to its supervisor and make its logs safe.

    Args:
        description: what the process is, for ``--help``.
        options: names of further options that take no value.

    Returns:
        The options, as attributes.
    """
    parser = argparse.ArgumentParser(description=description)
    for option in (lifeline.OPTION, *options):
        parser.add_argument(option, action="store_true")
    arguments = parser.parse_args()
    if arguments.follow_supervisor:
        lifeline.follow_supervisor()
    environment.settle()
    environment.answer_on_one_thread()
    configure_logs()
    return arguments


def configure_logs() -> None:
    """Warnings and errors go to standard error, without any word a person wrote.

    To be called again after an import that sets up logging itself.
    """
    log_filter.install()
    # Libraries switch warnings back on whatever -W says; none of them is for operators.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)


def withhold_tracebacks() -> None:
    """From now on an uncaught exception shows its type and place, not its message.

    To be called before people write: an exception's message can quote them.
    """

    def tell(kind: type[BaseException], error: BaseException, trace: object) -> None:
        logger.critical(
            "The process failed.", exc_info=(kind, error, error.__traceback__)
        )

    sys.excepthook = tell
    threading.excepthook = lambda told: tell(
        told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
    )
