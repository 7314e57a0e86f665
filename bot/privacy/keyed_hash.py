"""Keyed hashes of telephone numbers: useless to whoever does not hold the key.

A plain hash would not do: there are ten thousand million US numbers at most, and one
core tries all of them in twenty minutes.
"""

from __future__ import annotations

import hashlib
import hmac

import phonenumbers

#: Bytes of key that are asked for.
KEY_BYTES = 32
_HASH_BYTES = 16
_PREFIXES = ("whatsapp:",)


def normalise_number(number: str, region: str = "US") -> str:
    """A number in E.164 form (``+12025550123``), however it was written.

    What is no telephone number (a short code, an e-mail gateway's address) is kept in
    lower case. A prefix of the carrier's (``whatsapp:``) stays: it is another mailbox.

    Args:
        number: the number as the carrier writes it.
        region: country of numbers without a country code.
    """
    bare = number.strip().lower()
    start = next((prefix for prefix in _PREFIXES if bare.startswith(prefix)), "")
    bare = bare[len(start) :].strip()
    try:
        parsed = phonenumbers.parse(bare, region)
    except phonenumbers.NumberParseException:
        return start + bare
    form = phonenumbers.PhoneNumberFormat.E164
    return start + str(phonenumbers.format_number(parsed, form))


def keyed_hash(key: bytes, label: str, value: str) -> str:
    """32 hex digits that stand for a value under one key and one purpose.

    HMAC-SHA-256 (RFC 2104) cut to 128 bits.

    Args:
        key: the secret.
        label: what the hash is for; hashes of different purposes can't be compared.
        value: what is hidden.
    """
    message = f"{label}\0{value}".encode("utf-8", "surrogatepass")
    return hmac.new(key, message, hashlib.sha256).digest()[:_HASH_BYTES].hex()


def read_key(text: str) -> bytes | None:
    """The key of a setting, or None when it is shorter than 32 bytes."""
    key = text.strip().encode()
    return key if len(key) >= KEY_BYTES else None
