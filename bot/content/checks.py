"""Checks over all content; training refuses while one of them finds an error.

Each check yields problems with file, line and remedy. The bars come from the house's
rules for plain language: see docs/content.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import yaml

from bot.content.loading import DATA, Content, Problem, line_of, relative, source_hash
from bot.content.parity import differences, negations, phones, values
from bot.content.schema import LANGUAGES, Button, Channel, Language, Reply, Topic
from bot.language.gsm import fold, length, segments
from bot.language.reading_level import measure

QUESTIONS_AT_LEAST = 20
SMS_SEGMENTS = 2
CRISIS_SMS_UNITS = 160
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
    listed = yaml.safe_load((DATA / "checks" / "forbidden.yml").read_text("utf-8"))
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


def _at(
    content: Content,
    name: str,
    needle: str,
    message: str,
    remedy: str,
    warning: bool = False,
) -> Problem:
    path = content.files[name]
    return Problem(relative(path), line_of(path, needle), message, remedy, warning)


def _texts(item: Topic | Reply) -> Iterator[tuple[Language, Channel, str]]:
    for language in LANGUAGES:
        for channel in CHANNELS:
            chosen = item.answer if isinstance(item, Topic) else item
            yield language, channel, chosen.choose(language, channel)


def _check_text(
    content: Content,
    item: Topic | Reply,
    language: Language,
    channel: Channel,
    text: str,
) -> Iterator[Problem]:
    needle = text.splitlines()[0][:40]
    where = f"{item.id}, {language}, {channel}"
    for reason in forbidden_statements(text):
        yield _at(
            content,
            item.id,
            needle,
            f"{where}: says what no text may say: {reason}",
            "Word it as data/checks/forbidden.yml explains",
        )
    unknown = {n for n in phones(text) if n not in known_phones()}
    if unknown:
        yield _at(
            content,
            item.id,
            needle,
            f"{where}: unlisted number {sorted(unknown)}",
            "List it with source and date in data/resources or take it out",
        )
    wrong = values(text) - LIVE_VALUES
    if wrong and isinstance(item, Topic):
        yield _at(
            content,
            item.id,
            needle,
            f"{where}: unknown value {sorted(wrong)}",
            f"Use one of {', '.join(sorted(LIVE_VALUES))}",
        )
    if channel == "sms" and segments(fold(text)) > SMS_SEGMENTS:
        yield _at(
            content,
            item.id,
            needle,
            f"{where}: {length(fold(text))} units, more than {SMS_SEGMENTS} segments",
            "Shorten it to 306 characters",
        )


def _check_plain(
    content: Content,
    item: Topic | Reply,
    language: Language,
    channel: Channel,
    text: str,
) -> Iterator[Problem]:
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
        yield _at(
            content,
            item.id,
            needle,
            f"{where}: reading level {level.score}, bar {bar}",
            "Use shorter sentences and everyday words",
        )
    if level.longest_sentence > WORDS_PER_SENTENCE:
        yield _at(
            content,
            item.id,
            needle,
            f"{where}: a sentence of {level.longest_sentence} words",
            f"Cut it to {WORDS_PER_SENTENCE} or fewer",
        )


def _check_parity(content: Content, item: Topic | Reply) -> Iterator[Problem]:
    for channel in CHANNELS:
        texts = {lang: text for lang, chan, text in _texts(item) if chan == channel}
        phrase = isinstance(item, Reply) and not item.spoken
        for difference in differences(texts["en"], texts["es"], phrase=phrase):
            yield _at(
                content,
                item.id,
                "es:",
                f"{item.id}, {channel}: {difference}",
                "Say the same in both languages",
            )
        counts = {lang: negations(text, lang) for lang, text in texts.items()}
        if abs(counts["en"] - counts["es"]) > 2:
            yield _at(
                content,
                item.id,
                "es:",
                f"{item.id}, {channel}: {counts['en']} negations in English, "
                f"{counts['es']} in Spanish",
                "Read both again",
                warning=True,
            )


def _check_topic(content: Content, topic: Topic, today: date) -> Iterator[Problem]:
    for language in LANGUAGES:
        asked = getattr(topic.questions, language)
        if len(set(map(str.lower, asked))) < QUESTIONS_AT_LEAST:
            yield _at(
                content,
                topic.id,
                "questions:",
                f"{topic.id}: {len(asked)} questions in {language}",
                f"Write at least {QUESTIONS_AT_LEAST} different ones",
            )
    for follow_up in topic.follow_ups:
        if follow_up not in content.topics and follow_up not in content.replies:
            yield _at(
                content,
                topic.id,
                follow_up,
                f"follow-up '{follow_up}' is dead",
                "Name a topic that exists",
            )
    if topic.translation.source_hash != source_hash(topic):
        yield _at(
            content,
            topic.id,
            "source_hash",
            f"{topic.id}: the {topic.translation.source} text changed after the "
            "translation",
            "Bring the other language up to date, then run `know287g content stamp`",
        )
    if topic.reviewed.next < today:
        yield _at(
            content,
            topic.id,
            "next:",
            f"{topic.id}: review was due on {topic.reviewed.next}",
            "Check the sources again and set new dates",
            warning=topic.risk != "high",
        )


def _check_doubles(content: Content) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for topic in content.topics.values():
        for text in (*topic.questions.en, *topic.questions.es):
            key = re.sub(r"[^\w]+", " ", text.lower()).strip()
            if seen.setdefault(key, topic.id) != topic.id:
                yield _at(
                    content,
                    topic.id,
                    text,
                    f"'{text}' stands in {seen[key]} and in {topic.id}",
                    "Leave it in one of them",
                )


def _check_reply(content: Content, reply: Reply) -> Iterator[Problem]:
    for button in reply.buttons:
        if isinstance(button, Button):
            continue
        if button not in content.topics:
            yield _at(
                content,
                reply.id,
                button,
                f"button '{button}' is dead",
                "Name a topic that exists",
            )
    if reply.verbatim:
        for language, _, text in _texts(reply):
            if length(fold(reply.choose(language, "sms"))) > CRISIS_SMS_UNITS:
                yield _at(
                    content,
                    reply.id,
                    text[:40],
                    f"{reply.id}, {language}: longer than one SMS",
                    "Cut it",
                )


def check_content(content: Content, today: date) -> list[Problem]:
    """Everything wrong with the content on a day, errors and warnings."""
    problems = list(content.problems)
    items: list[Topic | Reply] = [*content.topics.values(), *content.replies.values()]
    for item in items:
        for language, channel, text in _texts(item):
            problems += _check_text(content, item, language, channel, text)
            if isinstance(item, Topic):
                problems += _check_plain(content, item, language, channel, text)
        problems += _check_parity(content, item)
        if isinstance(item, Topic):
            problems += _check_topic(content, item, today)
        else:
            problems += _check_reply(content, item)
    problems += _check_doubles(content)
    return list(dict.fromkeys(problems))
