"""``know287g sms``: check the SMS channel, try it, and see what its texts cost."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING

import typer
from pydantic import ValidationError

from bot.channels.sms.carriers import carrier_of
from bot.channels.sms.checking import Step, try_webhook
from bot.channels.sms.readiness import PATH, describe_lacks, variable
from bot.content.loading import load_content
from bot.content.schema import LANGUAGES, Reply, Topic
from bot.content.text_checks import texts_of
from bot.language.gsm import fold_if_shorter, is_gsm, length, segments
from bot.language.sms_keywords import keyword_words
from bot.settings import Settings, settings

if TYPE_CHECKING:
    from bot.channels.sms.simulator import Phone

app = typer.Typer(help="Check, try and measure the SMS channel.", no_args_is_help=True)

_COMMANDS = "An empty line ends. /picture sends a picture, /repeat the last text again."


@app.command()
def check(
    local: bool = typer.Option(
        False, "--local", help="Post to this machine's server, not the public address."
    ),
    as_json: bool = typer.Option(False, "--json", help="Steps as JSON."),
) -> None:
    """Checks the settings, tries the webhook, shows what to paste at the carrier."""
    try:
        chosen = settings()
    except ValidationError as error:
        name = variable(str(error.errors()[0]["loc"][0]))
        steps = [Step(False, f"{name} can't be used: {error.errors()[0]['msg']}.")]
    else:
        steps = _try(chosen, local)
    good = all(step.ok for step in steps)
    if as_json:
        listed = [{"ok": step.ok, "sentence": step.sentence} for step in steps]
        sys.stdout.write(json.dumps({"ok": good, "steps": listed}) + "\n")
    else:
        for step in steps:
            sys.stdout.write(f"{'ok    ' if step.ok else 'FAILED'}  {step.sentence}\n")
        if good:
            sys.stdout.write(_to_paste(chosen))
    raise SystemExit(0 if good else 1)


def _try(chosen: Settings, local: bool) -> list[Step]:
    if not chosen.sms_carrier:
        name = variable("sms_carrier")
        return [Step(False, f"The SMS channel is off. Set {name} (docs/sms.md).")]
    lacks = describe_lacks(chosen)
    if lacks:
        return [Step(False, lack) for lack in lacks]
    url = f"http://127.0.0.1:{chosen.port}{PATH}" if local else chosen.sms_url
    return [
        Step(True, f"The settings for {chosen.sms_carrier} are complete."),
        *try_webhook(carrier_of(chosen), url),
    ]


def _to_paste(chosen: Settings) -> str:
    replies = load_content().replies
    lines = [
        "",
        f"Paste at {chosen.sms_carrier}, for incoming messages (POST):",
        f"  {chosen.sms_url}",
        "Set no fallback address: it would post the same words elsewhere.",
        "",
        "Keyword texts, if the carrier asks for them:",
    ]
    for kind in ("help", "stop", "start"):
        for language in LANGUAGES:
            words = ", ".join(keyword_words(kind, language)).upper()
            text = replies[f"sms_{kind}"].choose(language, "sms")
            lines += [f"  {words}", f"    {text}"]
    lines += ["", "Registration texts, privacy settings, test plan: docs/sms.md", ""]
    return "\n".join(lines)


@app.command()
def simulate() -> None:
    """A phone in the terminal on the real connector; shows segments and cost class."""
    asyncio.run(_simulate())


async def _simulate() -> None:
    from bot.evaluation.loading import load_assistant

    assistant = await load_assistant()
    if isinstance(assistant, str):
        sys.stderr.write(f"{assistant}\n")
        raise SystemExit(1)
    from bot.channels.sms.simulator import open_phone

    if sys.stdin.isatty():
        sys.stdout.write(f"{_COMMANDS}\n")
    async with open_phone(assistant.agent) as phone:
        while words := await asyncio.to_thread(_read_line):
            _show(words, await _send(phone, words))


def _read_line() -> str:
    if sys.stdin.isatty():
        sys.stdout.write("> ")
        sys.stdout.flush()
    return sys.stdin.readline().strip()


async def _send(phone: Phone, words: str) -> str:
    if words == "/picture":
        return await phone.send_picture()
    if words == "/repeat":
        return await phone.repeat()
    return await phone.text(words)


def _show(words: str, answer: str) -> None:
    from bot.channels.sms.simulator import Price

    if not sys.stdin.isatty():
        sys.stdout.write(f"> {words}\n")
    sys.stdout.write(f"  [in:  {Price.of(words)}]\n")
    if answer:
        shown = answer.replace("\n", "\n  ")
        sys.stdout.write(f"  {shown}\n  [out: {Price.of(answer)}]\n\n")
    else:
        sys.stdout.write("  [out: nothing is sent]\n\n")
    sys.stdout.flush()


@app.command("segments")
def show_segments(
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line."),
) -> None:
    """Lists every SMS text with its length: what each answer costs to send."""
    content = load_content()
    items: list[Topic | Reply] = [*content.topics.values(), *content.replies.values()]
    for item in items:
        for language, channel, text in texts_of(item):
            if channel != "sms":
                continue
            sent = fold_if_shorter(text)
            row = (item.id, language, segments(sent), length(sent), is_gsm(sent))
            sys.stdout.write(_row(*row, as_json=as_json))


def _row(
    name: str, language: str, number: int, units: int, gsm: bool, *, as_json: bool
) -> str:
    alphabet = "GSM-7" if gsm else "UCS-2"
    if not as_json:
        return f"{name:<32} {language}  {number}  {units:>3}  {alphabet}\n"
    row = {
        "id": name,
        "language": language,
        "segments": number,
        "units": units,
        "alphabet": alphabet,
    }
    return json.dumps(row) + "\n"
