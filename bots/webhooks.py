"""Updates that the messengers bring themselves: ``POST /hook/<door>``.

* Nothing is answered with success before it is committed. Any other answer, or none in time,
  makes the messenger bring the update again; the inbox drops what was taken after all.
* Anybody may find the address: what cannot show the messenger's secret is refused without a word,
  and counted. The log tells of it once a minute at most, so that it cannot be flooded.
* Whatever waits is bounded: bodies being read, and updates not yet written down, those included
  whose messenger has given up waiting. Who comes beyond that is asked to come later.
* Updates reach the intake in the order in which their bodies were read, and are batched there.
  TLS is the proxy's in front; it also holds slow senders off.
"""

import asyncio
import json
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, Protocol

import structlog
from aiohttp import web

from .doors.door import Batch, Door, DoorError, Raw
from .metrics import HOOKS

log = structlog.get_logger()

LARGEST: Final = 2**20
"""Bytes of a body."""

WAITING_AT_MOST: Final = 1_000
"""Updates that were brought and are not yet written down."""

READ_AT_ONCE: Final = 64
"""Bodies read at the same time."""

READ_WITHIN: Final = 10.0
TAKEN_WITHIN: Final = 25.0
"""Seconds for a body to come, and for an update to be committed: less than Telegram waits."""

COME_AGAIN: Final = "5"
"""Seconds after which the messenger may come again; VK obeys, Telegram has times of its own."""

TOLD_EVERY: Final = 60.0
"""Seconds between two lines in the log about the same kind of refusal."""


def hook_address(public: str, door: str) -> str:
    """The address for a door's messenger; "" where the bot has no public address."""
    return f"{public.rstrip('/')}/hook/{door}" if public else ""


class Taker(Protocol):
    """The intake, as far as it is used here: returns when the updates are committed."""

    async def bring(self, door: Door, batch: Batch) -> None: ...


def hook_routes(doors: Mapping[str, Door], intake: Taker) -> list[web.RouteDef]:
    return [web.post("/hook/{door}", Hooks(doors, intake).take)]


class Refused(Exception):
    """The update is not taken; ``fate`` is for us, the messenger hears the ``status`` alone."""

    def __init__(self, status: int, fate: str) -> None:
        super().__init__(fate)
        self.status = status
        self.fate = fate


class Hooks:
    """Takes what the messengers bring."""

    def __init__(self, doors: Mapping[str, Door], intake: Taker) -> None:
        self._doors = doors
        self._intake = intake
        self._entered = 0
        self._waiting: set[asyncio.Task[None]] = set()
        self._reading = asyncio.Semaphore(READ_AT_ONCE)
        self._told: dict[tuple[str, str], float] = {}

    async def take(self, request: web.Request) -> web.Response:
        door = self._doors.get(request.match_info["door"])
        if door is None:
            raise web.HTTPNotFound
        try:
            answer = await self._answer(door, request)
        except Refused as refusal:
            self._count(door.name, refusal.fate)
            again = (
                {"Retry-After": COME_AGAIN}
                if refusal.status == HTTPStatus.SERVICE_UNAVAILABLE
                else None
            )
            return web.Response(status=refusal.status, headers=again)
        self._count(door.name, "taken")
        return web.Response(text=answer)

    async def _answer(self, door: Door, request: web.Request) -> str:
        """Take an update; what the messenger wants to hear then. Raises Refused."""
        if self._entered + len(self._waiting) >= WAITING_AT_MOST:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy")
        self._entered += 1
        try:
            batch = await self._welcomed(door, request)
            if isinstance(batch, str):
                return batch
            # A task of its own: it goes on, and is counted, when nobody waits for it any more.
            task = asyncio.create_task(self._intake.bring(door, batch))
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)
        finally:
            self._entered -= 1
        done, _ = await asyncio.wait([task], timeout=TAKEN_WITHIN)
        if not done:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "slow")
        if task.cancelled() or (failure := task.exception()) is not None:
            why = "cancelled" if task.cancelled() else type(failure).__name__
            log.error("hook_failed", door=door.name, why=why)
            raise Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "failed")
        return door.accepted

    async def _welcomed(self, door: Door, request: web.Request) -> Batch | str:
        async with self._reading:
            raw = _parsed(await _body(request))
        if not door.genuine(request.headers, raw):
            raise Refused(HTTPStatus.FORBIDDEN, "forged")
        try:
            return await door.welcome(raw)
        except DoorError as error:
            log.warning("hook_failed", door=door.name, why=str(error))
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "unanswered") from None

    def _count(self, door: str, fate: str) -> None:
        HOOKS.labels(door, fate).inc()
        now = time.monotonic()
        if fate != "taken" and now - self._told.get((door, fate), -TOLD_EVERY) >= TOLD_EVERY:
            self._told[door, fate] = now
            log.warning("hook_refused", door=door, why=fate)


async def _body(request: web.Request) -> bytes:
    """The body, as long as it is not too large and comes in time."""
    if (request.content_length or 0) > LARGEST:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
    body = bytearray()
    try:
        async with asyncio.timeout(READ_WITHIN):
            async for part in request.content.iter_chunked(1 << 16):
                body += part
                if len(body) > LARGEST:
                    raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, "slow to send") from None
    return bytes(body)


def _parsed(body: bytes) -> Raw:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "not JSON") from None
    if not isinstance(raw, dict):
        raise Refused(HTTPStatus.BAD_REQUEST, "not an object")
    return raw
