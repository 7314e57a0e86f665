"""HTML built as a tree, so that it is always well formed and every text escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

_DOCTYPE = "<!doctype html>\n"
#: What becomes a link: an https address, a public number.
_LINK = re.compile(r"https://[^\s)]+[^\s).,;:]|\b1-\d{3}-\d{3}-\d{4}\b|\b(?:911|988)\b")


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Adds an element; ``class_`` and ``lang_`` stand for reserved words."""
    named = {name.rstrip("_").replace("_", "-"): v for name, v in attributes.items()}
    made = SubElement(parent, tag, named)
    made.text = text or None
    return made


def add_text(parent: Element, text: str) -> None:
    """Adds a text with its https addresses and numbers as links."""
    end = 0
    last: Element | None = None
    for found in _LINK.finditer(text):
        _append(parent, last, text[end : found.start()])
        last = add(parent, "a", found.group(), href=_address(found.group()))
        end = found.end()
    _append(parent, last, text[end:])


def add_blocks(parent: Element, text: str) -> None:
    """Adds an answer: paragraphs parted by blank lines, "- " lines as lists."""
    for block in re.split(r"\n\s*\n", text.strip()):
        for is_list, lines in _runs(block.splitlines()):
            if is_list:
                listed = add(parent, "ul")
                for line in lines:
                    add_text(add(listed, "li"), line[2:])
            else:
                add_text(add(parent, "p"), " ".join(lines))


def document(language: str, title: str, description: str, depth: int) -> Element:
    """An empty page; its ``body`` is what is filled.

    Args:
        language: of the page.
        title: of the page.
        description: for search engines.
        depth: folders between the page and the style sheet.
    """
    page = Element("html", {"lang": language})
    head = add(page, "head")
    add(head, "meta", charset="utf-8")
    add(head, "title", title)
    add(head, "meta", name="viewport", content="width=device-width")
    add(head, "meta", name="description", content=description)
    add(head, "meta", name="referrer", content="no-referrer")
    add(head, "meta", name="color-scheme", content="light dark")
    policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
    head.append(
        Element("meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    )
    add(head, "link", rel="stylesheet", href="../" * depth + "site.css")
    add(page, "body")
    return page


def written(page: Element) -> str:
    """The page as HTML."""
    indent(page)
    return _DOCTYPE + tostring(page, encoding="unicode", method="html") + "\n"


def _address(found: str) -> str:
    if found.startswith("https://"):
        return found
    digits = found.replace("-", "")
    return f"tel:+{digits}" if len(digits) > 3 else f"tel:{digits}"


def _append(parent: Element, last: Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _runs(lines: Iterable[str]) -> list[tuple[bool, list[str]]]:
    """Lines in runs of list lines and of others."""
    runs: list[tuple[bool, list[str]]] = []
    for line in lines:
        is_list = line.startswith("- ")
        if not runs or runs[-1][0] != is_list:
            runs.append((is_list, []))
        runs[-1][1].append(line)
    return runs
