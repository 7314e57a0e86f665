"""The whole bot inside one process: for the shell, for evaluations, for tests.

The same model, agent, NLG, actions and turn handling that serve people; only the action
server's HTTP hop is left out, by an endpoint that runs the actions here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.channels.turn import Turn, take_turn
from bot.content.schema import Language
from bot.dialogue.patches import apply_patches
from bot.dialogue.state import Standing
from bot.dialogue.tracker_store import conversations_of
from bot.settings import PROJECT


class ActionsHere(EndpointConfig):
    """An action endpoint that runs the actions in this process."""

    def __init__(self) -> None:
        super().__init__(url="http://actions.invalid/webhook")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Runs what Rasa would have posted to the action server."""
        return await self._executor.run(kwargs["json"])


@dataclass(frozen=True)
class Reading:
    """What the bot made of a person's newest message, and what it said."""

    messages: list[dict[str, Any]]
    intent: str
    confidence: float
    milliseconds: float
    ranking: list[dict[str, Any]] = field(default_factory=list)


class Assistant:
    """A loaded bot that can be talked to."""

    def __init__(self, agent: Agent) -> None:
        self._agent = agent

    @classmethod
    async def load(cls, model: Path) -> Assistant:
        """Loads a model with the project's own endpoints.

        Raises:
            RuntimeError: the model can't be used; train again.
        """
        apply_patches()
        os.chdir(PROJECT)
        endpoints = AvailableEndpoints.read_endpoints(str(PROJECT / "endpoints.yml"))
        endpoints.action = ActionsHere()
        agent = await load_agent(model_path=str(model), endpoints=endpoints)
        if not agent.is_ready():
            raise RuntimeError(
                "The model can't be loaded; run `know287g train --force`."
            )
        return cls(agent)

    @property
    def agent(self) -> Agent:
        """Rasa's agent, for a channel that is tried without a server of its own."""
        return self._agent

    async def say(
        self, sender: str, text: str, channel: str, lang: Language | None = None
    ) -> Reading:
        """Sends one message of a conversation and reads the answer."""
        started = time.perf_counter()
        turn = Turn(sender, text, channel, str(uuid4()), lang)
        messages = await take_turn(turn, self._agent.handle_message, self._recall)
        took = (time.perf_counter() - started) * 1000
        tracker = await self._agent.tracker_store.retrieve(sender)
        parsed = dict(tracker.latest_message.parse_data or {}) if tracker else {}
        intent = parsed.get("intent") or {}
        return Reading(
            messages,
            str(intent.get("name") or ""),
            float(intent.get("confidence") or 0.0),
            took,
            list(parsed.get("intent_ranking") or []),
        )

    async def ask(
        self,
        text: str,
        context: Sequence[str] = (),
        channel: str = "web",
        lang: Language | None = None,
    ) -> Reading:
        """Says the context and then the text in a fresh conversation."""
        sender = str(uuid4())
        for earlier in context:
            await self.say(sender, earlier, channel, lang)
        return await self.say(sender, text, channel, lang)

    async def _recall(self, sender: str) -> Standing:
        store = conversations_of(self._agent)
        return store.standing(sender) if store else Standing()
