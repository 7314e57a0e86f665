"""Corrections to Rasa 3.6.21, each with its reason, figure and public issue.

Every patch is applied by ``apply_patches`` and has a test in
``tests/dialogue/test_patches.py`` that fails when upstream changes the patched code, so
that a new Rasa version makes us look again.
"""

from __future__ import annotations

import weakref
from functools import lru_cache
from typing import Any

import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import SHOULD_NOT_BE_SET, RulePolicy
from rasa.engine.constants import PLACEHOLDER_IMPORTER
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

_resolve_slowly = Event.resolve_by_type


@lru_cache(maxsize=1)
def _action_result_validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    kind = jsonschema.validators.validator_for(schema)
    return kind(schema)


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Validates an action's result with a validator that is built once.

    ``jsonschema.validate`` checks the *schema* on every call: 18.8 ms of CPU per
    custom action against 0.02 ms (RasaHQ/rasa#11717).
    """
    error = jsonschema.exceptions.best_match(
        _action_result_validator().iter_errors(result)
    )
    if error is not None:
        raise error
    return True


@lru_cache(maxsize=1)
def _event_types() -> dict[str, type[Event]]:
    types: dict[str, type[Event]] = {}
    for kind in all_subclasses(Event):
        types.setdefault(kind.type_name, kind)
    return types


def _resolve_by_type(
    type_name: str, default: type[Event] | None = None
) -> type[Event] | None:
    """Finds an event's class in a table instead of walking all subclasses.

    The walk is repeated for every event of a conversation on every message; the table
    cuts 130 ms to 76 ms at turn 360 (RasaHQ/rasa#6334).
    """
    found = _event_types().get(type_name)
    return found if found is not None else _resolve_slowly(type_name, default)


_find_keys_slowly = RulePolicy._get_possible_keys
_Index = dict[tuple[Any, Any], dict[str, str]]
#: Index of each table of rules, by the table's identity; a policy keeps its table.
_rule_index: dict[int, tuple[dict[str, str], _Index]] = {}


def _condition(state: dict[str, Any], part: str, key: str) -> Any:
    """What a rule's state demands of a part, None when it demands nothing."""
    wanted = (state.get(part) or {}).get(key)
    return wanted if wanted and wanted != SHOULD_NOT_BE_SET else None


def _index_rules(lookup: dict[str, str]) -> _Index:
    index: _Index = {}
    for key, action in lookup.items():
        last = RulePolicy._rule_key_to_state(key)[-1]
        where = (
            _condition(last, "user", "intent"),
            _condition(last, "prev_action", "action_name"),
        )
        index.setdefault(where, {})[key] = action
    return index


def _get_possible_keys(
    self: RulePolicy, lookup: dict[str, str], states: list[dict[str, Any]]
) -> set[str]:
    """Tries only the rules whose last turn can fit the newest state.

    Upstream tries every rule against every state: with 130 rules 795 comparisons and
    3.5 ms of CPU a message (RasaHQ/rasa#8850). The rules left are tried by upstream's
    own code, so the result is the same.
    """
    if not states or not states[-1].get("prev_action"):
        # The very start of a conversation matches in ways of its own.
        every: set[str] = _find_keys_slowly(self, lookup, states)
        return every
    known = _rule_index.get(id(lookup))
    if known is None or known[0] is not lookup:
        known = (lookup, _index_rules(lookup))
        _rule_index[id(lookup)] = known
    newest = states[-1]
    intents = {None, (newest.get("user") or {}).get("intent")}
    actions = {None, (newest.get("prev_action") or {}).get("action_name")}
    fitting: dict[str, str] = {}
    for intent in intents:
        for action in actions:
            fitting.update(known[1].get((intent, action), {}))
    kept: set[str] = _find_keys_slowly(self, fitting, states)
    return kept


_run_with_dask = DaskGraphRunner.run
#: The part of a runner's graph that leads to a target; a runner keeps its graph.
_Parts = dict[tuple[str, ...], dict[str, Any]]
_parts: weakref.WeakKeyDictionary[DaskGraphRunner, _Parts] = weakref.WeakKeyDictionary()


def _run_graph(
    self: DaskGraphRunner,
    inputs: dict[str, Any] | None = None,
    targets: list[str] | None = None,
) -> dict[str, Any]:
    """Runs a prediction's nodes one after the other.

    Upstream cuts out the graph anew, plans it and hands each node to a pool that does
    not exist, three times a message: 1.5 ms of CPU. Training goes upstream's way.
    """
    if not inputs or PLACEHOLDER_IMPORTER in inputs or not targets:
        done: dict[str, Any] = _run_with_dask(self, inputs, targets)
        return done
    known = _parts.setdefault(self, {})
    key = tuple(targets)
    if key not in known:
        schema = self._graph_schema.minimal_graph_schema(targets)
        known[key] = self._build_dask_graph(schema)
    graph = known[key]
    found: dict[str, Any] = {name: (name, value) for name, value in inputs.items()}

    def value(name: str) -> Any:
        if name not in found and name in graph:
            node, *needs = graph[name]
            found[name] = node(*(value(need) for need in needs))
        # A name that is neither node nor input is passed on as it is, as dask does.
        return found.get(name, name)

    try:
        return dict(value(target) for target in targets)
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error


def apply_patches() -> None:
    """Applies every patch; calling it again changes nothing."""
    RemoteAction._validate_action_result = _validate_action_result
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    RulePolicy._get_possible_keys = _get_possible_keys
    DaskGraphRunner.run = _run_graph
