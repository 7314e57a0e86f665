"""Addresses of agreements: freed of wrappers, or empty."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit, urlunsplit

#: Mail filters that wrap an address; the real one stands in their ``url`` parameter.
_WRAPPERS = re.compile(r"(^|\.)safelinks\.protection\.outlook\.com$", re.IGNORECASE)
#: The only publisher of these agreements.
_PUBLISHER = re.compile(r"(^|\.)ice\.gov$", re.IGNORECASE)


def decode_link(target: str) -> str:
    """The address behind a printed hyperlink, https and ICE's own, else nothing.

    Mail-filter wrappers carry the mail address of whoever forwarded the link, so
    they are opened and thrown away; a browser extension's prefix and a lost slash
    are mended; anything that then is not on ice.gov is dropped.
    """
    inner = _unwrap(target.strip())
    start = max(inner.rfind("https:/"), inner.rfind("http:/"))
    if start < 0:
        return ""
    bare = re.sub(r"^https?:/+", "https://", inner[start:])
    parts = urlsplit(bare)
    if not _PUBLISHER.search(parts.hostname or "") or "@" in parts.netloc:
        return ""
    return urlunsplit(("https", parts.hostname or "", parts.path, "", ""))


def _unwrap(target: str) -> str:
    parts = urlsplit(target)
    if not _WRAPPERS.search(parts.hostname or ""):
        return target
    return parse_qs(parts.query).get("url", [""])[0]
