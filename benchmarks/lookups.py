"""How long a whole look-up takes, on the real table and on one 100 times larger.

A look-up is: reading the place out of a message, the queries, and composing the text.
Run with ``python -m benchmarks.lookups``. Each question is asked several times on both
databases in turn and its fastest time counts, so that other work on the machine
weighs on both alike; compare the ratio, not the milliseconds, between machines.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select
from sqlalchemy.engine import Connection

from benchmarks.larger_table import copy_larger, count_rows
from bot.agencies import tables
from bot.agencies.building import ensure_database
from bot.agencies.database import open_engine
from bot.agencies.files import PLACES, read_table
from bot.answers.lookup import LookupQuestion, answer_lookup
from bot.answers.phrases import Phrases
from bot.content.loading import load_content
from bot.places.loading import load_zips
from bot.places.reader import PlaceReader
from bot.places.rows import FOLDER

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
TIMES = 100
GROWTH_UNDER = 2.0
TODAY = date(2026, 6, 1)
_FORMS = (
    "is the sheriff of {place} working with ICE?",
    "{place}",
    "does {place} have 287g",
    "hay 287(g) en {place}?",
    "la policía de {place} trabaja con migra",
)


def write_questions(connection: Connection, number: int) -> list[str]:
    """Questions about towns, counties and ZIP codes, the same every time.

    Two in five name a town with a listed agency, two in five any county, the rest a
    county without its state, which is asked back, or any ZIP code.
    """
    chance = random.Random(287)
    names = {row["code"]: row["name_en"] for row in read_table(PLACES / "states.csv")}
    towns = connection.execute(
        select(tables.agency_place.c.place_key, tables.agency_place.c.state).order_by(
            tables.agency_place.c.state, tables.agency_place.c.place_key
        )
    ).all()
    counties = read_table(PLACES / "counties.csv")
    kinds = [
        ([f"{town.place_key.title()}, {town.state}" for town in towns], 4),
        ([f"{row['name']} {names[row['state']]}" for row in counties], 4),
        ([row["name"] for row in counties], 1),
        (sorted(load_zips(FOLDER)), 1),
    ]
    places = [
        place
        for every, tenths in kinds
        for place in chance.sample(every, number * tenths // 10)
    ]
    return [chance.choice(_FORMS).format(place=place) for place in places]


def time_lookups(
    questions: Sequence[str], databases: Sequence[Path], rounds: int
) -> list[list[float]]:
    """Milliseconds of each question, by database: the fastest of some rounds."""
    reader = PlaceReader.load()
    phrases = Phrases(load_content(), "en", "web")
    engines = [open_engine(f"sqlite:///{path}") for path in databases]
    best = [[float("inf")] * len(questions) for _ in databases]
    for _ in range(rounds):
        for position, engine in enumerate(engines):
            with engine.connect() as connection:
                # The index of names is built once a list, not once a question.
                _ask(connection, reader, phrases, questions[0])
                for number, text in enumerate(questions):
                    started = time.perf_counter()
                    _ask(connection, reader, phrases, text)
                    taken = (time.perf_counter() - started) * 1000
                    best[position][number] = min(best[position][number], taken)
    return best


def _ask(
    connection: Connection, reader: PlaceReader, phrases: Phrases, text: str
) -> None:
    reading = reader.read(text)
    question = LookupQuestion(
        "lookup_place", text, reading.mentions, reading.agency_kinds
    )
    answer_lookup(connection, phrases, question, TODAY)


@app.command()
def main(
    questions: Annotated[int, typer.Option(help="Questions to ask.")] = 300,
    rounds: Annotated[int, typer.Option(help="Rounds on each database.")] = 3,
    times: Annotated[int, typer.Option(help="How many times larger.")] = TIMES,
) -> None:
    """Print p50 and p95 on both databases; exit 1 if p95 grows too much."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.sqlite", Path(folder) / "large.sqlite"
        ensure_database(f"sqlite:///{small}")
        copy_larger(small, large, times)
        with open_engine(f"sqlite:///{small}").connect() as connection:
            texts = write_questions(connection, questions)
        print(f"{len(texts)} questions, fastest of {rounds} rounds, milliseconds")
        print(f"{'database':<10}{'agencies':>10}{'listings':>11}{'p50':>8}{'p95':>8}")
        found = time_lookups(texts, (small, large), rounds)
        p95 = []
        for name, path, taken in zip(
            ("real", f"x{times}"), (small, large), found, strict=True
        ):
            rows = count_rows(path)
            p95.append(statistics.quantiles(taken, n=20)[-1])
            print(
                f"{name:<10}{rows['agencies']:>10,}{rows['listings']:>11,}"
                f"{statistics.median(taken):>8.2f}{p95[-1]:>8.2f}"
            )
    growth = p95[1] / p95[0]
    print(f"p95 grows {growth:.2f} times (to stay under {GROWTH_UNDER:g})")
    if growth >= GROWTH_UNDER:
        sys.exit(1)


if __name__ == "__main__":
    app()
