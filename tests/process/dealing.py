"""Between the messengers and the workers: each update goes to whichever worker chance says.

Every third is brought to two workers at the same moment, as after a lost answer. While
``impatient``, a press is pressed twice: its copy, an act of its own, goes to another worker at
the same moment.
"""

import asyncio
import contextlib
import json
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

AGAIN_EVERY = 3
FAR = 1_000_000
"""Beyond the numbers of real updates."""


@dataclass
class Deal:
    """``ports``: where the workers listen. ``dealt``: how many updates each was brought."""

    ports: list[int]
    chance: random.Random
    session: aiohttp.ClientSession
    impatient: bool = False
    dealt: Counter[int] = field(default_factory=Counter)
    doubled: int = 0
    refused: list[int] = field(default_factory=list)
    url: str = ""
    _count: int = 0

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self._count += 1
        worker, other = self.chance.sample(self.ports, 2)
        calls = [self._bring(worker, request, body)]
        if self._count % AGAIN_EVERY == 0:
            calls.append(self._bring(other, request, body))
        if self.impatient and (copy := _pressed_again(body)):
            self.doubled += 1
            calls.append(self._bring(other, request, copy))
        (status, text), *_ = await asyncio.gather(*calls)
        return web.Response(status=status, text=text)

    async def _bring(self, port: int, request: web.Request, body: bytes) -> tuple[int, str]:
        self.dealt[port] += 1
        headers = {
            name: value
            for name, value in request.headers.items()
            if name.startswith("X-") or name == "Content-Type"
        }
        url = f"http://127.0.0.1:{port}{request.path}"
        try:
            async with self.session.post(url, data=body, headers=headers) as answer:
                if not answer.ok:
                    self.refused.append(answer.status)
                return answer.status, await answer.text()
        except aiohttp.ClientError:
            return 502, ""


def _pressed_again(body: bytes) -> bytes | None:
    """The same press, as the messenger brings a second one."""
    update: dict[str, Any] = json.loads(body)
    if "callback_query" in update:
        query = update["callback_query"]
        again = {
            **update,
            "update_id": update["update_id"] + FAR,
            "callback_query": {**query, "id": f"{query['id']}7"},
        }
    elif update.get("type") == "message_event":
        inner = update["object"]
        again = {
            **update,
            "event_id": f"{update['event_id']}7",
            "object": {**inner, "event_id": f"{inner['event_id']}7"},
        }
    else:
        return None
    return json.dumps(again).encode()


@contextlib.asynccontextmanager
async def dealing(ports: list[int], seed: int) -> AsyncIterator[Deal]:
    async with aiohttp.ClientSession() as session:
        deal = Deal(ports, random.Random(seed), session)  # noqa: S311  because it only deals
        application = web.Application()
        application.router.add_post("/hook/{door}", deal.take)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            deal.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield deal
        finally:
            await runner.cleanup()
