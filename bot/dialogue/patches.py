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
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.core.policies.rule_policy import RULES, SHOULD_NOT_BE_SET, RulePolicy
from rasa.engine.constants import PLACEHOLDER_IMPORTER
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import ActionExecuted, Event
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


def _indexed(lookup: dict[str, str]) -> _Index:
    known = _rule_index.get(id(lookup))
    if known is None or known[0] is not lookup:
        known = (lookup, _index_rules(lookup))
        _rule_index[id(lookup)] = known
    return known[1]


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
    rules = _indexed(lookup)
    newest = states[-1]
    intents = {None, (newest.get("user") or {}).get("intent")}
    actions = {None, (newest.get("prev_action") or {}).get("action_name")}
    fitting: dict[str, str] = {}
    for intent in intents:
        for action in actions:
            fitting.update(rules.get((intent, action), {}))
    kept: set[str] = _find_keys_slowly(self, fitting, states)
    return kept


_find_action_slowly = RulePolicy._find_action_from_rules
_states_slowly = RulePolicy._prediction_states
#: Turns that the rules are compared with; the longest rule is one turn long.
_TURNS_COMPARED = 2


def _rests_on_intents(self: RulePolicy) -> bool:
    """Whether every rule answers an intent: none looks at words or at the very start."""
    return all(
        action and (intent or action != ACTION_LISTEN_NAME)
        for intent, action in _indexed(self.lookup[RULES])
    )


def _find_action_from_rules(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,
) -> tuple[str | None, str | None, bool]:
    """Leaves out the comparison with the words where no rule speaks of words.

    Upstream makes the states of the whole conversation for it, for every message, and
    finds nothing: 0.4 ms of CPU (RasaHQ/rasa#8850).
    """
    if use_text_for_last_user_input and not tracker.active_loop_name:
        if not tracker.is_rule_tracker and _rests_on_intents(self):
            return None, None, False
    found: tuple[str | None, str | None, bool] = _find_action_slowly(
        self, tracker, domain, use_text_for_last_user_input
    )
    return found


def _prediction_states(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    *args: Any,
    **named: Any,
) -> list[dict[str, Any]]:
    """The states of the last turns, which are all that a rule of one turn can match.

    Upstream replays the whole conversation and makes a state for every action in it,
    with every prediction (RasaHQ/rasa#6334).
    """
    kept = tracker
    if (
        not tracker.is_rule_tracker
        and not tracker.active_loop_name
        and _rests_on_intents(self)
    ):
        kept = _last_turns(tracker)
    states: list[dict[str, Any]] = _states_slowly(self, kept, domain, *args, **named)
    return states


def _last_turns(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """A tracker of the last turns, with the slots as they were set in them."""
    events = list(tracker.events)
    listens = [
        n
        for n, event in enumerate(events)
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME
    ]
    if len(listens) <= _TURNS_COMPARED + 1:
        return tracker
    short = tracker.init_copy()
    for event in events[listens[-_TURNS_COMPARED - 1] :]:
        short.update(event)
    return short


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
    RulePolicy._get_possible_keys = _get_possible_keys
    RulePolicy._find_action_from_rules = _find_action_from_rules
    RulePolicy._prediction_states = _prediction_states
    DaskGraphRunner.run = _run_graph
    MessageProcessor._check_for_unseen_features = _check_for_unseen_features
    rasa.core.processor.copy = _Copying
    rasa.core.policies.rule_policy.copy = _Copying
