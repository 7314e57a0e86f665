"""Who sent STOP: keyed hashes of numbers, and the day. Kept until START.

The law asks that a STOP is honoured for ever, so this is the one thing about people
that outlives a conversation. It stands in a database of its own, which no refresh or
rebuild of the agencies touches.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Column, Date, MetaData, String, Table, delete, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.privacy.keyed_hash import keyed_hash, normalise_number

_LABEL = "opt-out"
metadata = MetaData()
opt_outs = Table(
    "sms_opt_outs",
    metadata,
    Column("number_hash", String(32), primary_key=True),
    Column("since", Date, nullable=False),
)


class OptOuts:
    """The list of those who sent STOP.

    Hashes do not depend on the salt of the pseudonyms: they must be found again in
    years. When the operator's key has to change, the one before is given too; entries
    under it are still found.
    """

    def __init__(self, engine: Engine, keys: Sequence[bytes]) -> None:
        """Makes the table where it is missing.

        Args:
            engine: database of the list.
            keys: the operator's key, then, if there is one, the key before.
        """
        self._engine = engine
        self._keys = tuple(keys)
        metadata.create_all(engine)

    def holds(self, number: str) -> bool:
        """Whether a number's owner has sent STOP and not START since."""
        named = opt_outs.c.number_hash.in_(self._hashes(number))
        with self._engine.connect() as connection:
            found = connection.execute(select(opt_outs.c.since).where(named).limit(1))
            return found.first() is not None

    def add(self, number: str, today: date) -> None:
        """Notes a STOP; a second one changes nothing."""
        row = {"number_hash": self._hashes(number)[0], "since": today}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(opt_outs).values(**row))
        except IntegrityError:
            # It stands there already: a second STOP, or one from another worker.
            return

    def remove(self, number: str) -> None:
        """Notes a START; nothing is left of the STOP."""
        named = opt_outs.c.number_hash.in_(self._hashes(number))
        with self._engine.begin() as connection:
            connection.execute(delete(opt_outs).where(named))

    def _hashes(self, number: str) -> list[str]:
        plain = normalise_number(number)
        return [keyed_hash(key, _LABEL, plain) for key in self._keys]
