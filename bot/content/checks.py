"""Checks over all content; training refuses while one of them finds an error.

Each check yields problems with file, line and remedy. The bars come from the house's
rules for plain language: see docs/content.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.content.loading import Content, Problem, source_hash
from bot.content.parity import differences, negations
from bot.content.schema import LANGUAGES, Button, Reply, Topic
from bot.content.text_checks import (
    CHANNELS,
    check_plain,
    check_text,
    problem_at,
    texts_of,
)
from bot.language.gsm import fold, length

QUESTIONS_AT_LEAST = 20
CRISIS_SMS_UNITS = 160


def _check_parity(content: Content, item: Topic | Reply) -> Iterator[Problem]:
    for channel in CHANNELS:
        texts = {lang: text for lang, chan, text in texts_of(item) if chan == channel}
        phrase = isinstance(item, Reply) and not item.spoken
        for difference in differences(texts["en"], texts["es"], phrase=phrase):
            yield problem_at(
                content,
                item.id,
                "es:",
                f"{item.id}, {channel}: {difference}",
                "Say the same in both languages",
            )
        counts = {lang: negations(text, lang) for lang, text in texts.items()}
        if abs(counts["en"] - counts["es"]) > 2:
            yield problem_at(
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
            yield problem_at(
                content,
                topic.id,
                "questions:",
                f"{topic.id}: {len(asked)} questions in {language}",
                f"Write at least {QUESTIONS_AT_LEAST} different ones",
            )
    for follow_up in topic.follow_ups:
        if follow_up not in content.topics and follow_up not in content.replies:
            yield problem_at(
                content,
                topic.id,
                follow_up,
                f"follow-up '{follow_up}' is dead",
                "Name a topic that exists",
            )
    if topic.translation.source_hash != source_hash(topic):
        yield problem_at(
            content,
            topic.id,
            "source_hash",
            f"{topic.id}: the {topic.translation.source} text changed after the "
            "translation",
            "Bring the other language up to date, then run `know287g content stamp`",
        )
    if topic.reviewed.next < today:
        yield problem_at(
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
                yield problem_at(
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
            yield problem_at(
                content,
                reply.id,
                button,
                f"button '{button}' is dead",
                "Name a topic that exists",
            )
    if reply.verbatim:
        for language, _, text in texts_of(reply):
            if length(fold(reply.choose(language, "sms"))) > CRISIS_SMS_UNITS:
                yield problem_at(
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
        for language, channel, text in texts_of(item):
            problems += check_text(content, item, language, channel, text)
            if isinstance(item, Topic):
                problems += check_plain(content, item, language, channel, text)
        problems += _check_parity(content, item)
        if isinstance(item, Topic):
            problems += _check_topic(content, item, today)
        else:
            problems += _check_reply(content, item)
    problems += _check_doubles(content)
    return list(dict.fromkeys(problems))
