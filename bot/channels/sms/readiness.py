"""Whether the SMS channel has what it needs; each lack is a sentence."""

from __future__ import annotations

import base64
import binascii
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.channels.sms.carriers import CARRIERS
from bot.privacy.keyed_hash import KEY_BYTES, read_key
from bot.settings import Settings

#: Path of the webhook on our own server.
PATH = "/webhooks/sms/webhook"
_HERE = ("127.0.0.1", "localhost", "::1")
_NEEDED = ("sms_url", "phone_key")


def describe_lacks(settings: Settings) -> list[str]:
    """What stands in the way of the SMS channel; empty when it is off or ready.

    Every sentence names the variable to set.
    """
    if not settings.sms_carrier:
        return []
    needed = (*_NEEDED, *CARRIERS[settings.sms_carrier].needs)
    lacks = [
        f"{variable(name)} is not set; the carrier {settings.sms_carrier} needs it."
        for name in needed
        if not _plain(settings, name)
    ]
    faults = (_fault_of_url(settings), *_faults_of_keys(settings))
    return [*lacks, *filter(None, faults)]


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"KNOW287G_{name.upper()}"


def _plain(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    return text.strip()


def _fault_of_url(settings: Settings) -> str:
    if not settings.sms_url:
        return ""
    parts = urlsplit(settings.sms_url)
    here = parts.scheme == "http" and parts.hostname in _HERE
    if not here and (parts.scheme != "https" or not parts.hostname):
        return f"{variable('sms_url')} must start with https://."
    if not parts.path.endswith(PATH):
        return f"{variable('sms_url')} must end with {PATH}."
    return ""


def _faults_of_keys(settings: Settings) -> list[str]:
    faults = []
    for name in ("phone_key", "phone_key_before"):
        text = _plain(settings, name)
        if text and read_key(text) is None:
            faults.append(
                f"{variable(name)} is shorter than {KEY_BYTES} bytes. "
                "Make one with: openssl rand -base64 48"
            )
    if settings.sms_carrier == "telnyx" and settings.telnyx_public_key:
        try:
            length = len(base64.b64decode(settings.telnyx_public_key, validate=True))
        except binascii.Error:
            length = 0
        if length != 32:
            faults.append(
                f"{variable('telnyx_public_key')} is not a public key of Telnyx "
                "(32 bytes in base64)."
            )
    return faults
