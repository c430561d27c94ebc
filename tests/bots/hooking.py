"""A web server with webhooks, an intake behind it, and hands to bring something."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web

from bots import webhooks
from bots.doors.door import Batch, Door
from bots.webhooks import hook_routes

from .fakes import FakeDoor

OURS = {"Secret": "s"}
ADDRESS = "https://bot.example.ru/hook/vk"


@dataclass
class Taker:
    """An intake that commits when it is let, or fails."""

    brought: list[Batch] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    failure: Exception | None = None

    async def bring(self, door: Door, batch: Batch) -> None:
        self.brought.append(batch)
        self.asked.set()
        await self.gate.wait()
        if self.failure is not None:
            raise self.failure


@dataclass
class Page:
    """The web server, with hands to bring something."""

    http: ClientSession
    url: str
    taker: Taker
    door: FakeDoor

    async def bring(
        self, body: Any, headers: dict[str, str] | None = None, door: str = "telegram"
    ) -> tuple[int, str]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        told = OURS if headers is None else headers
        async with self.http.post(f"{self.url}/hook/{door}", data=data, headers=told) as answer:
            return answer.status, await answer.text()


def let_through() -> Taker:
    taker = Taker()
    taker.gate.set()
    return taker


@contextlib.asynccontextmanager
async def served(*doors: Door, taker: webhooks.Taker) -> AsyncIterator[int]:
    """A server as the bot runs it (aiohttp's own for tests cancels handlers); its port."""
    application = web.Application()
    application.router.add_routes(hook_routes({door.name: door for door in doors}, taker))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
