"""What is held in Redis may be out of reach for a while; people write all the same."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from redis import RedisError

logger = logging.getLogger(__name__)


@contextmanager
def tolerate_outage() -> Iterator[None]:
    """Leaves the block when Redis fails, and tells the log so.

    What comes after the block has to do without what was held.
    """
    try:
        yield
    except RedisError as error:
        logger.error("Redis failed: %s", type(error).__name__)
