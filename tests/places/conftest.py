"""The tables and the reader are loaded once for all tests of places."""

from __future__ import annotations

import pytest

from bot.places.reader import PlaceReader
from bot.places.tables import Reference


@pytest.fixture(scope="session")
def reference() -> Reference:
    return Reference.load()


@pytest.fixture(scope="session")
def reader() -> PlaceReader:
    return PlaceReader.load()
