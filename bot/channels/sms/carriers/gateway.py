"""SMS Gateway for Android: an open-source app makes a phone the organizer's carrier.

No cloud in between when the app and the bot meet in one network (or through a VPN).
Webhooks and API as in the app's own documentation (docs.sms-gate.app): webhooks are
signed with HMAC-SHA256 over the raw body and the time; the app tries again, with
growing pauses, until it gets a 2xx within 30 seconds.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any, ClassVar

from bot.channels.sms.carriers.carrier import InboundSms, Posted, Sent
from bot.channels.sms.carriers.posting import Outgoing, post
from bot.channels.sms.carriers.timed_json import TimedJsonCarrier, text_of
from bot.settings import Settings

_RECEIVED = ("sms:received", "mms:received")


class GatewayCarrier(TimedJsonCarrier):
    """Checks the app's signature; sends by the app's API."""

    name: ClassVar[str] = "gateway"
    signature_header: ClassVar[str] = "x-signature"
    time_header: ClassVar[str] = "x-timestamp"
    needs: ClassVar[tuple[str, ...]] = (
        "gateway_signing_key",
        "gateway_api",
        "gateway_user",
        "gateway_password",
    )

    def __init__(
        self,
        signing_key: str,
        api: str = "",
        login: tuple[str, str] = ("", ""),
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Takes the app's signing key, its API's address, and user and password."""
        super().__init__(api, clock)
        self._key = signing_key.encode()
        self._login = login

    @classmethod
    def from_settings(cls, settings: Settings) -> GatewayCarrier:
        """The carrier with its keys and address."""
        password = settings.gateway_password.get_secret_value()
        return cls(
            settings.gateway_signing_key.get_secret_value(),
            settings.gateway_api,
            (settings.gateway_user, password),
        )

    def _is_signed(self, body: bytes, stamp: bytes, given: str) -> bool:
        return hmac.compare_digest(self._sign(body, stamp), given.lower().encode())

    def _message(self, event: Any) -> InboundSms | None:
        """Number, text and the event's id.

        The id of the message itself is made from its text and would make the second
        "yes" of a person a repeat of the first.
        """
        kind, payload = event["event"], event["payload"]
        if kind not in _RECEIVED:
            return None
        return InboundSms(
            payload["phoneNumber"],
            text_of(payload.get("message")),
            event["id"],
            has_media=kind == "mms:received",
        )

    async def send(self, number: str, text: str) -> Sent:
        """Gives the phone a text to send."""
        body = {"textMessage": {"text": text}, "phoneNumbers": [number]}
        outgoing = Outgoing(f"{self._api}/message", body, login=self._login)
        return await post(outgoing, _no_code)

    def sign(self, text: str, number: str, message_id: str) -> Posted:
        """A post as the app makes it."""
        payload = {"messageId": "0", "message": text, "phoneNumber": number}
        return self.sign_event(
            {"event": "sms:received", "id": message_id, "payload": payload}
        )

    def probe(self) -> Posted:
        """The app's ping, which is answered with nothing."""
        return self.sign_event({"event": "system:ping", "id": "check", "payload": {}})

    def sign_event(self, event: dict[str, Any]) -> Posted:
        """Any event, with its right signature."""
        body, stamp = json.dumps(event).encode(), str(int(self._clock()))
        signature = self._sign(body, stamp.encode()).decode()
        headers = {self.signature_header: signature, self.time_header: stamp}
        return Posted(body, headers)

    def _sign(self, body: bytes, stamp: bytes) -> bytes:
        return hmac.new(self._key, body + stamp, hashlib.sha256).hexdigest().encode()


def _no_code(_: Any) -> str:
    """The app explains refusals in sentences, which may quote the number."""
    return ""
