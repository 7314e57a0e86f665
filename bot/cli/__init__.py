"""The command line ``know287g``: one verb per job.

Exit codes: 0 done, 1 refused or failed with a sentence, 2 wrong usage.

Each verb is a Typer application in a module of this package, named ``app``. The module
is imported only when its verb is called: Rasa alone takes seconds to import and most
verbs do not need it.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import NoReturn

COMMANDS = {
    "agencies": "Import, refresh and show ICE's lists.",
    "ask": "Ask the bot from the shell; --json for a batch.",
    "chart": "Draw pictures of ICE's lists: growth, states, one state.",
    "content": "Check and stamp the answers in data/.",
    "evaluate": "Measure the bot on question sets.",
    "export": "Write ICE's lists as open data, CSV or JSON.",
    "helped": "Show which answers helped: yes and no by topic.",
    "places": "Rebuild or try the tables of places.",
    "serve": "Start the bot and its actions for people.",
    "site": "Write the answers as plain pages.",
    "sms": "Check, try and measure the SMS channel.",
    "train": "Check the content and train the model.",
    "widget": "Show the lines that embed the chat; build it.",
}


def _help() -> str:
    width = max(map(len, COMMANDS))
    verbs = "\n".join(f"  {name:<{width}}  {what}" for name, what in COMMANDS.items())
    return (
        "Know 287(g) / Conoce el 287(g)\n\n"
        "Usage: know287g VERB [OPTIONS]\n\n"
        f"{verbs}\n\n"
        "know287g VERB --help tells the options of a verb.\n"
    )


def main() -> NoReturn:
    """Entry point of the console script: picks the verb and hands over to it."""
    verb = sys.argv[1] if len(sys.argv) > 1 else ""
    if verb in ("-h", "--help"):
        sys.stdout.write(_help())
        raise SystemExit(0)
    if verb not in COMMANDS:
        sys.stderr.write(_help())
        raise SystemExit(2)
    # Typer would print local variables, which may hold what a person wrote.
    os.environ["TYPER_STANDARD_TRACEBACK"] = "1"
    module = importlib.import_module(f"bot.cli.{verb}")
    module.app(args=sys.argv[2:], prog_name=f"know287g {verb}")
    raise SystemExit(0)
