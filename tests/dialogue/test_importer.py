"""Topics become training data, and only content without errors is trained."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.importers.importer import TrainingDataImporter

from bot.content.loading import Content, Problem, load_content
from bot.dialogue import importer
from bot.dialogue.importer import (
    ContentImporter,
    ContentRefused,
    domain_of,
    intent_of,
    response_of,
)


@pytest.fixture(scope="module")
def made() -> ContentImporter:
    return ContentImporter()


def test_each_topic_is_an_intent_a_response_and_a_rule(
    made: ContentImporter, shipped: Content
) -> None:
    domain = made.get_domain()
    rules = {
        (
            next(e.intent_name for e in step.events if hasattr(e, "intent_name")),
            next(
                e.action_name
                for e in step.events
                if str(getattr(e, "action_name", "")).startswith("utter_")
            ),
        )
        for step in made.get_stories().story_steps
    }
    for name in shipped.topics:
        assert f"faq_{name}" in domain.intents
        assert f"utter_faq_{name}" in domain.responses
        assert (f"faq_{name}", f"utter_faq_{name}") in rules
    assert len(rules) == len(shipped.topics)


def test_every_question_of_both_languages_is_an_example(
    made: ContentImporter, shipped: Content
) -> None:
    counts = Counter(m.get("intent") for m in made.get_nlu_data().intent_examples)
    for name, topic in shipped.topics.items():
        questions = {*topic.questions.en, *topic.questions.es}
        assert counts[f"faq_{name}"] >= len(questions)


def test_spoken_replies_are_responses_and_phrases_are_not(shipped: Content) -> None:
    responses = domain_of(shipped)["responses"]
    for name, reply in shipped.replies.items():
        assert (response_of(name, topic=False) in responses) == reply.spoken


def test_the_domain_holds_no_answer_so_that_a_wording_needs_no_training(
    shipped: Content,
) -> None:
    domain = str(domain_of(shipped))
    assert shipped.topics["jem"].answer.en.web[:40] not in domain
    assert shipped.replies["greet"].en.web[:40] not in domain


def test_names_of_intents_and_responses() -> None:
    assert intent_of("jem") == "faq_jem"
    assert response_of("jem", topic=True) == "utter_faq_jem"
    assert response_of("menu", topic=False) == "utter_menu"


def test_content_with_errors_is_refused_and_every_error_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong = [
        Problem("data/faq/a.yml", 3, "is wrong", "Mend it"),
        Problem("data/faq/b.yml", 5, "is wrong too", "Mend it"),
        Problem("data/faq/c.yml", 7, "could be better", "Look", warning=True),
    ]
    monkeypatch.setattr(importer, "check_content", lambda *_: wrong)
    with pytest.raises(ContentRefused) as refused:
        ContentImporter()
    told = str(refused.value)
    assert "data/faq/a.yml:3: error: is wrong. Mend it" in told
    assert "data/faq/b.yml:5" in told and "c.yml" not in told


def test_warnings_alone_do_not_stop_training(monkeypatch: pytest.MonkeyPatch) -> None:
    warned = [Problem("a", 1, "x", "y", warning=True)]
    monkeypatch.setattr(importer, "check_content", lambda *_: warned)
    assert ContentImporter().get_domain().intents


@pytest.fixture(scope="module")
def whole(project: Path) -> Any:
    """What Rasa trains on: its own files and the content together."""
    return TrainingDataImporter.load_from_config(
        str(project / "config.yml"), str(project / "domain"), [str(project / "data")]
    )


#: Intents that no example teaches: they are settled from words and conversation.
SETTLED = (
    "did_you_mean",
    "place_and_topic",
    "other_language",
    "crisis_over",
    "crisis_over_self_harm",
    "crisis_being_stopped_other",
)
#: Answers that are put together of others when they are given.
PUT_TOGETHER = ("two_answers", "both_answers", "case_and_topic")


def test_rasas_files_and_the_content_fit_together(whole: Any) -> None:
    domain = whole.get_domain()
    read = whole.get_nlu_data().training_examples
    learnt = {m.get("intent") for m in read if m.get("text")} - {None}
    settled_by_context = {*SETTLED, *PUT_TOGETHER}
    more = {name for name in domain.intents if name.endswith("_more")}
    assert learnt == set(domain.intents) - settled_by_context - more - _built_in()


def _built_in() -> set[str]:
    return {"back", "restart", "session_start", "nlu_fallback"}


def test_every_intent_has_exactly_one_rule(whole: Any) -> None:
    heard = Counter(
        event.intent_name
        for step in whole.get_stories().story_steps
        for event in step.events
        if hasattr(event, "intent_name")
    )
    assert set(heard.values()) == {1}
    assert set(whole.get_domain().intents) - _built_in() == set(heard)


def test_every_action_of_a_rule_is_a_response_or_our_action(whole: Any) -> None:
    domain, content = whole.get_domain(), load_content()
    made = {f"utter_{name}" for name in (*PUT_TOGETHER, "topic_of_place")}
    for step in whole.get_stories().story_steps:
        for event in step.events:
            name = str(getattr(event, "action_name", "") or "")
            if name.startswith("utter_") and name not in made:
                assert name in domain.responses
                said = name.removeprefix("utter_").removeprefix("faq_")
                assert said in content.topics or said in content.replies, name
            elif name not in ("", "action_listen", "..."):
                assert name == "action_look_up" or name in made, name


def test_no_generated_files_lie_in_the_tree(project: Path) -> None:
    rasas = (project / "data" / "nlu").glob("*.yml")
    assert not [path for path in rasas if "intent: faq_" in path.read_text()]
