"""All settings of the bot, typed, in one place.

Every value can be set by an environment variable with the prefix ``KNOW287G_``
(``KNOW287G_PORT=8080``). Nothing here is a secret by default; secrets have no default.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseSettings, Field

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
    conversation_turns: int = Field(default=60, ge=5, le=500)
    #: Conversations held in memory at most; the oldest go first.
    conversations_at_most: int = Field(default=20_000, ge=10)
    #: Page on which ICE links its lists.
    ice_page: str = "https://www.ice.gov/identify-and-arrest/287g"

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
