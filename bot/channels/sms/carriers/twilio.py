"""Twilio, SMS and WhatsApp: signed form posts, the answer as TwiML in the response.

TwiML needs no key for sending and no second request. Twilio waits 15 seconds for it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import uuid4
from xml.sax.saxutils import escape

from bot.channels.sms.carriers.carrier import (
    Acknowledgement,
    Answered,
    Carrier,
    InboundSms,
    Posted,
)
from bot.settings import Settings

_FIELDS_AT_MOST = 200
_SIGNATURE = "x-twilio-signature"
#: Announces a scheme with SHA-256, which the SDKs of 2026 know and this does not.
_OTHER_SCHEME = "x-twilio-webhooks-signature-settings"
_ANSWERED: dict[str, Answered] = {"STOP": "stop", "START": "start", "HELP": "help"}
#: Posted by delivery reports and never by a person's message.
_REPORTS = ("MessageStatus", "SmsStatus")
_PERSONS = ("", "received", "receiving")


class TwilioCarrier(Carrier):
    """Checks HMAC-SHA1 signatures over the configured address."""

    name: ClassVar[str] = "twilio"
    needs: ClassVar[tuple[str, ...]] = ("twilio_auth_token",)
    answers_in_response: ClassVar[bool] = True

    def __init__(self, auth_token: str, url: str) -> None:
        """Takes the account's token and the webhook's address as Twilio knows it."""
        self._token = auth_token.encode()
        self._url = url

    @classmethod
    def from_settings(cls, settings: Settings) -> TwilioCarrier:
        """The carrier with its token and address."""
        return cls(settings.twilio_auth_token.get_secret_value(), settings.sms_url)

    def verify(self, posted: Posted) -> str:
        """Compares the signature, in constant time, for every form of our address."""
        if _OTHER_SCHEME in posted.headers:
            return "signed by the SHA-256 scheme, which is not supported"
        given = posted.headers.get(_SIGNATURE, "")
        if not given:
            return "no signature"
        fields = _fields(posted.body)
        if fields is None:
            return "not a form"
        right = [
            hmac.compare_digest(sign_form(self._token, url, fields), given.encode())
            for url in _forms_of(self._url)
        ]
        return "" if any(right) else "wrong signature"

    def read(self, posted: Posted) -> InboundSms | None:
        """Reads five fields and no other: of city, ZIP or name nothing is taken."""
        fields = dict(_fields(posted.body) or [])
        number, sid = fields.get("From", ""), fields.get("MessageSid", "")
        status = {fields.get(name, "").lower() for name in _REPORTS}
        if not number or not sid or not status <= set(_PERSONS):
            return None
        media = fields.get("NumMedia", "")
        return InboundSms(
            number,
            fields.get("Body", ""),
            sid,
            has_media=media.isascii() and media.isdigit() and int(media) > 0,
            answered=_ANSWERED.get(fields.get("OptOutType", "").upper(), ""),
        )

    def acknowledge(self, text: str) -> Acknowledgement:
        """The answer as TwiML; without a text, the document that sends nothing."""
        inside = f"<Message>{escape(_for_xml(text))}</Message>" if text else ""
        body = f'<?xml version="1.0" encoding="UTF-8"?><Response>{inside}</Response>'
        return Acknowledgement(body, "text/xml; charset=utf-8")

    def sign(self, text: str, number: str, message_id: str) -> Posted:
        """A post as Twilio makes it."""
        fields = {"From": number, "Body": text, "MessageSid": message_id}
        pairs = [*fields.items(), ("NumMedia", "0")]
        return self.sign_pairs(pairs)

    def probe(self) -> Posted:
        """The word HELP; its answer stands in the response and is sent to nobody."""
        return self.sign("HELP", "check@know287g.invalid", f"check-{uuid4()}")

    def sign_pairs(self, pairs: list[tuple[str, str]]) -> Posted:
        """A post of any fields, with its right signature."""
        signature = sign_form(self._token, _forms_of(self._url)[0], pairs).decode()
        headers = {
            "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
            _SIGNATURE: signature,
        }
        return Posted(urlencode(pairs).encode(), headers)


def sign_form(token: bytes, url: str, fields: list[tuple[str, str]]) -> bytes:
    """Twilio's signature of a form post, in base64.

    HMAC-SHA1 under the auth token over the full address and, sorted by name, each
    field's name and value without anything between
    (https://www.twilio.com/docs/usage/webhooks/webhooks-security).
    """
    said = url + "".join(name + value for name, value in sorted(set(fields)))
    digest = hmac.new(token, said.encode("utf-8", "surrogateescape"), hashlib.sha1)
    return base64.b64encode(digest.digest())


def _fields(body: bytes) -> list[tuple[str, str]] | None:
    """The form's fields, empty ones too; None when it is no form."""
    try:
        return parse_qsl(
            body.decode("utf-8", "surrogateescape"),
            keep_blank_values=True,
            max_num_fields=_FIELDS_AT_MOST,
            errors="surrogateescape",
        )
    except ValueError:
        return None


def _forms_of(url: str) -> tuple[str, ...]:
    """The address without its fragment, and the same with or without the usual port.

    Twilio's own libraries accept both; a fragment (``#rc=2``) only tells Twilio how
    often to try again and is never requested.
    """
    parts = urlsplit(url)._replace(fragment="")
    usual = {"https": 443, "http": 80}.get(parts.scheme)
    host = parts.hostname or ""
    forms = [urlunsplit(parts)]
    if usual and parts.port in (None, usual):
        other = host if parts.port else f"{host}:{usual}"
        forms.append(urlunsplit(parts._replace(netloc=other)))
    return tuple(forms)


def _for_xml(text: str) -> str:
    """The text without control characters, which XML 1.0 has no place for."""
    return "".join(c for c in text if c >= " " or c in "\t\n")
