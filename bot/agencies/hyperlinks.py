"""Hyperlinks of a sheet, which openpyxl leaves out when it reads in a stream."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring
from openpyxl.utils.cell import range_boundaries

from bot.agencies.links import decode_link

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: What the links' block needs declared when it stands alone.
_NAMESPACES = (
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    b'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'
)
_CELLS = re.compile(r"^[A-Z]{1,3}\d{1,7}(:[A-Z]{1,3}\d{1,7})?$")
#: A link over a whole column is a slip; a list's own links cover a cell or a few.
_CELLS_A_LINK_AT_MOST = 50


def read_hyperlinks(content: bytes, sheet: Any) -> dict[tuple[int, int], str]:
    """Addresses by (row number from 1, column number from 0), wrappers removed.

    Args:
        content: the whole workbook.
        sheet: openpyxl's read-only sheet, which knows its part's name.

    Raises:
        defusedxml.common.DefusedXmlException: the part declares entities.
    """
    part: str = sheet._worksheet_path
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        targets = _targets(archive, part)
        found: dict[tuple[int, int], str] = {}
        if targets:
            for element in _elements(archive.read(part)):
                target = targets.get(element.get(_REFERENCE, ""), "")
                found |= dict.fromkeys(_cells(element.get("ref", "")), target)
        return {cell: target for cell, target in found.items() if target}


def _elements(part: bytes) -> Iterator[Any]:
    """The hyperlink elements of a sheet, without parsing its cells a second time."""
    start, end = part.find(b"<hyperlinks>"), part.rfind(b"</hyperlinks>")
    if 0 <= start < end:
        block = part[start : end + len(b"</hyperlinks>")]
        try:
            root = fromstring(b"<w %b>%b</w>" % (_NAMESPACES, block), forbid_dtd=True)
            return iter(root.iter(f"{_MAIN}hyperlink"))
        except ParseError:
            pass  # a prefix not declared above: the whole part declares it
    root = fromstring(part, forbid_dtd=True)
    return iter(root.iter(f"{_MAIN}hyperlink"))


def _targets(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    root = fromstring(archive.read(path), forbid_dtd=True)
    return {
        relation.get("Id", ""): decode_link(relation.get("Target", ""))
        for relation in root
        if relation.get("Type", "").endswith("/hyperlink")
    }


def _cells(reference: str) -> list[tuple[int, int]]:
    if not _CELLS.match(reference):
        return []
    bounds: tuple[int, int, int, int] = range_boundaries(reference)  # type: ignore
    left, top, right, bottom = bounds
    if (right - left + 1) * (bottom - top + 1) > _CELLS_A_LINK_AT_MOST:
        return []
    return [
        (row, column - 1)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
