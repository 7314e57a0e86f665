"""Entry point of the public server: ``python -m bot.serve.rasa``."""

from __future__ import annotations

import gc
import logging

from bot.serve import checks, entry, without_tensorflow
from bot.serve.exit_codes import MODEL_UNUSABLE
from bot.serve.processes import WITH_TENSORFLOW
from bot.settings import settings

# Not __name__, which is "__main__" here: the log filter lets our own sentences through.
logger = logging.getLogger("bot.serve.rasa")


def main() -> None:
    """Serve the page and the channels until told to end.

    Exits with `exit_codes.MODEL_UNUSABLE` when there is no model that loads.
    """
    # Nothing made while starting is garbage; the application switches it on again.
    gc.disable()
    arguments = entry.prepare("The server of Know 287(g).", WITH_TENSORFLOW)
    model = checks.check_model(settings().models)
    if isinstance(model, str):
        logger.error(model)
        raise SystemExit(MODEL_UNUSABLE)
    if not arguments.with_tensorflow:
        without_tensorflow.prefer()
    # Only now: what is imported here decides whether TensorFlow is.
    from bot.serve import application

    application.serve(model)


if __name__ == "__main__":
    main()
