"""``know287g widget``: what to paste into a page, and the widget put together."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from bot.agencies.result import Refusal
from bot.cli.agencies_printing import stop
from bot.serve.page import LOADED, StaticFile, read_files
from bot.serve.widget_code import BUILT, build, integrity

app = typer.Typer(
    help="Show what embeds the chat; build it.",
    add_completion=False,
    invoke_without_command=True,
)
_EXAMPLE = "https://the.bot.example"


@app.callback()
def show(
    context: typer.Context,
    url: Annotated[str, typer.Option(help="Public address of the bot.")] = _EXAMPLE,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Show the lines to paste, the policy they need, and the sizes."""
    if context.invoked_subcommand:
        return
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.netloc:
        stop(Refusal("not_an_address", {"url": url}), as_json)
    described = describe(url.rstrip("/"))
    if as_json:
        sys.stdout.write(json.dumps(described, ensure_ascii=False, indent=2) + "\n")
        return
    for line in (
        "Paste into the page:\n",
        described["snippet"] + "\n",
        "If the page has a Content-Security-Policy, it needs:\n",
        "\n".join(f"  {name} {value}" for name, value in described["csp"].items()),
        "\nTell the bot the page's origin, and start it anew:\n",
        "  KNOW287G_ALLOWED_ORIGINS='[\"https://YOUR.PAGE\"]'\n",
        f"Bytes, gzipped: {described['bytes']['total']} for the full page, "
        f"{described['bytes']['widget.js']} for the widget.",
    ):
        sys.stdout.write(line + "\n")


@app.command(name="build")
def build_widget(
    check: Annotated[bool, typer.Option(help="Only say whether it is new.")] = False,
) -> None:
    """Make the served file anew from the sources in bot/web/widget."""
    try:
        code = build()
    except ImportError:
        stop(Refusal("no_minifier", {}), as_json=False)
    fresh = BUILT.is_file() and BUILT.read_bytes() == code
    if check and not fresh:
        stop(Refusal("widget_outdated", {}), as_json=False)
    if not fresh:
        BUILT.write_bytes(code)
    pressed = len(StaticFile(code, "").pressed)
    sys.stdout.write(f"{len(code)} bytes, {pressed} gzipped: {integrity(code)}\n")


def describe(url: str) -> dict[str, Any]:
    """What a host page needs: snippet, integrity, policy, sizes in bytes (gzip).

    Args:
        url: public address of the bot, without a slash at its end.
    """
    files = read_files()
    hashed = integrity(files[BUILT.name].body)
    sizes = {name or "index.html": len(files[name].pressed) for name in LOADED}
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
    return {
        "snippet": (
            f'<script type="module" src="{url}/{BUILT.name}"\n'
            f'  integrity="{hashed}"\n'
            '  crossorigin="anonymous" referrerpolicy="no-referrer"></script>\n'
            f'<know-287g endpoint="{url}/webhooks/web/webhook"></know-287g>'
        ),
        "integrity": hashed,
        "csp": {"script-src": origin, "connect-src": origin, "img-src": origin},
        "bytes": {**sizes, "total": sum(sizes.values())},
    }
