"""Telnyx: JSON webhooks signed with Ed25519, answers by its API.

Telnyx waits 2 seconds for a webhook's response, so answers never travel in it
(developers.telnyx.com, "Receiving webhooks for messaging").
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from typing import Any, ClassVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.channels.sms.carriers.carrier import InboundSms, Sent
from bot.channels.sms.carriers.posting import Outgoing, post
from bot.channels.sms.carriers.timed_json import TimedJsonCarrier, text_of
from bot.settings import Settings


class TelnyxCarrier(TimedJsonCarrier):
    """Checks Ed25519 signatures; sends by the API, version 2."""

    name: ClassVar[str] = "telnyx"
    signature_header: ClassVar[str] = "telnyx-signature-ed25519"
    time_header: ClassVar[str] = "telnyx-timestamp"
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
        super().__init__(api, clock)
        self._public = Ed25519PublicKey.from_public_bytes(
            base64.b64decode(public_key, validate=True)
        )
        self._api_key = api_key
        self._number = number

    @classmethod
    def from_settings(cls, settings: Settings) -> TelnyxCarrier:
        """The carrier with its keys and own number."""
        return cls(
            settings.telnyx_public_key,
            settings.telnyx_api_key.get_secret_value(),
            settings.telnyx_number,
            settings.telnyx_api,
        )

    def _is_signed(self, body: bytes, stamp: bytes, given: str) -> bool:
        """Ed25519 over ``time|body``."""
        try:
            signature = base64.b64decode(given, validate=True)
            self._public.verify(signature, stamp + b"|" + body)
        except (InvalidSignature, ValueError):
            return False
        return True

    def _message(self, event: Any) -> InboundSms | None:
        """Number, text, id and whether there is a picture."""
        data = event["data"]
        payload = data["payload"]
        if data["event_type"] != "message.received":
            return None
        return InboundSms(
            payload["from"]["phone_number"],
            text_of(payload.get("text")),
            payload["id"],
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
