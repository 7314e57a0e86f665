"""``know287g site``: every answer as a plain page, for readers without JavaScript."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.agencies.building import ensure_database
from bot.agencies.result import Refusal
from bot.answers.live_values import live_values
from bot.cli.agencies_printing import stop
from bot.content.checks import check_content
from bot.content.loading import load_content
from bot.organizer.site.pages import Site, make_pages

app = typer.Typer(help="Write the answers as plain pages.", add_completion=False)
_STYLE = Path(__file__).resolve().parents[1] / "organizer" / "site" / "site.css"


@app.command()
def site(
    out: Annotated[Path, typer.Option(help="Folder to write into.")],
) -> None:
    """Write one page a topic in each language, with sources and dates."""
    content, today = load_content(), date.today()
    errors = [p for p in check_content(content, today) if not p.warning]
    if errors:
        sys.stderr.write("\n".join(map(str, errors)) + "\n")
        raise SystemExit(1)
    base = ensure_database()
    if isinstance(base, Refusal):
        stop(base, as_json=False)
    made = Site(
        content, {"en": live_values("en", today), "es": live_values("es", today)}, today
    )
    count = 0
    try:
        for name, html in make_pages(made):
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8")
            count += 1
        shutil.copyfile(_STYLE, out / _STYLE.name)
    except OSError as error:
        why = error.strerror or str(error)
        stop(
            Refusal("not_writable", {"path": error.filename or out, "why": why}), False
        )
    sys.stdout.write(f"{count} pages: {out / 'index.html'}\n")
