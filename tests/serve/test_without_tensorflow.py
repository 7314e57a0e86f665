"""Each test imports Rasa in a process of its own: an import can't be taken back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


#: Ends the program if anything of the real TensorFlow was imported.
NOTHING_REAL = """
for name, module in sys.modules.items():
    if name.partition(".")[0] in without_tensorflow.REPLACED:
        assert type(module).__name__ == "_PlaceholderModule", name
"""


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


def test_rasa_starts_without_tensorflow_and_refuses_to_use_it() -> None:
    said = run(f"""
import sys
from bot.serve import without_tensorflow
assert without_tensorflow.prefer()
import rasa.core.agent, rasa.core.run
{NOTHING_REAL}
from rasa.utils.tensorflow.models import RasaModel
from rasa.utils.tensorflow import layers
for use in (RasaModel, lambda: layers.tf.constant(1), lambda: layers.tf.zeros([2])):
    try:
        use()
    except without_tensorflow.TensorFlowIsAbsent as absent:
        print(absent)
""")
    expected = "TensorFlow is needed here, but this process was started without it."
    assert said.splitlines() == [expected] * 3


def test_our_own_components_are_imported_without_it_too() -> None:
    run(f"""
import importlib, pkgutil, sys
from bot.serve import without_tensorflow
assert without_tensorflow.prefer()
import bot.dialogue
for module in pkgutil.walk_packages(bot.dialogue.__path__, "bot.dialogue."):
    importlib.import_module(module.name)
{NOTHING_REAL}
""")


def test_when_it_fails_the_plain_import_works_as_always() -> None:
    said = run("""
import sys
from bot.serve import without_tensorflow
without_tensorflow.PROBED += ("rasa.no_such_module",)
assert not without_tensorflow.prefer()
assert not any(name.partition(".")[0] == "rasa" for name in sys.modules)
import rasa.core.agent, tensorflow
print(int(tensorflow.constant(40) + 2))
""")
    assert said == "42"


def test_it_is_too_late_once_rasa_is_imported() -> None:
    said = run("""
import rasa
from bot.serve import without_tensorflow
print(without_tensorflow.prefer())
""")
    assert said == "False"
