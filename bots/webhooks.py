"""Updates that the messengers bring themselves: ``POST /hook/<door>``.

* Nothing is answered with success before it is committed. Any other answer, or none in time,
  makes the messenger bring the update again; the inbox drops what was taken after all.
* Anybody may find the address: what cannot show the messenger's secret is refused without a word,
  and counted. The log tells of it once a minute at most, so that it cannot be flooded.
* Whose headers lack the secret is refused before the body is read. Where the secret is in the
  body, nobody queues for another's body: each is read at once, in little time and memory.
* Whatever waits is bounded: bytes being read, and updates not yet written down, those included
  whose messenger has given up waiting. Who comes beyond that is asked to come later. An unread
  body is no update yet, and takes no place of one.
* Updates reach the intake in the order in which their bodies were read, and are batched there.
  TLS is the proxy's in front; it also holds slow senders off.
"""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, Protocol

import structlog
from aiohttp import web
from aiohttp.http import HttpProcessingError

from core.words.written import read_json

from .doors.door import Batch, Door, DoorError, Raw
from .metrics import HOOKS

log = structlog.get_logger()

LARGEST: Final = 2**20
"""Bytes of a body."""

WAITING_AT_MOST: Final = 1_000
"""Updates that were brought and are not yet written down."""

HELD_AT_MOST: Final = 32 * LARGEST
"""Bytes of a door's bodies that are being read. Bytes and not bodies: a stranger who sends
nothing further would fill any number of places, but holds no bytes."""

READ_WITHIN: Final = 3.0
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
    # For the whole process, and once: adding the same filter again does nothing.
    logging.getLogger("aiohttp.server").addFilter(MALFORMED_TOLD)
    return [web.post("/hook/{door}", Hooks(doors, intake).take)]


MALFORMED: Final = (HttpProcessingError, web.RequestPayloadError)
"""What aiohttp raises on a request that is no HTTP: chunks, compression. (Its ClientPayloadError
is only for the answers that its client reads.)"""


class _Malformed(logging.Filter):
    """aiohttp's tracebacks of malformed requests, for which it asks no handler: anybody could fill
    the disk with them. They become a count and a line a minute; all other records stay."""

    told = -TOLD_EVERY

    def filter(self, record: logging.LogRecord) -> bool:
        if not (record.exc_info and isinstance(record.exc_info[1], MALFORMED)):
            return True
        HOOKS.labels("any", "malformed").inc()
        if (now := time.monotonic()) - self.told >= TOLD_EVERY:
            self.told = now
            log.warning("request_malformed", why=type(record.exc_info[1]).__name__)
        return False


MALFORMED_TOLD: Final = _Malformed()


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
        self._held: Counter[str] = Counter()
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
        if door.stranger(request.headers):
            raise Refused(HTTPStatus.FORBIDDEN, "forged")
        raw = _parsed(await self._body(door, request))
        if not door.genuine(request.headers, raw):
            raise Refused(HTTPStatus.FORBIDDEN, "forged")
        if self._entered + len(self._waiting) >= WAITING_AT_MOST:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy")
        self._entered += 1
        try:
            batch = await _welcomed(door, raw)
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

    async def _body(self, door: Door, request: web.Request) -> bytes:
        """The body, as long as it is not too large, comes in time and whole."""
        if (request.content_length or 0) > LARGEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
        body = bytearray()
        try:
            async with asyncio.timeout(READ_WITHIN):
                async for part in request.content.iter_chunked(1 << 16):
                    body += part
                    self._held[door.name] += len(part)
                    self._bound(door, len(body))
        except TimeoutError:
            raise Refused(HTTPStatus.REQUEST_TIMEOUT, "slow to send") from None
        except (*MALFORMED, OSError):  # OSError: a connection reset, or a network that broke
            raise Refused(HTTPStatus.BAD_REQUEST, "broken off") from None
        finally:
            self._held[door.name] -= len(body)
        return bytes(body)

    def _bound(self, door: Door, size: int) -> None:
        if size > LARGEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
        if self._held[door.name] > HELD_AT_MOST:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "busy")

    def _count(self, door: str, fate: str) -> None:
        HOOKS.labels(door, fate).inc()
        now = time.monotonic()
        if fate != "taken" and now - self._told.get((door, fate), -TOLD_EVERY) >= TOLD_EVERY:
            self._told[door, fate] = now
            log.warning("hook_refused", door=door, why=fate)


async def _welcomed(door: Door, raw: Raw) -> Batch | str:
    try:
        return await door.welcome(raw)
    except DoorError as error:
        log.warning("hook_failed", door=door.name, why=str(error))
        raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, "unanswered") from None


def _parsed(body: bytes) -> Raw:
    try:
        raw = read_json(body)
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST, "not JSON") from None
    if not isinstance(raw, dict):
        raise Refused(HTTPStatus.BAD_REQUEST, "not an object")
    return raw
