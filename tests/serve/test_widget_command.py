"""``know287g widget``: what it prints is what the bot serves."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import widget
from bot.serve import widget_code
from bot.serve.page import LOADED, read_files

run = CliRunner().invoke


def test_the_hash_it_shows_is_that_of_the_file_the_bot_serves() -> None:
    shown = run(widget.app, ["--url", "https://bot.example.org/"]).stdout
    served = read_files()["widget.js"].body
    digest = base64.b64encode(hashlib.sha384(served).digest()).decode()
    assert f'integrity="sha384-{digest}"' in shown
    assert 'src="https://bot.example.org/widget.js"' in shown
    assert 'endpoint="https://bot.example.org/webhooks/web/webhook"' in shown
    assert 'crossorigin="anonymous" referrerpolicy="no-referrer"' in shown


def test_it_names_the_policy_the_page_needs_and_the_setting_the_bot_needs() -> None:
    shown = run(widget.app, ["--url", "https://bot.example.org/chat"]).stdout
    for line in ("script-src", "connect-src", "img-src"):
        assert f"{line} https://bot.example.org\n" in shown
    assert "KNOW287G_ALLOWED_ORIGINS=" in shown


def test_json_has_the_same_and_the_bytes_of_all_that_is_loaded() -> None:
    told = json.loads(run(widget.app, ["--json"]).stdout)
    sizes = told["bytes"]
    assert set(sizes) == {name or "index.html" for name in LOADED} | {"total"}
    assert sizes["total"] == sum(v for k, v in sizes.items() if k != "total")
    assert told["integrity"] in told["snippet"]


@pytest.mark.parametrize("url", ["bot.example.org", "javascript:1", ""])
def test_what_is_no_address_is_refused_with_an_example(url: str) -> None:
    refused = run(widget.app, ["--url", url])
    assert refused.exit_code == 1
    assert "https://bot.example.org" in refused.output


def sources(folder: Path, entry: str, **others: str) -> Path:
    (folder / "widget.js").write_text(entry)
    for name, text in others.items():
        (folder / name.replace("_", ".")).write_text(text)
    return folder


def test_modules_texts_and_styles_become_one_script_without_imports(
    tmp_path: Path,
) -> None:
    pytest.importorskip("minify", reason="the minifier of requirements-dev.txt")
    folder = sources(
        tmp_path,
        'import { twice } from "./a.js";\n'
        'import words from "./texts.json" with { type: "json" };\n'
        'import css from "./look.css" with { type: "css" };\n'
        "document.adoptedStyleSheets = [css];\n"
        "console.log(twice(words.one));\n",
        a_js="// How often?\nexport const twice = (it) => it + it;\n",
        texts_json='{"one": "uno // dos"}',
        look_css="p { color: red; } /* why */",
    )
    code = widget_code.build(folder).decode()
    assert not re.search(r"\b(import|export)\b|How often|why", code)
    assert '"uno // dos"' in code and "p{color:red}" in code
    assert code == widget_code.build(folder).decode()


def test_a_file_that_is_imported_twice_is_there_once(tmp_path: Path) -> None:
    pytest.importorskip("minify", reason="the minifier of requirements-dev.txt")
    folder = sources(
        tmp_path,
        'import { a } from "./a.js";\n'
        'import { b } from "./b.js";\n'
        "console.log(a, b);\n",
        a_js='import { b } from "./b.js";\nexport const a = () => b;\n',
        b_js='export const b = "only once";\n',
    )
    assert widget_code.build(folder).decode().count("only once") == 1


def test_a_file_that_is_missing_stops_the_build(tmp_path: Path) -> None:
    pytest.importorskip("minify", reason="the minifier of requirements-dev.txt")
    folder = sources(tmp_path, 'import { a } from "./gone.js";\n')
    with pytest.raises(FileNotFoundError, match="gone.js"):
        widget_code.build(folder)


def test_check_tells_whether_the_file_fits_its_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("minify", reason="the minifier of requirements-dev.txt")
    old = tmp_path / "widget.js"
    old.write_text("old")
    monkeypatch.setattr(widget, "BUILT", old)
    refused = run(widget.app, ["build", "--check"])
    assert refused.exit_code == 1 and "know287g widget build" in refused.output
    assert old.read_text() == "old"
    assert run(widget.app, ["build"]).exit_code == 0
    assert run(widget.app, ["build", "--check"]).exit_code == 0
