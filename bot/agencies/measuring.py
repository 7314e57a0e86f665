"""Measuring a file before it is opened: what is no sound workbook stays closed."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from openpyxl.utils.exceptions import InvalidFileException

from bot.agencies.result import Refusal

#: ICE's largest sheet so far has 0.2 MB; these leave room for fifty times that.
FILE_BYTES_AT_MOST = 10_000_000
UNPACKED_BYTES_AT_MOST = 20_000_000
PARTS_AT_MOST = 200
#: What openpyxl, zipfile and the parsers raise at a file that is not sound.
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    SyntaxError,  # xml.etree.ElementTree.ParseError is one
    NotImplementedError,  # an unknown way of packing
    RuntimeError,  # an encrypted part
    OSError,
)


def measure(path: Path, content: bytes) -> Refusal | None:
    """Why a file's content must not be opened, or None if it may."""
    if not content.startswith(b"PK"):
        return Refusal("not_a_workbook", {"file": path.name})
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            # zipfile never yields more of a part than its directory entry announces.
            unpacked = sum(part.file_size for part in parts)
            if unpacked > UNPACKED_BYTES_AT_MOST:
                return refuse_size(path, unpacked, UNPACKED_BYTES_AT_MOST)
            if len(parts) > PARTS_AT_MOST:
                return Refusal("broken_workbook", {"file": path.name})
            if any(_declares_entities(archive.read(part)) for part in parts):
                return Refusal("entities", {"file": path.name})
    except BROKEN:
        return Refusal("broken_workbook", {"file": path.name})
    return None


def _declares_entities(part: bytes) -> bool:
    """Whether a part has a document type; a workbook's parts must have none.

    openpyxl reads a sheet's cells with the standard library's parser, so this must
    be known before.
    """
    marks = ("<!DOCTYPE", "<!ENTITY")
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    return any(m.encode(e) in part for m in marks for e in encodings)


def refuse_size(path: Path, size: int, limit: int) -> Refusal:
    """Refusal of a file that holds more bytes than a list may."""
    values = {"file": path.name, "size": size // 1_000_000, "limit": limit // 1_000_000}
    return Refusal("too_large", values)
