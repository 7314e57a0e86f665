"""``know287g content``: check the answers, stamp translations."""

from __future__ import annotations

import re
import sys
from datetime import date

import typer

from bot.content.checks import check_content
from bot.content.loading import load_content, source_hash

app = typer.Typer(help="Check and stamp the answers in data/.", no_args_is_help=True)


@app.command()
def check(
    only: str = typer.Argument("", help="Show only problems of this topic or file."),
    warnings: bool = typer.Option(True, help="Show warnings too."),
) -> None:
    """Checks every text: languages, sources, dates, reading level, SMS length."""
    problems = check_content(load_content(), date.today())
    shown = [p for p in problems if only in str(p) and (warnings or not p.warning)]
    for problem in shown:
        sys.stdout.write(f"{problem}\n")
    errors = sum(not p.warning for p in shown)
    sys.stdout.write(f"{errors} errors, {len(shown) - errors} warnings\n")
    raise SystemExit(1 if errors else 0)


_TOPICS = typer.Argument(None, help="Ids of topics; all when none is given.")


@app.command()
def stamp(topics: list[str] = _TOPICS) -> None:
    """Notes that a translation now fits its source text (writes source_hash)."""
    content = load_content()
    for name, topic in content.topics.items():
        if topics and name not in topics:
            continue
        path = content.files[name]
        text = path.read_text(encoding="utf-8")
        new = re.sub(r"source_hash: *\S*", f"source_hash: '{source_hash(topic)}'", text)
        if new != text:
            path.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{name}: stamped\n")
