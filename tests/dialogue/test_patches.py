"""Corrections to Rasa: each is needed still, and behaves as what it replaces."""

from __future__ import annotations

import ast
import copy
import hashlib
import importlib.metadata
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rasa.core.actions.action
import rasa.core.policies.rule_policy
import rasa.core.processor
import rasa.engine.runner.dask
import rasa.shared.core.events
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event, Restarted
from rasa.shared.utils.common import all_subclasses

from bot.dialogue import patches, rule_tables


def upstream(module: Any, owner: str, name: str) -> str:
    """Short hash of a method's source as the installed Rasa has it on disk."""
    path = inspect.getsourcefile(module)
    assert path is not None
    text = Path(path).read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef) and node.name == owner:
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name == name:
                    source = ast.get_source_segment(text, method) or ""
                    return hashlib.sha256(source.encode()).hexdigest()[:16]
    return "gone"


def test_rasa_is_the_version_that_was_patched() -> None:
    assert importlib.metadata.version("rasa") == "3.6.21"


@pytest.mark.parametrize(
    ("module", "owner", "name", "known"),
    [
        (
            rasa.core.actions.action,
            "RemoteAction",
            "_validate_action_result",
            "24da0f6bdeb2d44f",
        ),
        (rasa.shared.core.events, "Event", "resolve_by_type", "ffabe9999fc8f7f3"),
        (
            rasa.core.policies.rule_policy,
            "RulePolicy",
            "_get_possible_keys",
            "ae2257980a444fb0",
        ),
        (
            rasa.core.policies.rule_policy,
            "RulePolicy",
            "_is_rule_applicable",
            "c60740c10d00a4cf",
        ),
        (
            rasa.core.policies.rule_policy,
            "RulePolicy",
            "_find_action_from_rules",
            "9a6c28d7af23def6",
        ),
        (
            rasa.core.policies.rule_policy,
            "RulePolicy",
            "_does_rule_match_state",
            "3b6c9846238775c3",
        ),
        (
            rasa.core.processor,
            "MessageProcessor",
            "_check_for_unseen_features",
            "0c8dd2d3d05b010a",
        ),
        (rasa.engine.runner.dask, "DaskGraphRunner", "run", "ce0438b9b8e79330"),
        (
            rasa.engine.runner.dask,
            "DaskGraphRunner",
            "_build_dask_graph",
            "0035c0b37188c4b1",
        ),
    ],
)
def test_the_patched_code_is_what_it_was_when_the_patch_was_written(
    module: Any, owner: str, name: str, known: str
) -> None:
    found = upstream(module, owner, name)
    assert found == known, "upstream changed: read it and judge the patch again"


@pytest.fixture
def patched() -> Iterator[None]:
    validate = RemoteAction._validate_action_result
    find_keys = RulePolicy._get_possible_keys
    run = DaskGraphRunner.run
    find_action = RulePolicy._find_action_from_rules
    check = MessageProcessor._check_for_unseen_features
    resolve = inspect.getattr_static(Event, "resolve_by_type")
    patches.apply_patches()
    yield
    RemoteAction._validate_action_result = validate
    RulePolicy._get_possible_keys = find_keys
    DaskGraphRunner.run = run
    RulePolicy._find_action_from_rules = find_action
    MessageProcessor._check_for_unseen_features = check
    rasa.core.processor.copy = copy
    rasa.core.policies.rule_policy.copy = copy
    Event.resolve_by_type = resolve


def test_every_event_is_found_as_before(patched: None) -> None:
    names = {kind.type_name for kind in all_subclasses(Event)}
    assert len(names) > 20
    for name in names:
        assert Event.resolve_by_type(name) is patches._resolve_slowly(name)


def test_an_unknown_event_is_an_error_or_the_default_as_before(patched: None) -> None:
    assert Event.resolve_by_type("topic") is None
    assert Event.resolve_by_type("nothing", Event) is Event
    with pytest.raises(ValueError, match="Unknown event name"):
        Event.resolve_by_type("nothing")


def test_an_event_that_is_defined_later_is_found(patched: None) -> None:
    class Later(Restarted):
        type_name = "later_in_the_day"

    assert Event.resolve_by_type("later_in_the_day") is Later


REMOTE = RemoteAction("action_look_up", None)
RIGHT: list[dict[str, Any]] = [
    {"events": [], "responses": []},
    {
        "events": [{"event": "slot", "name": "place", "value": {"a": [1]}}],
        "responses": [{"text": "hi", "buttons": [{"title": "a", "payload": "/a"}]}],
    },
]
WRONG: list[dict[str, Any]] = [
    {"events": "none", "responses": []},
    {"events": [], "responses": "none"},
    {"events": [{"name": "no kind"}], "responses": []},
]


@pytest.mark.parametrize("result", RIGHT)
def test_a_right_result_of_an_action_passes(patched: None, result: Any) -> None:
    assert REMOTE._validate_action_result(result) is True


@pytest.mark.parametrize("result", WRONG)
def test_a_wrong_result_of_an_action_fails_with_the_same_error(
    patched: None, result: Any
) -> None:
    with pytest.raises(jsonschema.ValidationError):
        REMOTE._validate_action_result(result)


