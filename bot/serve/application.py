"""The public Sanic application: our page and channels around Rasa's agent, no more.

Rasa's own assembly (``rasa.core.run.serve_application``) puts a page with its version
at ``/`` and answers errors with the path that was asked for. The agent, its loading and
its closing are Rasa's; what faces the internet is ours.
"""

from __future__ import annotations

import gc
import os
from functools import partial
from pathlib import Path
from typing import Any

import rasa.core.channels.channel
import rasa.core.run
import rasa.shared.utils.io
from rasa.core.utils import AvailableEndpoints
from rasa.shared.utils.common import class_from_module_path
from sanic import Sanic

from bot.dialogue.patches import apply_patches
from bot.serve import entry, page, plain_pages, replies, workers
from bot.serve.endpoints import count_workers, read_endpoints
from bot.serve.exit_codes import MODEL_UNUSABLE
from bot.serve.warming import READING, warming
from bot.settings import PROJECT, settings

ROUTE = "/webhooks/"
OURS = "bot.channels."
#: Bytes of a body that are read at all. A channel refuses less than that (the web
#: channel 8 KB) with a sentence for the person; what is larger gets a bare 413.
BODY_BYTES = 64 * 1024
LIMITS = {
    "REQUEST_MAX_SIZE": BODY_BYTES,
    "REQUEST_TIMEOUT": 15,
    "RESPONSE_TIMEOUT": 30,
    "KEEP_ALIVE_TIMEOUT": 15,
    "GRACEFUL_SHUTDOWN_TIMEOUT": 2.0,
    "ACCESS_LOG": False,
}


def build_app(model: Path) -> Sanic:
    """The application, with the model to be loaded when it starts.

    Args:
        model: file of a trained model.
    """
    app = Sanic("know287g", configure_logging=False)
    app.config.update(LIMITS)
    replies.attach(app, settings().allowed_origins)
    page.attach(app)
    plain_pages.attach(app)
    channels = _our_channels(PROJECT / "credentials.yml")
    rasa.core.channels.channel.register(channels, app, route=ROUTE)
    endpoints = read_endpoints()
    app.register_listener(partial(_load_agent, model, endpoints), "before_server_start")
    app.register_listener(rasa.core.run.close_resources, "after_server_stop")
    app.add_task(warming(READING))
    return app


def serve(model: Path) -> None:
    """Build the application and serve it until told to end."""
    apply_patches()
    app = build_app(model)
    entry.configure_logs()
    entry.withhold_tracebacks()
    number = count_workers(read_endpoints())
    workers.end_when_one_dies(number)
    app.run(settings().host, settings().port, workers=number, access_log=False)


def _our_channels(credentials: Path) -> list[Any]:
    """The channels of ``credentials.yml`` that are ours; Rasa's own are never served.

    Rasa's REST channel takes any sender's name and any forced intent, its Twilio
    channel checks no signature.
    """
    named = rasa.shared.utils.io.read_config_file(credentials)
    return [
        class_from_module_path(path).from_credentials(values)
        for path, values in named.items()
        if path.startswith(OURS)
    ]


async def _load_agent(
    model: Path, endpoints: AvailableEndpoints, app: Sanic, loop: Any
) -> None:
    agent = await rasa.core.run.load_agent_on_start(
        str(model), endpoints, None, app, loop
    )
    if not agent.is_ready():
        # An exception would leave Sanic half started and exit code 0 behind.
        os._exit(MODEL_UNUSABLE)
    # Model, tables and code stay for the life of the process: the collector need not
    # walk their million objects again and again (stalls of 160 ms, every hundredth
    # message or so).
    gc.freeze()
    gc.enable()
