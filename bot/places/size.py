"""How large a place is, as far as the tables tell: by its ZIP codes."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from bot.places.model import Place
from bot.places.rows import FOLDER
from bot.places.tables import Reference, read_rows


def count_zips(place: Place) -> int:
    """How many ZIP codes a city or county has; a measure of its size, not its people.

    A state, or a place that the tables do not have, counts none.
    """
    if place.kind == "county":
        return _zips_by_county()[place.fips[0]] if place.fips else 0
    cities = Reference.load(FOLDER).find_cities(place.name, place.state)
    return max((c.zips for c in cities if c.fips == place.fips), default=0)


@lru_cache(maxsize=1)
def _zips_by_county() -> Counter[str]:
    """ZIP codes by the county that has most of them."""
    rows = read_rows(FOLDER / "zips.csv.gz")
    return Counter(fips.split(" ")[0] for *_, fips in rows)
