"""What a few words mean after the answer just read, by what they say.

"Why?" after a look-up asks for the state's law; "who decided that" for how an agreement
ends; "do they come in there too?", where a school was spoken of, asks about the school.
The words stand in ``data/language/said_next.yml``, which also says how they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.content.loading import current_content
from bot.data_files import read_yaml
from bot.dialogue.conversation import just_told, recent_lookup
from bot.dialogue.naming import names_somebody
from bot.dialogue.settling import TOPIC, add_entity, intent_of, set_intent, set_pair
from bot.language.detection import Language
from bot.language.spelling import plain

_TABLE = Path(__file__).resolve().parents[2] / "data" / "language" / "said_next.yml"
#: Messages of the person in which a school or a court may have been spoken of.
_SPOKEN_TURNS = 5
#: Confidence from which a topic stands against a rule that needs no context, and one
#: that does; and a crisis that is only guessed, against both.
_SURE = 0.9
_SURE_IN_CONTEXT = 0.96
_CERTAIN_CRISIS = 0.94
_CRISIS = "crisis_"
_JAIL_MODEL = "JEM"
_IN_JAIL = re.compile(r"\b(?:jail|in there|inside|carcel|adentro|dentro|bote)\b")
#: Stands in the table for the model that the newest look-up named.
_THE_MODEL = "the_model"
_THE_MODEL_ALONE = "the_model_alone"
#: Words of a message up to which a rule reads it, unless it says otherwise.
_FEW_WORDS = 10


@dataclass(frozen=True)
class _Rule:
    means: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    after: frozenset[str]
    spoken: re.Pattern[str] | None
    at_most: int
    with_place: bool
    firm: bool
    in_crisis: bool

    @property
    def in_context(self) -> bool:
        """Whether it rests on what was said before."""
        return bool(self.after) or self.spoken is not None


def settle_next(
    message: Message, tracker: DialogueStateTracker | None, *, in_crisis: bool = False
) -> bool:
    """Settles a message whose words, after what was said before, mean one thing.

    Args:
        message: the message, its places read.
        tracker: the conversation.
        in_crisis: whether only the rules that go before the next part of a crisis text
            are asked.

    Returns:
        Whether a rule of the table told what it means.
    """
    text = str(message.get(TEXT) or "")
    spelling = _plain(text, str(message.get("language") or ""))
    words = len(text.split())
    told = frozenset(just_told(tracker))
    placed = names_somebody(message)
    for rule in _rules():
        fits = words <= rule.at_most and (rule.with_place or not placed)
        if not fits or in_crisis > rule.in_crisis or _is_clear(message, rule, told):
            continue
        if rule.after and not rule.after & told:
            continue
        if not _says(rule, spelling):
            continue
        if rule.spoken and not any(map(rule.spoken.search, _said_before(tracker))):
            continue
        if rule.means not in (_THE_MODEL, _THE_MODEL_ALONE):
            set_intent(message, _intent(rule.means))
            return True
        models = _models_told(tracker)
        if rule.means == _THE_MODEL_ALONE and (model := _asked_of(models, spelling)):
            set_intent(message, f"{TOPIC}{model.lower()}")
            return True
        if rule.means == _THE_MODEL and len(models) == 1:
            model = models.pop()
            # Beside the place, as for "the jail one?".
            set_pair(message, "place_and_topic", [f"{TOPIC}{model.lower()}"], 1.0)
            add_entity(message, "model", model)
            return True
    return False


def _says(rule: _Rule, spelling: str) -> bool:
    if not rule.words.search(spelling):
        return False
    return rule.unless is None or not rule.unless.search(spelling)


def _is_clear(message: Message, rule: _Rule, told: frozenset[str]) -> bool:
    """Whether the classifier is too sure of something else for a rule to matter.

    Of courtesy it is often sure and wrong ("¿tengo que ir?" is no goodbye), and where
    it hears the answer just given again, words that lean on it are what it hears.
    """
    name, confidence = intent_of(message)
    if name.startswith(_CRISIS):
        return confidence >= (1.0 if rule.firm else _CERTAIN_CRISIS)
    topic = name.removeprefix(TOPIC)
    if not name.startswith(TOPIC) or topic in told or rule.firm:
        return False
    return confidence >= (_SURE_IN_CONTEXT if rule.in_context else _SURE)


def _models_told(tracker: DialogueStateTracker | None) -> set[str]:
    """The models that the newest look-up named, of agencies of the place."""
    lookup = recent_lookup(tracker) if tracker else None
    return {
        str(agreement.get("model"))
        for agreement in (lookup or {}).get("agreements") or []
        if agreement.get("scope") != "statewide"
    }


def _asked_of(models: set[str], spelling: str) -> str:
    """Of which model it is asked what its officers may ask; empty if that is open.

    Within a jail only those of the jail model ask anything.
    """
    if len(models) == 1:
        return next(iter(models))
    return _JAIL_MODEL if _JAIL_MODEL in models and _IN_JAIL.search(spelling) else ""


def _plain(text: str, language: str) -> str:
    held: Language = "es" if language == "es" else "en"
    # Half of all people leave out commas and the first mark of a question.
    spelling = re.sub(r"[¿¡] | ,(?= |$)", "", plain(text, held))
    return f"{spelling}{' ?' if '?' in text and '?' not in spelling else ''}"


def _said_before(tracker: DialogueStateTracker | None) -> Iterator[str]:
    """The person's newest messages before this one, in plain spelling."""
    turns = 0
    for event in reversed(tracker.events if tracker else ()):
        if isinstance(event, UserUttered) and turns < _SPOKEN_TURNS:
            turns += 1
            text = event.text or ""
            if not text.startswith("/"):
                yield plain(text, "es")


def _intent(means: str) -> str:
    return f"{TOPIC}{means}" if means in current_content().topics else means


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    read = read_yaml(_TABLE)
    answers: dict[str, list[str]] = read["answers"]
    return tuple(_rule(entry, answers) for entry in read["meanings"])


def _rule(entry: Mapping[str, Any], answers: Mapping[str, list[str]]) -> _Rule:
    after = [
        one for name in entry.get("after", ()) for one in answers.get(name, [name])
    ]
    return _Rule(
        means=str(entry["means"]),
        words=re.compile("|".join(entry["words"])),
        unless=_compiled(entry.get("unless")),
        after=frozenset(after),
        spoken=_compiled(entry.get("spoken")),
        at_most=int(entry.get("words_at_most", _FEW_WORDS)),
        with_place=bool(entry.get("with_place", False)),
        firm=bool(entry.get("firm", False)),
        in_crisis=bool(entry.get("in_crisis", False)),
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None
