"""Keyword rules for crises: they work without a model, a database or a network.

The rules stand in ``data/crisis/rules.yml``. They look at a plain spelling of the
message (case, accents, shorthand and slips of the finger gone), so that capitals, "q"
for "que" and "nokcing" change nothing. A sign counts only when nothing before it in its
sentence speaks of something possible ("what if", "can they", "si vienen").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from bot.crisis.mending import KeyWords, load_key_words, mend
from bot.data_files import read_yaml
from bot.language.signs import ways
from bot.language.spelling import plain

_RULES = Path(__file__).resolve().parents[2] / "data" / "crisis" / "rules.yml"
#: Ends the intent of a crisis told by someone beside the person it happens to.
OTHER = "_other"
_NAME = re.compile(r"<(\w+)>")
_NESTED_AT_MOST = 6
#: Stands where something harmless was; no word, so no phrase goes across it.
_CUT_OUT = " ~ "
_SENTENCE_END = re.compile(r"((?: [.!?;¡¿])+) ")
#: Sentences are lines: ^ and $ are where one begins and ends, and . runs on past it.
_FLAGS = re.MULTILINE | re.DOTALL


@dataclass(frozen=True)
class _Crisis:
    intent: str
    signs: re.Pattern[str]
    unless: re.Pattern[str] | None
    unless_guessed: re.Pattern[str] | None
    other: re.Pattern[str] | None
    guarded: bool


@dataclass(frozen=True)
class _Rules:
    crises: tuple[_Crisis, ...]
    guard: re.Pattern[str]
    guard_guessed: re.Pattern[str]
    harmless: re.Pattern[str]
    key_words: KeyWords


def _expand(pattern: str, words: dict[str, str]) -> str:
    """Puts word lists in the place of ``<name>``; lists may name other lists.

    Raises:
        ValueError: a list names itself, directly or through others.
        KeyError: there is no list of that name.
    """
    for _ in range(_NESTED_AT_MOST):
        if not _NAME.search(pattern):
            return pattern
        pattern = _NAME.sub(lambda found: f"(?:{words[found.group(1)]})", pattern)
    raise ValueError("a word list of data/crisis/rules.yml names itself")


def _join_signs(signs: list[str]) -> str:
    """One pattern of all signs, tried where a word or a sentence begins.

    A sign begins with a word. Tried at every letter, the hundred signs of a crisis take
    three times as long, of every message.
    """
    parted = list(ways(signs))
    starts = [way[1:] for way in parted if way.startswith("^")]
    others = [way for way in parted if not way.startswith("^")]
    tried = [
        rf"\b(?:{'|'.join(others)})",
        *([f"^(?:{'|'.join(starts)})"] * bool(starts)),
    ]
    return "|".join(tried)


def _read_crisis(intent: str, rule: dict[str, Any], words: dict[str, str]) -> _Crisis:
    return _Crisis(
        intent,
        re.compile(_expand(_join_signs(rule["signs"]), words), _FLAGS),
        _any_of(rule.get("unless"), words),
        _any_of(rule.get("unless_guessed"), words),
        _any_of(rule.get("other"), words),
        guarded=rule.get("guarded", True),
    )


def _any_of(
    patterns: list[str] | None, words: dict[str, str]
) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile(_expand("|".join(patterns), words), _FLAGS)


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    raw: dict[str, Any] = read_yaml(_RULES)
    words = {name: "|".join(map(str, listed)) for name, listed in raw["words"].items()}
    return _Rules(
        tuple(_read_crisis(name, of, words) for name, of in raw["crises"].items()),
        re.compile(_expand("|".join(raw["guard"]), words), _FLAGS),
        re.compile(_expand("|".join(raw["guard_guessed"]), words), _FLAGS),
        re.compile(_expand(_join_signs(raw["harmless"]), words), _FLAGS),
        load_key_words(),
    )


def recognise_crisis(text: str) -> str | None:
    """Intent of the crisis a message tells of, or None.

    The rules are tried in their order in the file, the gravest first.
    """
    rules = _rules()
    read = _spellings(text, rules.key_words)
    spellings = [rules.harmless.sub(_CUT_OUT, spelling) for spelling in read]
    for crisis in rules.crises:
        for spelling in spellings:
            if not _has_sign(crisis, spelling, rules.guard):
                continue
            if not (crisis.unless and crisis.unless.search(spelling)):
                return _as_told(crisis, spelling)
    return None


def _as_told(crisis: _Crisis, spelling: str) -> str:
    beside = crisis.other is not None and crisis.other.search(spelling)
    return f"{crisis.intent}{OTHER}" if beside else crisis.intent


def as_told(text: str, intent: str) -> str:
    """The intent for a crisis guessed: told by the person or by someone beside."""
    rules = _rules()
    crisis = next((of for of in rules.crises if of.intent == intent), None)
    read = _spellings(text, rules.key_words) if crisis else ()
    told = {_as_told(crisis, spelling) for spelling in read if crisis}
    return max(told, key=len, default=intent)


def is_ruled_out(text: str, intent: str, *, certain: bool) -> bool:
    """Whether a message can't tell of the crisis that the classifier guesses in it.

    Args:
        text: a message in which no rule sees a crisis.
        intent: the crisis guessed.
        certain: whether the classifier is; if not, a question or a "what if" anywhere
            in the message is enough.
    """
    rules = _rules()
    crisis = next((of for of in rules.crises if of.intent == intent), None)
    if crisis is None:
        return False
    spellings = tuple(_spellings(text, rules.key_words))
    against = [crisis.unless_guessed] if crisis.unless_guessed else []
    if crisis.guarded:
        against.append(rules.harmless)
    if any(one.search(spelling) for one in against for spelling in spellings):
        return True
    if certain or not crisis.guarded:
        return False
    # Of all: read as English shorthand, "y" is "why".
    return all(rules.guard_guessed.search(spelling) for spelling in spellings)


def plain_spellings(text: str) -> tuple[str, ...]:
    """A message as the rules see it; twice where its two languages differ."""
    return tuple(_spellings(text, _rules().key_words))


def _spellings(text: str, key_words: KeyWords) -> Iterator[str]:
    """The message as read by someone of either language; once if they read the same."""
    straight = text.replace("’", "'")
    english = _spell(straight, "en", key_words)
    yield english
    spanish = _spell(straight, "es", key_words)
    if spanish != english:
        yield spanish


def _spell(text: str, language: Literal["en", "es"], key_words: KeyWords) -> str:
    spelling = plain(text, language)
    mended = mend(spelling, key_words)
    if mended != spelling:
        # Once more, for shorthand that was itself misspelt ("migar" is "migra").
        mended = plain(mended, language)
    return _SENTENCE_END.sub(r"\1\n", mended)


def _has_sign(crisis: _Crisis, spelling: str, guard: re.Pattern[str]) -> bool:
    """Whether a sign stands in the message with no guard before it in its sentence.

    A sign may run on into the next sentence. After a guarded sign the search goes on
    with the next sentence, so that each part of the message is looked at about once.
    """
    begin = 0
    while sign := crisis.signs.search(spelling, begin):
        if not (crisis.guarded and _is_guarded(spelling, sign.start(), guard)):
            return True
        begin = spelling.find("\n", sign.start()) + 1
        if not begin:
            break
    return False


def _is_guarded(spelling: str, sign: int, guard: re.Pattern[str]) -> bool:
    sentence = spelling.rfind("\n", 0, sign) + 1
    found = guard.search(spelling, sentence)
    return found is not None and found.start() < sign