@pytest.mark.parametrize("result", [*RIGHT, *WRONG])
def test_results_are_judged_as_upstream_judges_them(patched: None, result: Any) -> None:
    schema = RemoteAction.action_response_format_spec()
    right = jsonschema.validators.validator_for(schema)(schema).is_valid(result)
    assert right == (result in RIGHT)


def test_the_validator_is_built_once(patched: None) -> None:
    first = patches._action_result_validator()
    REMOTE._validate_action_result(RIGHT[0])
    assert patches._action_result_validator() is first


def test_applying_the_patches_again_changes_nothing(patched: None) -> None:
    before = RemoteAction._validate_action_result, Event.resolve_by_type
    patches.apply_patches()
    assert (RemoteAction._validate_action_result, Event.resolve_by_type) == before
    assert Event.resolve_by_type("slot").type_name == "slot"


@pytest.mark.parametrize(
    "module", [rasa.core.processor, rasa.core.policies.rule_policy]
)
def test_upstream_copies_deeply_only_to_write_lines_for_a_debugger(module: Any) -> None:
    source = Path(str(inspect.getsourcefile(module))).read_text(encoding="utf-8")
    tree = ast.parse(source)
    logged = [
        inner
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "debug"
        for inner in ast.walk(call)
    ]
    uses = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "copy"
    ]
    assert uses
    assert all(node.attr == "deepcopy" and node in logged for node in uses)


def test_each_patch_says_why() -> None:
    for patch in (patches._validate_action_result, patches._resolve_by_type):
        assert "RasaHQ/rasa#" in (patch.__doc__ or "")


RULES = {
    key: action
    for intent in ("greet", "faq_jem", "lookup_place")
    for key, action in (
        (
            json.dumps(
                [
                    {
                        "user": {"intent": intent},
                        "prev_action": {"action_name": "action_listen"},
                    }
                ]
            ),
            f"utter_{intent}",
        ),
        (
            json.dumps(
                [
                    {
                        "user": {"intent": intent},
                        "prev_action": {"action_name": "action_listen"},
                    },
                    {
                        "user": {"intent": intent},
                        "prev_action": {"action_name": f"utter_{intent}"},
                    },
                ]
            ),
            "action_listen",
        ),
    )
}


def state(intent: str | None, action: str | None) -> dict[str, Any]:
    """A conversation's state after an action, or at the start of a conversation."""
    made: dict[str, Any] = {}
    if intent:
        made["user"] = {"intent": intent, "entities": ("language",)}
    if action:
        made["prev_action"] = {"action_name": action}
    return made


@pytest.mark.parametrize(
    "states",
    [
        [],
        [state(None, None)],
        [state("greet", None)],
        [state(None, "action_listen")],
        [state("greet", "action_listen")],
        [state("faq_jem", "action_listen"), state("faq_jem", "utter_faq_jem")],
        [state("greet", "utter_greet"), state("lookup_place", "action_listen")],
        [state("unknown", "action_listen")],
        [state("greet", "action_listen"), state("greet", "utter_faq_jem")],
    ],
)
def test_the_same_rules_fit_as_upstream_finds(
    patched: None, states: list[dict[str, Any]]
) -> None:
    policy = RulePolicy.__new__(RulePolicy)
    expected = rule_tables._find_keys_slowly(policy, RULES, states)
    assert policy._get_possible_keys(RULES, states) == expected


class Runner(DaskGraphRunner):
    """A runner over plain functions, without components or storage."""

    def __init__(self, nodes: dict[str, Any]) -> None:
        self._nodes = nodes
        self._graph_schema = GraphSchema({})
        self._execution_context = None

    def _build_dask_graph(self, schema: GraphSchema) -> dict[str, Any]:
        return dict(self._nodes)


def join(name: str, calls: list[str]) -> Any:
    def node(*given: Any) -> tuple[str, str]:
        calls.append(name)
        return name, "+".join(
            part if isinstance(part, str) else part[1] for part in given
        )

    return node


def diamond(calls: list[str]) -> dict[str, Any]:
    return {
        "read": (join("read", calls), "__message__"),
        "left": (join("left", calls), "read", "__tracker__"),
        "right": (join("right", calls), "read"),
        "settle": (join("settle", calls), "left", "right"),
    }


@pytest.mark.parametrize(
    "inputs", [{"__message__": "hi", "__tracker__": "t"}, {"__message__": "hi"}]
)
def test_a_graph_gives_what_dask_gives_and_runs_each_node_once(
    patched: None, inputs: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GraphSchema, "minimal_graph_schema", lambda self, _: self)
    calls: list[str] = []
    targets = ["settle", "right"]
    ours = Runner(diamond(calls)).run(inputs, targets)
    assert sorted(calls) == ["left", "read", "right", "settle"]
    assert ours == patches._run_with_dask(Runner(diamond([])), inputs, targets)


def test_a_failing_node_is_told_as_upstream_tells_it(
    patched: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GraphSchema, "minimal_graph_schema", lambda self, _: self)

    def fail(*_: Any) -> None:
        raise RuntimeError

    with pytest.raises(GraphRunError):
        Runner({"end": (fail,)}).run({"__message__": "hi"}, ["end"])
