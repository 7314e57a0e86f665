"""The widget as one file: what ``know287g widget build`` makes of ``bot/web/widget``.

One file, because the integrity hash of a script says nothing about the modules that it
imports, because one request is faster than ten on a slow network, and because what is
compressed together gets smaller. It is made once and kept beside the sources, so that
every server of a release serves the same bytes with the same hash, and none of them
needs the minifier.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

_WEB = Path(__file__).resolve().parent.parent / "web"
SOURCES = _WEB / "widget"
#: The file that is served.
BUILT = _WEB / "pages" / "widget.js"
_ENTRY = "widget.js"
_IMPORT = re.compile(
    r'^import (?P<names>[^;]+?) from "\./(?P<file>[\w.-]+)"(?: with \{[^}]*\})?;\n',
    re.MULTILINE,
)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def build(folder: Path = SOURCES) -> bytes:
    """The widget from its sources: the same bytes for the same sources.

    Args:
        folder: holds ``widget.js`` and all that it imports, directly or not: modules
            with named exports, texts as JSON, a style sheet.

    Raises:
        ImportError: the minifier is not installed (requirements-dev.txt).
        OSError: an imported file is missing.
    """
    # Only for building: a server has no use for it.
    import minify

    pieces: dict[str, str] = {}
    _collect(folder, _ENTRY, "", pieces)
    # In a block, so that names of modules are shortened too.
    linked = "{" + "\n".join(pieces.values()) + "}"
    code: str = minify.string("application/javascript", linked)
    return code.encode() + b"\n"


def integrity(code: bytes) -> str:
    """The value of ``integrity`` for a script, as browsers compute it (SHA-384)."""
    return "sha384-" + base64.b64encode(hashlib.sha384(code).digest()).decode()


def _collect(folder: Path, file: str, name: str, pieces: dict[str, str]) -> None:
    """Adds a file after all that it imports, each file once."""
    if file in pieces:
        return
    text = (folder / file).read_text(encoding="utf-8")
    if file.endswith(".json"):
        pieces[file] = f"const {name} = {json.dumps(json.loads(text))};"
    elif file.endswith(".css"):
        pieces[file] = _sheet(text, name)
    else:
        for found in _IMPORT.finditer(text):
            _collect(folder, found["file"], found["names"], pieces)
        pieces[file] = _EXPORT.sub("", _IMPORT.sub("", text))


def _sheet(text: str, name: str) -> str:
    """A style sheet that no policy of a host page has to allow: made by script."""
    import minify

    css = json.dumps(minify.string("text/css", text))
    return f"const {name} = new CSSStyleSheet();\n{name}.replaceSync({css});"
