"""VK's Callback API: the community's servers, and the events brought to them.

* A server that is new or changed is asked for the confirmation code, and gets no events before it
  gave it. The code changes with every change of the servers.
* An event is answered with the plain text ``ok``. Any other answer, or none, and it is brought
  again after a growing pause, with ``X-Retry-Counter``; the events behind it do not wait for it,
  so what is brought again comes out of order.
* Each server has its own set of events, none at first. What happened before is not brought.
* Unlike the real one it takes plain http to any address: the bot sits on the same machine.
"""

import asyncio
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import aiohttp

from bots.sandbox.bell import Bell
from bots.sandbox.identity import VK, VK_GROUP_ID, VK_VERSION
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Json, World

from .rules import EVENT_TYPES

PAUSES: Final = (0.2, 1.0, 2.0, 5.0, 15.0, 60.0)
"""Seconds before an event is brought again; the last one repeats."""

PATIENCE: Final = 10
"""Seconds to wait for an answer."""

SERVERS_AT_MOST: Final = 10


@dataclass(slots=True)
class Server:
    """``status``: unconfigured (asked for the code next), wait, ok or failed."""

    id: int
    title: str
    url: str
    secret_key: str
    status: str = "unconfigured"
    version: str = VK_VERSION
    settings: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EVENT_TYPES, 0))


@dataclass(slots=True)
class Waiting:
    """An event on its way. ``due`` is in the event loop's seconds."""

    server: int
    event: Any
    attempts: int = 0
    due: float = 0.0


class Callbacks:
    """The servers and what waits for them."""

    def __init__(self, world: World, traffic: Traffic) -> None:
        self._world = world
        self._traffic = traffic
        self.bell = Bell()
        self.clear()

    def clear(self) -> None:
        self.servers: dict[int, Server] = {}
        self.waiting: list[Waiting] = []
        self.bell.ring()

    @property
    def code(self) -> str:
        return f"{self._world.counters.get('vk callback codes', 0) + 0xC0DE:08x}"

    def changed(self, server: Server) -> None:
        """A server that is new or has other settings is to confirm itself, with a new code."""
        self._world.count("vk callback codes")
        server.status = "unconfigured"
        self.servers[server.id] = server
        self.bell.ring()

    def remove(self, server: Server) -> None:
        del self.servers[server.id]
        self.waiting = [each for each in self.waiting if each.server != server.id]

    def wanting(self, kind: str) -> list[Server]:
        servers = self.servers.values()
        return [each for each in servers if each.status == "ok" and each.settings.get(kind)]

    def put(self, server: Server, event: Any) -> None:
        self.waiting.append(Waiting(server.id, event))
        self._world.changed.ring()
        self.bell.ring()

    async def deliver(self) -> None:
        """Bring what waits, each event in its time, until the sandbox closes."""
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        clock = asyncio.get_running_loop().time
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while not self.bell.closed:
                for server in [*self.servers.values()]:
                    if server.status == "unconfigured":
                        await self._confirm(session, server)
                due = next((each for each in self.waiting if each.due <= clock()), None)
                if due is not None:
                    await self._bring(session, due, clock())
                elif not any(each.status == "unconfigured" for each in self.servers.values()):
                    soon = min((each.due for each in self.waiting), default=clock() + 3600)
                    await self.bell.wait(soon - clock())

    async def _confirm(self, session: aiohttp.ClientSession, server: Server) -> None:
        server.status = "wait"
        event = {"type": "confirmation", "group_id": VK_GROUP_ID}
        said = await self._post(session, server, event, 0)
        if server.status == "wait":  # nobody changed it meanwhile
            server.status = "ok" if said == self.code else "failed"
        self._world.changed.ring()

    async def _bring(self, session: aiohttp.ClientSession, waiting: Waiting, now: float) -> None:
        server = self.servers[waiting.server]
        said = await self._post(session, server, waiting.event, waiting.attempts)
        if waiting not in self.waiting:
            return
        if said == "ok":
            self.waiting.remove(waiting)
            self._traffic.update(VK, waiting.event)
        else:
            waiting.due = now + PAUSES[min(waiting.attempts, len(PAUSES) - 1)]
            waiting.attempts += 1
        self._world.changed.ring()

    async def _post(
        self, session: aiohttp.ClientSession, server: Server, event: Any, attempts: int
    ) -> str | None:
        """The plain text of an answer; None where it is an error or there is none."""
        if server.secret_key and isinstance(event, dict):
            event = {**event, "secret": server.secret_key}
        headers = {"Content-Type": "application/json"}
        if attempts:
            headers["X-Retry-Counter"] = str(attempts)
        body = json.dumps(event, ensure_ascii=False).encode(errors="surrogatepass")
        try:
            async with session.post(server.url, data=body, headers=headers) as answer:
                return (await answer.text()).strip() if answer.status == 200 else None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return None

    def dump(self) -> Json:
        return {
            "servers": [asdict(each) for each in self.servers.values()],
            "waiting": [{"server": each.server, "event": each.event} for each in self.waiting],
        }

    def load(self, kept: Json) -> None:
        self.servers = {each["id"]: Server(**each) for each in kept["servers"]}
        for server in self.servers.values():
            if server.status == "wait":
                server.status = "unconfigured"
        self.waiting = [Waiting(**each) for each in kept["waiting"]]
