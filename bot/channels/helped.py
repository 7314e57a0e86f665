"""Did an answer help: a yes or a no for its topic, counted, and nothing else.

No word of a person, no id of a conversation, no address and no time is kept: a row is a
topic and two numbers. It tells an organizer which answers to write anew.
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.content.loading import current_content

#: What is no topic but answered all the same.
_LOOKUP = "lookup"
metadata = MetaData()
helped_counts = Table(
    "answers_helped",
    metadata,
    Column("topic", String(64), primary_key=True),
    Column("yes", Integer, nullable=False),
    Column("no", Integer, nullable=False),
)


def may_be_counted(topic: object) -> bool:
    """Whether a yes or no about this may be counted: a topic's id, or a look-up."""
    return isinstance(topic, str) and (
        topic == _LOOKUP or topic in current_content().topics
    )


class HelpedCounts:
    """How often people said that an answer helped them, or did not, by topic."""

    def __init__(self, engine: Engine) -> None:
        """Makes the table where it is missing.

        Args:
            engine: database of the counts.
        """
        self._engine = engine
        metadata.create_all(engine)

    def add(self, topic: str, *, helped: bool) -> None:
        """Counts one yes or no.

        Args:
            topic: an id for which ``may_be_counted`` holds.
            helped: whether the answer helped.
        """
        if self._raise_count(topic, helped=helped):
            return
        try:
            with self._engine.begin() as connection:
                row = {"topic": topic, "yes": int(helped), "no": int(not helped)}
                connection.execute(insert(helped_counts).values(**row))
        except IntegrityError:
            # Another worker made the row in between.
            self._raise_count(topic, helped=helped)

    def counts(self) -> list[tuple[str, int, int]]:
        """Topic, yes and no; those with the most no first."""
        order = (helped_counts.c.no.desc(), helped_counts.c.topic)
        with self._engine.connect() as connection:
            rows = connection.execute(select(helped_counts).order_by(*order))
            return [(str(row.topic), int(row.yes), int(row.no)) for row in rows]

    def _raise_count(self, topic: str, *, helped: bool) -> bool:
        column = helped_counts.c.yes if helped else helped_counts.c.no
        raised = (
            update(helped_counts)
            .where(helped_counts.c.topic == topic)
            .values({column: column + 1})
        )
        with self._engine.begin() as connection:
            return bool(connection.execute(raised).rowcount)
