"""The rules of the house, so that what we know outlives the engine it runs on."""

from __future__ import annotations

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
ENGINE = {"rasa", "rasa_sdk", "sanic"}
#: Packages that never see the engine.
FREE_OF_THE_ENGINE = (
    "agencies",
    "answers",
    "content",
    "crisis",
    "language",
    "organizer",
    "places",
    "privacy",
)
DOORS = ("bot/dialogue", "bot/channels", "bot/serve", "actions")
BEHIND_THE_DOORS = ("bot.dialogue", "bot.channels", "bot.serve")
LINES_AT_MOST = 250
LINES_MEDIAN = 100
FUNCTION_P95 = 30


def modules(*folders: str) -> list[Path]:
    return sorted(p for folder in folders for p in (PROJECT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Names of everything a module imports, in functions too; full dotted names."""
    package = path.relative_to(PROJECT).with_suffix("").parts
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = list(package[: -node.level]) if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


OURS = modules("bot", "actions")


@pytest.mark.parametrize("package", FREE_OF_THE_ENGINE)
def test_what_we_know_does_not_depend_on_the_engine(package: str) -> None:
    paths = modules(f"bot/{package}")
    if not paths:
        pytest.skip(f"there is no bot/{package} yet")
    for path in paths:
        for imported in imports(path):
            assert imported.partition(".")[0] not in ENGINE, name_of(path)
            assert not imported.startswith(
                ("bot.dialogue", "bot.channels", "bot.serve")
            ), (
                name_of(path),
                imported,
            )


def test_only_the_doors_know_the_engine() -> None:
    for path in OURS:
        if name_of(path).startswith(DOORS) or name_of(path) == "bot/cli/train.py":
            continue
        at_top = {
            imported
            for node in tree_of(path).body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for imported in [getattr(node, "module", None) or node.names[0].name]
        }
        assert not {name.partition(".")[0] for name in at_top} & ENGINE, name_of(path)


def test_nobody_imports_the_command_line() -> None:
    for path in OURS:
        if not name_of(path).startswith("bot/cli"):
            assert not any(i.startswith("bot.cli") for i in imports(path)), name_of(
                path
            )


def test_actions_hold_no_sql_and_no_text() -> None:
    for path in modules("actions"):
        names = {imported.partition(".")[0] for imported in imports(path)}
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy":
                pytest.fail(f"{name_of(path)} builds queries")
        assert "requests" not in names and "httpx" not in names


def docstrings(tree: ast.Module) -> set[int]:
    """Ids of the constants that are docstrings, or strings that stand alone."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def parents_of(tree: ast.Module) -> dict[int, ast.AST]:
    """What each node stands in, by the node's id."""
    return {
        id(child): node
        for node in ast.walk(tree)
        for child in ast.iter_child_nodes(node)
    }


def is_pattern(parents: dict[int, ast.AST], node: ast.Constant) -> bool:
    """Whether a string is an argument of ``re``, or of letters to be replaced."""
    above = parents.get(id(node))
    while above is not None and not isinstance(above, ast.stmt):
        if isinstance(above, ast.Call):
            called = ast.unparse(above.func)
            if called.startswith("re.") or called.endswith(("maketrans", "frozenset")):
                return True
        above = parents.get(id(above))
    return False


SPANISH = re.compile(r"[ñáéíóúü¿¡][a-zñáéíóúü]+|[a-z]{2,}[áéíóúñ]\b")
#: Strings with Spanish letters that no person reads: what they are for.
LETTERS_NOT_TEXTS = {
    "bot/language/reading_level.py": {
        "él"
    },  # stands for a name while words are counted
}


def test_no_text_that_people_read_stands_in_python() -> None:
    found = []
    for path in OURS:
        tree = tree_of(path)
        parents = parents_of(tree)
        skipped = docstrings(tree)
        allowed = LETTERS_NOT_TEXTS.get(name_of(path), set())
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if (
                id(node) in skipped
                or node.value in allowed
                or is_pattern(parents, node)
            ):
                continue
            if SPANISH.search(node.value):
                found.append(f"{name_of(path)}:{node.lineno} {node.value!r:.60}")
    assert not found


def test_no_sentence_that_people_read_is_sent_from_python() -> None:
    """Texts for people pass through the content, so no literal is uttered."""
    for path in modules("actions", "bot/channels", "bot/dialogue"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
                ("utter_message", "send_text_message", "BotMessage")
            ):
                literal = [
                    a.value
                    for a in [*node.args, *(k.value for k in node.keywords)]
                    if isinstance(a, ast.Constant) and isinstance(a.value, str)
                ]
                assert not [text for text in literal if " " in text], name_of(path)


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_a_module_can_be_read_in_one_go(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_AT_MOST


def test_modules_and_functions_are_short() -> None:
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in OURS]
    assert statistics.median(lengths) <= LINES_MEDIAN
    functions = sorted(
        node.end_lineno - node.lineno + 1
        for path in OURS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    )
    assert functions[int(0.95 * len(functions))] <= FUNCTION_P95


def test_no_module_is_a_grab_bag() -> None:
    for path in OURS:
        assert path.stem not in ("utils", "helpers", "manager", "misc", "util"), path


def test_a_broad_except_stands_only_at_the_edges() -> None:
    broad = []
    for path in OURS:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "everything"
                if caught in ("everything", "Exception", "BaseException"):
                    broad.append(name_of(path))
    assert set(broad) <= {
        "bot/channels/sms/connector.py",
        "bot/channels/turn.py",
        "bot/serve/without_tensorflow.py",
    }


def test_inputs_are_not_checked_by_assert() -> None:
    for path in OURS:
        for node in ast.walk(tree_of(path)):
            assert not isinstance(node, ast.Assert), f"{name_of(path)}:{node.lineno}"


#: Apart, so that this file does not hold what it looks for.
_SCRATCH, _REGISTRY = "tmp", "pypi"
READ = (".py", ".yml", ".md", ".sh", ".csv", "")


def test_no_path_of_a_machine_and_no_registry_stands_in_the_tree() -> None:
    told = re.compile(
        rf"/(?:root|home/\w+|{_SCRATCH}\w*)/|://(?:[\w.-]+\.)?{_REGISTRY}\."
        r"|(?<!emit-)index-url"
    )
    for folder in ("bot", "actions", "domain", "data", "docs", "scripts"):
        for path in (PROJECT / folder).rglob("*"):
            if path.is_file() and path.suffix in (
                ".py",
                ".yml",
                ".md",
                ".sh",
                ".csv",
                "",
            ):
                assert not told.search(path.read_text("utf-8", "ignore")), name_of(path)
    for name in ("requirements.txt", "requirements-dev.txt", "README.md", "Makefile"):
        text = (PROJECT / name).read_text(encoding="utf-8")
        pattern = rf"--(?:extra-)?index-url|/(?:root/|{_SCRATCH}/\w)"
        assert not re.search(pattern, text), name
