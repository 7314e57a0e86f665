"""Posts signed webhooks from a process of its own; also stands in for Twilio's API.

Run by ``benchmarks.sms_load`` with its task as JSON; prints what it measured as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from typing import Any

import aiohttp
from aiohttp import web

from bot.channels.sms.carriers.twilio import TwilioCarrier


class Driver:
    """One round: so many messages, so many of them at a time."""

    def __init__(self, task: dict[str, Any]) -> None:
        """Takes the task; `sms_load.Round` says what stands in it."""
        self._task = task
        self._carrier = TwilioCarrier(task["token"], task["signed_url"])
        self._queue = iter(range(task["messages"]))
        self._seconds: list[float] = []
        self._answered = 0
        self._texts = 0
        self._statuses: Counter[str] = Counter()

    async def run(self) -> dict[str, Any]:
        """Drives the round; seconds of each message, and how many were answered."""
        stand_in = await self._stand_in()
        connector = aiohttp.TCPConnector(limit=0)
        started = time.perf_counter()
        async with aiohttp.ClientSession(connector=connector) as session:
            people = (
                # Senders of their own: nobody sends two texts at the same time.
                self._person(session, self._task["first"] + 10_000 * person)
                for person in range(self._task["concurrency"])
            )
            await asyncio.gather(*people)
        took = time.perf_counter() - started
        await stand_in.cleanup()
        return {
            "seconds": self._seconds,
            "answered": self._answered,
            "texts": self._texts,
            "statuses": self._statuses,
            "took": took,
        }

    async def _person(self, session: aiohttp.ClientSession, first: int) -> None:
        for count, number in enumerate(self._queue):
            sender = first + count // self._task["each"]
            text = self._task["questions"][number % len(self._task["questions"])]
            sid = f"SM{first}-{number}"
            posted = self._carrier.sign(text, f"+1555{sender:07}", sid)
            started = time.perf_counter()
            async with session.post(
                self._task["url"], data=posted.body, headers=dict(posted.headers)
            ) as reply:
                content = await reply.text()
            self._seconds.append(time.perf_counter() - started)
            self._answered += reply.status == 204 or "<Message>" in content
            self._statuses[str(reply.status)] += 1

    async def _stand_in(self) -> web.AppRunner:
        async def take(_: web.Request) -> web.Response:
            self._texts += 1
            return web.json_response({"sid": "SM0", "num_segments": "1"}, status=201)

        app = web.Application()
        app.router.add_post("/{rest:.*}", take)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self._task["api_port"]).start()
        return runner


if __name__ == "__main__":
    print(json.dumps(asyncio.run(Driver(json.load(sys.stdin)).run())))
