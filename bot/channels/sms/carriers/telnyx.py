"""Telnyx: JSON webhooks signed with Ed25519, answers by its API.

Telnyx waits 2 seconds for a webhook's response, so answers never travel in it
(developers.telnyx.com, "Receiving webhooks for messaging").
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Callable
from typing import Any, ClassVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.channels.sms.carriers.carrier import (
    CLOCK_SECONDS,
    Carrier,
    InboundSms,
    Posted,
    Sent,
)
from bot.channels.sms.carriers.posting import Outgoing, post
from bot.settings import Settings


class TelnyxCarrier(Carrier):
    """Checks Ed25519 signatures; sends by the API, version 2."""

    name: ClassVar[str] = "telnyx"
    needs: ClassVar[tuple[str, ...]] = (
        "telnyx_public_key",
        "telnyx_api_key",
        "telnyx_number",
    )

    def __init__(
        self,
        public_key: str,
        api_key: str = "",
        number: str = "",
        api: str = "",
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Takes the account's public key (base64), and what sending needs.

        Raises:
            ValueError: the public key is none.
        """
        self._public = Ed25519PublicKey.from_public_bytes(
            base64.b64decode(public_key, validate=True)
        )
        self._api_key = api_key
        self._number = number
        self._api = api.rstrip("/")
        self._clock = clock

    @classmethod
    def from_settings(cls, settings: Settings) -> TelnyxCarrier:
        """The carrier with its keys and own number."""
        return cls(
            settings.telnyx_public_key,
            settings.telnyx_api_key.get_secret_value(),
            settings.telnyx_number,
            settings.telnyx_api,
        )

    def verify(self, posted: Posted) -> str:
        """Checks the signature over ``time|body``, and the time."""
        given = posted.headers.get("telnyx-signature-ed25519", "")
        stamp = posted.headers.get("telnyx-timestamp", "")
        if not given or not stamp:
            return "no signature"
        said = stamp.encode("utf-8", "surrogateescape") + b"|" + posted.body
        try:
            self._public.verify(base64.b64decode(given, validate=True), said)
        except (InvalidSignature, binascii.Error, ValueError):
            return "wrong signature"
        known = stamp.isascii() and stamp.isdigit()
        if not known or abs(self._clock() - int(stamp)) > CLOCK_SECONDS:
            return "signed too long ago"
        return ""

    def read(self, posted: Posted) -> InboundSms | None:
        """Reads number, text, id and whether there is a picture."""
        try:
            data = json.loads(posted.body)["data"]
            kind, payload = data["event_type"], data["payload"]
            number, message_id = payload["from"]["phone_number"], payload["id"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return None
        strings = isinstance(number, str) and isinstance(message_id, str)
        if kind != "message.received" or not strings or not number or not message_id:
            return None
        text = payload.get("text")
        return InboundSms(
            number,
            text if isinstance(text, str) else "",
            message_id,
            has_media=bool(payload.get("media")),
        )

    async def send(self, number: str, text: str) -> Sent:
        """Gives Telnyx a text to send."""
        body = {"from": self._number, "to": number, "text": text}
        headers = {"Authorization": f"Bearer {self._api_key}"}
        return await post(Outgoing(f"{self._api}/messages", body, headers), _code)


def _code(reply: Any) -> str:
    """Telnyx's error code (``40300``: the person has sent STOP to Telnyx)."""
    return str(reply["errors"][0]["code"])
