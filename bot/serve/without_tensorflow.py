"""Start Rasa without importing TensorFlow, and return to the plain way by itself.

Rasa 3.6 imports TensorFlow (and through it jax) whatever the pipeline: 2.3 to 2.7 s
and 481 MB of memory that nothing of ours uses. There is no supported switch
(RasaHQ/rasa issues #10194 and #10727). So placeholders stand in for TensorFlow's
modules while Rasa is imported. Once that is done every *use* of one raises: a model
that does need TensorFlow fails to load instead of answering nonsense, and the
supervisor starts the server the plain way.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import logging
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any, NoReturn

logger = logging.getLogger(__name__)

#: Top-level packages that are replaced.
REPLACED = frozenset(
    {
        "jax",
        "jaxlib",
        "keras",
        "tensorflow",
        "tensorflow_addons",
        "tensorflow_hub",
        "tensorflow_text",
    }
)
#: What is imported under the placeholders: the server, the agent and every component
#: that Rasa registers, so that nothing of Rasa meets them for the first time later on.
PROBED = (
    "rasa.core.run",
    "rasa.core.agent",
    "rasa.engine.recipes.default_components",
)


class TensorFlowIsAbsent(RuntimeError):
    """Something tried to use TensorFlow in a process that was started without it."""


class _Phase:
    """Whether Rasa's modules are being imported (only then may placeholders be called).

    Class bodies use ``tf.function`` as a decorator and ``tf.TensorSpec`` as a value.
    """

    importing = False


def _refuse() -> NoReturn:
    message = "TensorFlow is needed here, but this process was started without it."
    raise TensorFlowIsAbsent(message)


class _PlaceholderType(type):
    """Makes classes whose unknown attributes are placeholders again."""

    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return _placeholder(name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if not _Phase.importing:
            _refuse()
        # `@tf.function` must leave a function, `@tf.function(...)` a decorator.
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]
        return cls

    def __getitem__(cls, _item: object) -> type:
        return cls


def _placeholder(name: str) -> type:
    return _PlaceholderType(name, (), {"__module__": __name__})


class _PlaceholderModule(ModuleType):
    """A module in which every name exists."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _placeholder(name)
        setattr(self, name, value)
        return value


class PlaceholderFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers ``import tensorflow`` and its like with placeholder modules."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: Any = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The specification of a placeholder, or None for every other module."""
        if fullname.partition(".")[0] not in REPLACED:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        """A placeholder module in the place of the real one."""
        return _PlaceholderModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: a placeholder has no code."""


def prefer() -> bool:
    """Import Rasa with placeholders in TensorFlow's place, if that works.

    To be called before anything of Rasa is imported.

    Returns:
        True when Rasa is now imported without TensorFlow. False when it was too late or
        did not work; then nothing is left behind and a plain import does as always.
    """
    if {"tensorflow", "rasa"} & sys.modules.keys():
        return False
    finder = PlaceholderFinder()
    sys.meta_path.insert(0, finder)
    _Phase.importing = True
    try:
        for name in PROBED:
            importlib.import_module(name)
    except Exception:  # noqa: BLE001 - whatever went wrong, the plain way is open
        logger.warning("Rasa does not start without TensorFlow; starting with it.")
        sys.meta_path.remove(finder)
        _forget(REPLACED | {"rasa"})
        return False
    finally:
        _Phase.importing = False
    return True


def _forget(packages: frozenset[str]) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] in packages]:
        del sys.modules[name]
