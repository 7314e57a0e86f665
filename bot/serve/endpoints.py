"""Rasa's endpoints: ``endpoints.yml``, with the settings of this machine filled in."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import rasa.core.utils
from rasa.constants import ENV_SANIC_WORKERS
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from redis.connection import SSLConnection, parse_url

from bot.settings import PROJECT, settings

logger = logging.getLogger(__name__)


def read_endpoints(path: Path = PROJECT / "endpoints.yml") -> AvailableEndpoints:
    """The endpoints for `rasa.core.agent.load_agent`.

    The action server is the one on this machine's `action_port`; with a `redis_url`
    conversations are locked there, which several workers need.
    """
    endpoints = AvailableEndpoints.read_endpoints(str(path))
    if endpoints.action:
        endpoints.action.url = f"http://127.0.0.1:{settings().action_port}/webhook"
    if settings().redis_url:
        endpoints.lock_store = locks_in_redis(settings().redis_url)
    return endpoints


def locks_in_redis(url: str) -> Any:
    """Rasa's Redis lock store at a URL (``redis://`` or ``rediss://``)."""
    place = dict(parse_url(url))
    encrypted = place.pop("connection_class", None) is SSLConnection
    return EndpointConfig(
        url=place.pop("host", "localhost"),
        type="redis",
        use_ssl=encrypted,
        **place,
    )


def count_workers(endpoints: AvailableEndpoints) -> int:
    """How many workers to serve with: ``SANIC_WORKERS``, but one without Redis."""
    number: int = rasa.core.utils.number_of_sanic_workers(endpoints.lock_store)
    if os.environ.get(ENV_SANIC_WORKERS, "1") != str(number):
        logger.warning(
            "SANIC_WORKERS is ignored: it takes a number, and for more than one "
            "worker KNOW287G_REDIS_URL."
        )
    return number
