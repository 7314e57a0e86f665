"""What tests of several folders share: places in the checkout, content, quiet logs."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.content.loading import Content, load_content
from bot.serve import environment

PROJECT = Path(__file__).resolve().parents[1]

# Rasa and its libraries write notes about the machine into the home folder otherwise.
environment.settle()


def redis_url() -> str:
    """Address of the Redis for tests, or empty."""
    return os.environ.get("KNOW287G_TEST_REDIS_URL", "")


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def shipped() -> Content:
    """The content as it is in ``data/``."""
    return load_content()


@pytest.fixture
def logs_restored() -> Iterator[None]:
    """Puts logging back as it was: the log filter replaces every handler."""
    root = logging.getLogger()
    known = {
        name: (list(logger.handlers), logger.propagate, logger.level)
        for name in logging.root.manager.loggerDict
        if isinstance(logger := logging.getLogger(name), logging.Logger)
    }
    handlers, level = list(root.handlers), root.level
    structlog_before = structlog.get_config()
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, (kept, propagate, own_level) in known.items():
        logger = logging.getLogger(name)
        logger.handlers[:] = kept
        logger.propagate = propagate
        logger.setLevel(own_level)
    structlog.configure(**structlog_before)
