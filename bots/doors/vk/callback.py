"""VK's Callback API: telling VK where to bring events, and that it should no longer.

* A community has up to ten servers. Ours is known by its address, or by its title where the
  address has changed; the others are none of our business.
* A new or changed server, and one that failed for too long, is confirmed anew: VK asks it for a
  code that is got by a call. The code changes, with every change of the server too, so it is asked
  for each time; only who asks again and again is told the last one.
* Each server has its own set of events, none at first.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from bots.doors.door import Misconfigured, Raw, Reception, Rejected
from bots.doors.webhook import Webhook

from .calls import Parameters

TITLE = "Парадная"
"""VK takes 14 characters at most."""

CODES_AT_MOST, IN_SECONDS = 3, 5.0
"""So many confirmation codes are asked for in so many seconds: anybody can make us ask."""

CONFIRMED_WITHIN, LOOK_EVERY = 15.0, 0.5
"""Seconds: VK asks for the code at once, or within moments."""

Call = Callable[[str, Parameters], Awaitable[Any]]

_log = structlog.get_logger()


class CallbackServer:
    """Our server among the community's. ``call`` makes a call of the API."""

    def __init__(self, call: Call, group: int, version: str, events: tuple[str, ...]) -> None:
        self._call = call
        self._group: Parameters = {"group_id": group}
        self._settings: Parameters = {"api_version": version, **dict.fromkeys(events, 1)}
        self._code = ""
        self._asked: deque[float] = deque(maxlen=CODES_AT_MOST)
        self._asking = asyncio.Lock()

    async def register(self, hook: Webhook) -> None:
        """Have events brought to ``hook``. Raises Misconfigured where VK cannot reach it."""
        found = await self._find(hook.address)
        told: Parameters = {"url": hook.address, "title": TITLE, "secret_key": hook.secret}
        if found is None:
            added = await self._call("groups.addCallbackServer", self._group | told)
            number = int(added["server_id"])
        else:
            number = int(found["id"])
            if found.get("status") != "ok" or any(found.get(name) != told[name] for name in told):
                asked = self._group | told | {"server_id": number}
                await self._call("groups.editCallbackServer", asked)
        await self._confirmed(hook.address)
        asked = self._group | self._settings | {"server_id": number}
        await self._call("groups.setCallbackSettings", asked)

    async def withdraw(self) -> None:
        """Take our server away: what is polled must not be brought as well."""
        try:
            for server in await self._servers():
                if server.get("title") == TITLE:
                    asked = self._group | {"server_id": int(server["id"])}
                    await self._call("groups.deleteCallbackServer", asked)
        except Rejected as error:  # a token may write without the right to manage
            _log.warning("vk_callback_not_withdrawn", reason=str(error))

    async def confirmation(self) -> str:
        """The code that VK wants to hear."""
        async with self._asking:
            now = time.monotonic()
            if len(self._asked) < CODES_AT_MOST or now - self._asked[0] > IN_SECONDS:
                found = await self._call("groups.getCallbackConfirmationCode", self._group)
                self._code = str(found["code"])
                self._asked.append(now)
            return self._code

    async def reception(self, hook: Webhook | None) -> Reception:
        if hook is None:
            return Reception()
        found = await self._find(hook.address)
        if found is None or found.get("url") != hook.address:
            return Reception(hook.address, "VK does not know the server")
        status = str(found.get("status"))
        return Reception(hook.address, "" if status == "ok" else f"the server is «{status}»")

    async def _confirmed(self, address: str) -> None:
        status = None
        deadline = time.monotonic() + CONFIRMED_WITHIN
        while time.monotonic() < deadline:
            found = await self._find(address)
            status = found.get("status") if found else None
            if status == "ok":
                return
            if status == "failed":
                break
            await asyncio.sleep(LOOK_EVERY)
        raise Misconfigured(f"VK could not confirm {address}: the server is «{status}»")

    async def _find(self, address: str) -> Raw | None:
        servers = await self._servers()
        named = next((one for one in servers if one.get("title") == TITLE), None)
        return next((one for one in servers if one.get("url") == address), named)

    async def _servers(self) -> list[Raw]:
        found = await self._call("groups.getCallbackServers", self._group)
        items = found.get("items", []) if isinstance(found, dict) else []
        return [item for item in items if isinstance(item, dict)]
