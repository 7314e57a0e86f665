"""What every HTTP reply carries, and what a failed one says: nothing about us."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus

from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from sanic.response import json

logger = logging.getLogger(__name__)

#: Nothing from elsewhere, no inline code, no markup from strings (Trusted Types), no
#: form, no other base address.
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; frame-ancestors {frames}"
)
HEADERS = {
    # The question and the answer leave no copy on the device or on the way.
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def attach(app: Sanic, allowed_origins: Sequence[str] = ()) -> None:
    """Put the security headers on every reply and keep errors short.

    Args:
        app: the application.
        allowed_origins: other sites whose pages may call this server and frame its
            page, each as scheme and host (``https://example.org``).
    """
    headers = dict(HEADERS)
    headers["Content-Security-Policy"] = CONTENT_POLICY.format(
        frames=" ".join(allowed_origins) or "'none'"
    )

    async def add_headers(_request: Request, response: HTTPResponse) -> None:
        for name, value in headers.items():
            response.headers.setdefault(name, value)

    app.register_middleware(add_headers, "response")
    app.error_handler.add(SanicException, _tell_status)
    app.error_handler.add(Exception, _tell_failure)


def _tell_status(_request: Request, error: SanicException) -> HTTPResponse:
    """The status and its standard name, without path, version or reason."""
    status = HTTPStatus(error.status_code)
    # A 405 names the methods that are allowed.
    headers = getattr(error, "headers", None)
    return json({"error": status.phrase}, status=status, headers=headers)


def _tell_failure(request: Request, error: Exception) -> HTTPResponse:
    """An unforeseen failure: its type goes to the log, nothing to the person."""
    logger.error("A request failed: %s", type(error).__name__)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return json({"error": status.phrase}, status=status)
