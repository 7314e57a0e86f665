"""The two processes of the bot: how each is started and how to reach them."""

from __future__ import annotations

import sys

from bot.serve import probe
from bot.serve.child import ChildSpec
from bot.serve.exit_codes import MODEL_UNUSABLE
from bot.serve.lifeline import OPTION as FOLLOW
from bot.settings import Settings

WITH_TENSORFLOW = "--with-tensorflow"
_MODEL_UNUSABLE = (
    "The trained model can't be loaded; it may come from another version of the "
    "program. Make a new one with: know287g train"
)


def describe_processes(*, with_tensorflow: bool = False) -> tuple[ChildSpec, ...]:
    """The server and the action server, in the order of their start.

    Args:
        with_tensorflow: start the server the plain way at once.
    """
    python = (sys.executable, "-W", "ignore", "-m")
    server = (*python, "bot.serve.rasa", FOLLOW)
    plain = (*server, WITH_TENSORFLOW)
    return (
        ChildSpec(
            name="server",
            command=plain if with_tensorflow else server,
            fallback=None if with_tensorflow else plain,
            hopeless={MODEL_UNUSABLE: _MODEL_UNUSABLE},
        ),
        ChildSpec(name="action server", command=(*python, "bot.serve.actions", FOLLOW)),
    )


def reach(settings: Settings) -> str:
    """The address at which this machine reaches the public server."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}
    return everywhere.get(settings.host, settings.host)


def page_address(settings: Settings) -> str:
    """The page's address, for a browser on this machine."""
    host = reach(settings)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def answers(settings: Settings) -> bool:
    """Whether the bot answers a question and its actions are there."""
    return (
        probe.actions_answer("127.0.0.1", settings.action_port)
        and probe.get_answer(reach(settings), settings.port) is not None
    )
