"""All settings of the bot, typed, in one place.

Every value can be set by an environment variable with the prefix ``KNOW287G_``
(``KNOW287G_PORT=8080``). Nothing here is a secret by default; secrets have no default.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseSettings, Field, SecretStr

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Typed settings; an unusable value stops the start with a sentence."""

    #: Where the agency database lives. SQLite by default; PostgreSQL by URL.
    database_url: str = f"sqlite:///{PROJECT / 'var' / 'know287g.sqlite'}"
    #: Where trained models are looked for and written.
    models: Path = PROJECT / "models"
    #: Address the public server listens on. Loopback until a person decides otherwise.
    host: str = "127.0.0.1"
    #: Port of the public server (page and channels).
    port: int = Field(default=5005, ge=1, le=65535)
    #: Port of the action server; it listens on loopback only.
    action_port: int = Field(default=5055, ge=1, le=65535)
    #: Web pages that may call the web channel, e.g. ["https://example.org"].
    allowed_origins: list[str] = []
    #: Redis for conversations and locks; empty keeps them in this process's memory.
    redis_url: str = ""
    #: Minutes after the last message until a conversation is forgotten.
    conversation_minutes: int = Field(default=60, ge=1, le=24 * 60)
    #: Turns after which a conversation starts afresh (its cost grows with its length).
    conversation_turns: int = Field(default=8, ge=4, le=500)
    #: Conversations held in memory at most, about 2 KB each; those go first that have
    #: been silent longest. In Redis only time ends them.
    conversations_at_most: int = Field(default=5_000, ge=10)
    #: Page on which ICE links its lists.
    ice_page: str = "https://www.ice.gov/identify-and-arrest/287g"

    # The SMS channel; docs/sms.md tells an organizer what to put where.
    #: Carrier whose webhooks are answered; empty switches the SMS channel off.
    sms_carrier: Literal["", "twilio", "telnyx", "gateway"] = ""
    #: Webhook's address exactly as pasted at the carrier, https:// and all.
    sms_url: str = ""
    #: Secret of 32 bytes or more that hides numbers (`openssl rand -base64 48`).
    phone_key: SecretStr = SecretStr("")
    #: The secret before, while people who sent STOP under it are still to be found.
    phone_key_before: SecretStr = SecretStr("")
    #: Hours after which conversations get names that can't be computed any more.
    phone_salt_hours: int = Field(default=24, ge=2, le=7 * 24)
    #: Database of those who sent STOP (keyed hashes); survives everything else.
    opt_out_database_url: str = f"sqlite:///{PROJECT / 'var' / 'opt-outs.sqlite'}"
    #: Database of the yes and no to "did this help?": numbers by topic, nothing else.
    helped_database_url: str = f"sqlite:///{PROJECT / 'var' / 'helped.sqlite'}"
    #: Twilio: auth token of the account; checks signatures, never sent anywhere.
    twilio_auth_token: SecretStr = SecretStr("")
    #: Telnyx: public key of the account (base64), key for sending, own number.
    telnyx_public_key: str = ""
    telnyx_api_key: SecretStr = SecretStr("")
    telnyx_number: str = ""
    #: Telnyx's API; another address only in tests.
    telnyx_api: str = "https://api.telnyx.com/v2"
    #: Android gateway: signing key of its webhooks, its API, user and password there.
    gateway_signing_key: SecretStr = SecretStr("")
    gateway_api: str = ""
    gateway_user: str = ""
    gateway_password: SecretStr = SecretStr("")

    class Config:
        """Prefix of the environment variables."""

        env_prefix = "KNOW287G_"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once from the environment.

    Raises:
        pydantic.ValidationError: a variable holds an unusable value.
    """
    return Settings()
