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
import rasa.core.policies.rule_policy
import rasa.core.processor
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_IMPORTER
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

from bot.dialogue.rule_tables import find_action_from_rules, get_possible_keys

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


def _check_for_unseen_features(self: MessageProcessor, parse_data: Any) -> None:
    """Nothing: the model and its domain are one file, made together.

    Upstream builds an empty domain to compare with, for every message, and warns of
    names that a check at training would have refused (0.3 ms of CPU).
    """


class _Copying:
    """What Rasa's processor uses of ``copy``: only to write debug lines.

    It copies every message, entity and event deeply for lines that no logger prints,
    and that ours must never print (RasaHQ/rasa#12481).
    """

    @staticmethod
    def deepcopy(value: Any) -> Any:
        """The value itself."""
        return value


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
    RulePolicy._get_possible_keys = get_possible_keys
    RulePolicy._find_action_from_rules = find_action_from_rules
    DaskGraphRunner.run = _run_graph
    MessageProcessor._check_for_unseen_features = _check_for_unseen_features
    rasa.core.processor.copy = _Copying
    rasa.core.policies.rule_policy.copy = _Copying
