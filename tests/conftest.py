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
# Rasa prints every event to the terminal unless told otherwise.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def pytest_configure(config: pytest.Config) -> None:
    """Names the mark that pyproject.toml does not."""
    config.addinivalue_line("markers", "slow: takes more than ten seconds")


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def shipped() -> Content:
    """The content as it is in ``data/``."""
    return load_content()


@pytest.fixture(scope="session")
def redis_url() -> str:
    """Address of the Redis for tests."""
    url = os.environ.get("KNOW287G_TEST_REDIS_URL", "")
    if not url:
        pytest.skip("KNOW287G_TEST_REDIS_URL is not set")
    return url


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
    raises = logging.raiseExceptions
    structlog_before = structlog.get_config()
    yield
    logging.raiseExceptions = raises
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, (kept, propagate, own_level) in known.items():
        logger = logging.getLogger(name)
        logger.handlers[:] = kept
        logger.propagate = propagate
        logger.setLevel(own_level)
    structlog.configure(**structlog_before)
