"""Checks of one text: what it says, its numbers, its length, how hard it is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.content.loading import DATA, Content, Problem, line_of, relative
from bot.content.parity import phones, values
from bot.content.schema import LANGUAGES, Channel, Language, Reply, Topic
from bot.data_files import read_yaml
from bot.language.gsm import fold, length, segments
from bot.language.reading_level import measure

SMS_SEGMENTS = 2
WORDS_PER_SENTENCE = 20
#: Hardest Flesch-Kincaid grade and lowest Fernández-Huerta score, by channel.
GRADE_AT_MOST: dict[Channel, float] = {"web": 8.0, "sms": 6.0}
EASE_AT_LEAST: dict[Channel, float] = {"web": 70.0, "sms": 80.0}
#: Values that the database fills in when an answer is given.
LIVE_VALUES = frozenset(
    {
        "list_date",
        "list_age",
        "agreements",
        "agencies",
        "states",
        "jem",
        "wso",
        "tfm",
        "jem_states",
        "wso_states",
        "tfm_states",
        "pending_date",
        "first_list_date",
        "first_list_agreements",
    }
)
CHANNELS: tuple[Channel, ...] = ("web", "sms")


@lru_cache(maxsize=1)
def _forbidden() -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None, str]]:
    listed = read_yaml(DATA / "checks" / "forbidden.yml")
    return [
        (
            rule["id"],
            re.compile(rule["pattern"], re.I),
            re.compile(rule["unless"], re.I) if "unless" in rule else None,
            rule["why"],
        )
        for rule in listed
    ]


def forbidden_statements(text: str) -> list[str]:
    """Reasons why a text may not be published; empty when there is none."""
    reasons = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
        for name, pattern, unless, why in _forbidden():
            if pattern.search(sentence) and not (unless and unless.search(sentence)):
                reasons.append(f"{name}: {why} («{sentence.strip()[:80]}»)")
    return reasons


def known_phones() -> frozenset[str]:
    """Digits of every number listed in ``data/resources``, with and without the 1."""
    found: set[str] = set()
    for path in (DATA / "resources").glob("*.yml"):
        found |= phones(path.read_text(encoding="utf-8"))
    return frozenset(found | {n[1:] for n in found if len(n) == 11})


def problem_at(
    content: Content,
    name: str,
    needle: str,
    message: str,
    remedy: str,
    warning: bool = False,
) -> Problem:
    """A problem in the file of a topic or reply, at the line that holds a text."""
    path = content.files[name]
    return Problem(relative(path), line_of(path, needle), message, remedy, warning)


def texts_of(item: Topic | Reply) -> Iterator[tuple[Language, Channel, str]]:
    """Every text of a topic or reply with its language and channel."""
    for language in LANGUAGES:
        for channel in CHANNELS:
            chosen = item.answer if isinstance(item, Topic) else item
            yield language, channel, chosen.choose(language, channel)


def check_text(
    content: Content,
    item: Topic | Reply,
    language: Language,
    channel: Channel,
    text: str,
) -> Iterator[Problem]:
    """What one text must not say, and how long it may be."""
    needle = text.splitlines()[0][:40]
    where = f"{item.id}, {language}, {channel}"
    for reason in forbidden_statements(text):
        yield problem_at(
            content,
            item.id,
            needle,
            f"{where}: says what no text may say: {reason}",
            "Word it as data/checks/forbidden.yml explains",
        )
    unknown = {n for n in phones(text) if n not in known_phones()}
    if unknown:
        yield problem_at(
            content,
            item.id,
            needle,
            f"{where}: unlisted number {sorted(unknown)}",
            "List it with source and date in data/resources or take it out",
        )
    wrong = values(text) - LIVE_VALUES
    if wrong and isinstance(item, Topic):
        yield problem_at(
            content,
            item.id,
            needle,
            f"{where}: unknown value {sorted(wrong)}",
            f"Use one of {', '.join(sorted(LIVE_VALUES))}",
        )
    if channel == "sms" and segments(fold(text)) > SMS_SEGMENTS:
        yield problem_at(
            content,
            item.id,
            needle,
            f"{where}: {length(fold(text))} units, more than {SMS_SEGMENTS} segments",
            "Shorten it to 306 characters",
        )


def check_plain(
    content: Content,
    item: Topic | Reply,
    language: Language,
    channel: Channel,
    text: str,
) -> Iterator[Problem]:
    """How hard one text is to read."""
    level = measure(text, language)
    where = f"{item.id}, {language}, {channel}"
    needle = text.splitlines()[0][:40]
    too_hard = (
        level.score > GRADE_AT_MOST[channel]
        if language == "en"
        else level.score < EASE_AT_LEAST[channel]
    )
    if too_hard:
        bar = GRADE_AT_MOST[channel] if language == "en" else EASE_AT_LEAST[channel]
        yield problem_at(
            content,
            item.id,
            needle,
            f"{where}: reading level {level.score}, bar {bar}",
            "Use shorter sentences and everyday words",
        )
    if level.longest_sentence > WORDS_PER_SENTENCE:
        yield problem_at(
            content,
            item.id,
            needle,
            f"{where}: a sentence of {level.longest_sentence} words",
            f"Cut it to {WORDS_PER_SENTENCE} or fewer",
        )
