"""Entry point of the action server: ``python -m bot.serve.actions``.

It listens on loopback only: whoever reaches it can run any action with any tracker.
"""

from __future__ import annotations

from sanic import Sanic

from bot.serve import entry
from bot.settings import settings

LOOPBACK = "127.0.0.1"


def build_app() -> Sanic:
    """The action server's application, with our actions registered."""
    from rasa_sdk.endpoint import create_app

    app = create_app("actions", cors_origins=None)
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 2.0
    # Only now: it imports what the actions need.
    from bot.serve.warming import LOOKING_UP, warming

    app.add_task(warming(LOOKING_UP))
    return app


def warm_up() -> None:
    """Reads the index of agencies, so that the first person need not wait for it."""
    from bot.agencies.search import find_agencies
    from bot.answers.connection import engine

    with engine().connect() as connection:
        find_agencies(connection, "highway patrol", state="FL")


def main() -> None:
    """Serve the actions until told to end."""
    entry.prepare("The action server of Know 287(g).")
    app = build_app()
    warm_up()
    entry.configure_logs()
    entry.withhold_tracebacks()
    app.run(LOOPBACK, settings().action_port, workers=1, access_log=False)


if __name__ == "__main__":
    main()
