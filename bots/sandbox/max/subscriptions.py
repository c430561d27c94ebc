"""The bot's webhooks: the updates brought to its own addresses.

* An update is answered with 200. Anything else, or nothing in thirty seconds, and it is brought
  again after a growing pause, ten times more at most; then it is dropped. The others behind it do
  not wait for it, so what is brought again comes out of order.
* An address that took nothing for eight hours is forgotten.
* While there is one, nothing is kept for GET /updates: «both methods cannot be used
  simultaneously».
* Unlike the real one it takes plain http to any address and port: the bot sits on the same
  machine. And its pauses are shorter: the real first one is a minute, each next 2.5 times longer.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

import aiohttp

from bots.sandbox.bell import Bell
from bots.sandbox.identity import MAX
from bots.sandbox.origin import filled
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Json, World

PAUSES: Final = (0.2, 0.5, 1.2, 3.0, 7.5, 20.0, 45.0, 60.0, 60.0, 60.0)
"""Seconds before each of the repeats."""

PATIENCE: Final = 30
"""Seconds to wait for an answer."""

FORGOTTEN_AFTER: Final = 8 * 3600
SECRET_HEADER: Final = "X-Max-Bot-Api-Secret"  # noqa: S105  because it is a header's name


@dataclass(slots=True)
class Subscription:
    """``types`` None: all. ``taken``: when an update was last taken, or the address was given."""

    url: str
    time: int
    types: list[str] | None = None
    secret: str | None = None
    taken: float = 0.0


@dataclass(slots=True)
class Waiting:
    """An update on its way. ``due`` is in the event loop's seconds."""

    url: str
    update: Any
    attempts: int = 0
    due: float = 0.0


class Subscriptions:
    def __init__(self, world: World, traffic: Traffic) -> None:
        self._world = world
        self._traffic = traffic
        self.bell = Bell()
        self.origin: Callable[[], str] = str
        self.clear()

    def clear(self) -> None:
        self.given: dict[str, Subscription] = {}
        self.waiting: list[Waiting] = []
        self.bell.ring()

    def add(self, url: str, types: list[str] | None, secret: str | None) -> None:
        now = self._world.now()
        self.given[url] = Subscription(url, now, types, secret, now)
        self.bell.ring()

    def remove(self, url: str) -> None:
        del self.given[url]
        self.waiting = [each for each in self.waiting if each.url != url]

    def put(self, update: Any) -> None:
        kind = update.get("update_type") if isinstance(update, dict) else None
        for one in self.given.values():
            if one.types is None or kind in one.types or kind is None:
                self.waiting.append(Waiting(one.url, update))
        self._world.changed.ring()
        self.bell.ring()

    async def deliver(self) -> None:
        """Bring what waits, each in its time, until the sandbox closes."""
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        clock = asyncio.get_running_loop().time
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while not self.bell.closed:
                due = next((each for each in self.waiting if each.due <= clock()), None)
                if due is not None:
                    await self._bring(session, due, clock())
                else:
                    soon = min((each.due for each in self.waiting), default=clock() + 3600)
                    await self.bell.wait(soon - clock())

    async def _bring(self, session: aiohttp.ClientSession, waiting: Waiting, now: float) -> None:
        one = self.given[waiting.url]
        taken = await self._post(session, one, waiting.update)
        if waiting not in self.waiting:
            return  # it was unsubscribed meanwhile
        if taken:
            one.taken = self._world.now()
            self._traffic.update(MAX, waiting.update)
        if taken or waiting.attempts >= len(PAUSES):
            self.waiting.remove(waiting)
        else:
            waiting.due = now + PAUSES[waiting.attempts]
            waiting.attempts += 1
        if not taken and self._world.now() - one.taken >= FORGOTTEN_AFTER:
            self.remove(one.url)
        self._world.changed.ring()

    async def _post(self, session: aiohttp.ClientSession, one: Subscription, update: Any) -> bool:
        headers = {"Content-Type": "application/json"}
        if one.secret is not None:
            headers[SECRET_HEADER] = one.secret
        body = json.dumps(filled(update, self.origin()), ensure_ascii=False)
        data = body.encode(errors="surrogatepass")
        try:
            async with session.post(one.url, data=data, headers=headers) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return False

    def dump(self) -> Json:
        return {
            "given": [asdict(each) for each in self.given.values()],
            "waiting": [{"url": each.url, "update": each.update} for each in self.waiting],
        }

    def load(self, kept: Json) -> None:
        self.given = {each["url"]: Subscription(**each) for each in kept["given"]}
        self.waiting = [Waiting(**each) for each in kept["waiting"]]
