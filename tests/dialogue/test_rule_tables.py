"""The rule policy's tables tell what upstream finds by trying every rule."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue import rule_tables

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet", "faq_jem", "place_and_topic", "unruly"],
        "actions": ["action_look_up"],
        "slots": {
            "place": {
                "type": "any",
                "mappings": [{"type": "custom"}],
            }
        },
        "responses": {
            "utter_greet": [{"text": "a"}],
            "utter_jem": [{"text": "b"}],
            "utter_topic": [{"text": "c"}],
        },
    }
)


def rule(intent: str, *actions: str) -> dict[str, str]:
    """The keys that training makes of a rule: one for each of its actions."""
    after = ["action_listen", *actions]
    states = [
        {"prev_action": {"action_name": name}, "user": {"intent": intent}}
        for name in after
    ]
    nexts = [*actions, "action_listen"]
    return {
        json.dumps(states[: n + 1], sort_keys=True): action
        for n, action in enumerate(nexts)
    }


LOOKUP = {
    **rule("greet", "utter_greet"),
    **rule("faq_jem", "utter_jem"),
    **rule("place_and_topic", "action_look_up", "utter_topic"),
}


def policy(lookup: dict[str, str]) -> RulePolicy:
    made = RulePolicy(
        RulePolicy.get_default_config(),
        None,  # type: ignore[arg-type]
        None,  # type: ignore[arg-type]
        ExecutionContext(GraphSchema({})),
    )
    made.lookup = {RULES: lookup, "rules_for_loop_unhappy_path": {}}
    return made


def said(intent: str) -> UserUttered:
    return UserUttered("words", {"name": intent, "confidence": 1.0})


BEGIN: list[Event] = [ActionExecuted("action_session_start")]
LISTEN = ActionExecuted("action_listen")
EARLIER: list[Event] = [
    LISTEN,
    said("greet"),
    ActionExecuted("utter_greet"),
    BotUttered("a"),
    LISTEN,
    said("place_and_topic"),
    SlotSet("place", ["12105"]),
    ActionExecuted("action_look_up"),
    BotUttered("b"),
    ActionExecuted("utter_topic"),
]
TURNS: list[list[Event]] = [
    [LISTEN, said("faq_jem")],
    [LISTEN, said("faq_jem"), SlotSet("place", None)],
    [LISTEN, said("faq_jem"), ActionExecuted("utter_jem"), BotUttered("b")],
    [LISTEN, said("place_and_topic")],
    [LISTEN, said("place_and_topic"), ActionExecuted("action_look_up")],
    [
        LISTEN,
        said("place_and_topic"),
        ActionExecuted("action_look_up"),
        ActionExecuted("utter_topic"),
    ],
    [LISTEN, said("unruly")],
    [LISTEN, said("faq_jem"), ActionExecuted("utter_greet")],
    [LISTEN],
    [LISTEN, said("greet"), UserUtteranceReverted()],
    [LISTEN, said("greet"), said("faq_jem")],
]


def both(turn: list[Event], lookup: dict[str, str], *, text: bool) -> tuple[Any, Any]:
    """What the tables say and what upstream says."""
    tracker = DialogueStateTracker.from_events(
        "a", [*BEGIN, *turn], slots=DOMAIN.slots, domain=DOMAIN
    )
    ours = rule_tables.find_action_from_rules(policy(lookup), tracker, DOMAIN, text)
    theirs = rule_tables._find_action_slowly(policy(lookup), tracker, DOMAIN, text)
    return ours, theirs


@pytest.mark.parametrize("before", [[], EARLIER])
@pytest.mark.parametrize("turn", TURNS)
def test_the_same_action_follows_as_upstream_finds(
    before: list[Event], turn: list[Event]
) -> None:
    ours, theirs = both([*before, *turn], LOOKUP, text=False)
    assert ours == theirs


@pytest.mark.parametrize("turn", TURNS)
def test_no_rule_looks_at_the_words_there_as_here(turn: list[Event]) -> None:
    ours, theirs = both(turn, LOOKUP, text=True)
    assert ours[0] is None
    assert theirs[0] is None


def test_a_turn_of_a_rule_is_read_from_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def upstream(*_: Any) -> Any:
        raise AssertionError("upstream was asked")

    monkeypatch.setattr(rule_tables, "_find_action_slowly", upstream)
    tracker = DialogueStateTracker.from_events("a", [*BEGIN, *TURNS[0]], domain=DOMAIN)
    found = rule_tables.find_action_from_rules(policy(LOOKUP), tracker, DOMAIN, False)
    assert found[0] == "utter_jem"


def test_rules_that_rest_on_more_go_upstreams_way() -> None:
    slot = json.dumps(
        [
            {
                "prev_action": {"action_name": "action_listen"},
                "slots": {"place": [1.0]},
                "user": {"intent": "greet"},
            }
        ],
        sort_keys=True,
    )
    ours, theirs = both(TURNS[0], {**LOOKUP, slot: "action_look_up"}, text=False)
    assert ours == theirs
    assert rule_tables._turns({**LOOKUP, slot: "action_look_up"}) is None
